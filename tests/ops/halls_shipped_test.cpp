// The halls that Atrium ships are sound and are the buyer's: 25 windows on two sites, four window
// classes.
#include "ops/halls/read.hpp"
#include "ops/halls/time_zone.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <set>

namespace atrium::halls {
namespace {

Definition shipped(const char* file) {
  const auto reading = read(std::string("ops/halls/") + file);
  if (const auto* faults = std::get_if<std::vector<Fault>>(&reading)) {
    for (const auto& fault : *faults) BOOST_ERROR(fault.place.line << ": " << fault.what);
  }
  BOOST_REQUIRE(std::holds_alternative<Definition>(reading));
  return std::get<Definition>(reading);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(the_shipped_halls)

BOOST_AUTO_TEST_CASE(the_county_hall_has_20_windows_one_ticket_machine_and_four_classes) {
  const auto hall = shipped("chengmai.toml");
  BOOST_TEST(hall.hall.value == "chengmai");
  BOOST_TEST(hall.windows.size() == 20U);
  BOOST_TEST(hall.ticket_machines.size() == 1U);
  std::set<std::string> classes;
  for (const auto& entry : hall.classes) classes.insert(entry.id.value);
  const std::set<std::string> bought{"market_access", "project_construction", "public_service",
                                     "real_estate"};
  BOOST_TEST(classes == bought);
}

BOOST_AUTO_TEST_CASE(the_laocheng_centre_has_5_windows) {
  BOOST_TEST(shipped("chengmai-laocheng.toml").windows.size() == 5U);
}

BOOST_AUTO_TEST_CASE(every_window_has_a_display_a_tablet_and_an_evaluator) {
  for (const auto* file : {"chengmai.toml", "chengmai-laocheng.toml"}) {
    for (const auto& window : shipped(file).windows) {
      BOOST_TEST(window.displays.size() == 1U, window.number.value);
      BOOST_TEST(window.tablet.has_value(), window.number.value);
      BOOST_TEST(window.evaluator.has_value(), window.number.value);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_hall_may_close_over_noon) {
  const auto hall = shipped("chengmai.toml");
  BOOST_REQUIRE(hall.hours[0].size() == 2U);
  BOOST_TEST(hall.hours[0][0].ends.count() == 12 * 60);
  BOOST_TEST(hall.hours[0][1].begins.count() == 14 * 60 + 30);
  BOOST_TEST(hall.hours[6].empty());
}

BOOST_AUTO_TEST_CASE(hainan_keeps_one_offset_all_the_year) {
  const auto zone = shipped("chengmai.toml").time_zone;
  BOOST_TEST(zone.name == "Asia/Shanghai");
  BOOST_REQUIRE(zone.offsets.size() == 1U);
  BOOST_TEST(zone.offsets[0].offset_s == 8 * 3600);
}

BOOST_AUTO_TEST_CASE(a_zone_with_summer_time_has_two_offsets_a_year) {
  const auto zone = time_zone("Europe/Berlin");
  BOOST_REQUIRE(zone.has_value());
  BOOST_REQUIRE(zone->offsets.size() > 30U);
  BOOST_TEST(zone->offsets[0].offset_s == 3600);
  BOOST_TEST(zone->offsets[1].offset_s == 7200);
  BOOST_TEST(to_iso8601(zone->offsets[1].from) == "2020-03-29T01:00:00.000Z");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace atrium::halls
