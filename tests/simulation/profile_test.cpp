// Crowd scenarios: the built-in ones are sound, and a faulty file is told where and why.
#include "simulation/model/profile.hpp"

#include <boost/test/unit_test.hpp>

namespace atrium::simulation {
namespace {

std::string fault_of(std::string_view toml) {
  const auto profile = parse_profile(toml);
  return profile ? std::string() : profile.error().what;
}

halls::Service service(const std::string& id, const std::string& window_class) {
  halls::Service service;
  service.id = ServiceId(id);
  service.window_class = halls::ClassId(window_class);
  return service;
}

BOOST_AUTO_TEST_SUITE(profile)

BOOST_AUTO_TEST_CASE(every_built_in_scenario_is_sound) {
  BOOST_TEST(built_in_profiles().size() >= 2U);
  for (const auto& name : built_in_profiles()) {
    const auto profile = load_profile(name);
    BOOST_TEST_REQUIRE(profile.has_value(), name);
    BOOST_TEST(profile->name == name);
  }
}

BOOST_AUTO_TEST_CASE(an_unknown_scenario_is_told_which_ones_there_are) {
  const auto profile = load_profile("no such thing");
  BOOST_TEST(profile.error().what.find("weekday") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_unknown_key_is_a_fault_at_its_line) {
  BOOST_TEST(fault_of("name = \"a\"\n[visitors]\nno_shows = 0.1\n") ==
             "line 3: visitors.no_shows is not known here; remove it or mend its name");
}

BOOST_AUTO_TEST_CASE(a_share_above_one_is_a_fault) {
  BOOST_TEST(fault_of("name = \"a\"\n[visitors]\nno_show = 1.5\n")
                 .starts_with("line 3: visitors.no_show"));
}

BOOST_AUTO_TEST_CASE(a_text_where_a_number_belongs_is_a_fault) {
  BOOST_TEST(fault_of("name = \"a\"\n[visits]\nservice_s = \"long\"\n")
                 .starts_with("line 3: visits.service_s"));
}

BOOST_AUTO_TEST_CASE(every_fault_is_named_in_one_reading) {
  const auto faults = fault_of("[visitors]\nrates = -1\n[day]\n\"25:00\" = 1\n");
  BOOST_TEST(faults.find("visitors.rates") != std::string::npos);
  BOOST_TEST(faults.find("25:00") != std::string::npos);
  BOOST_TEST(faults.find("name is missing") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(text_that_is_not_toml_is_a_fault_at_its_line) {
  BOOST_TEST(fault_of("name = \"a\"\n= 3\n").starts_with("line 2: this is not TOML"));
}

BOOST_AUTO_TEST_CASE(a_service_is_matched_by_key_then_by_class_then_by_default) {
  const auto profile = parse_profile(
      "name = \"a\"\n[visits]\nservice_s = 100\n[classes.tax]\nservice_s = "
      "200\n[services.vat]\nservice_s = 300\n");
  BOOST_TEST_REQUIRE(profile.has_value());
  BOOST_TEST(profile->of(service("vat", "tax")).service_s == 300);
  BOOST_TEST(profile->of(service("duty", "tax")).service_s == 200);
  BOOST_TEST(profile->of(service("passport", "public")).service_s == 100);
}

BOOST_AUTO_TEST_CASE(the_day_is_a_stair_of_factors) {
  const auto profile = parse_profile("name = \"a\"\n[day]\n\"09:00\" = 2\n\"10:00\" = 0.5\n");
  using std::chrono::minutes;
  BOOST_TEST(profile->factor(minutes{8 * 60 + 59}) == 1);
  BOOST_TEST(profile->factor(minutes{9 * 60}) == 2);
  BOOST_TEST(profile->factor(minutes{10 * 60}) == 0.5);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace atrium::simulation
