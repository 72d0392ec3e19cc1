// Business days: which one an instant belongs to, and when it ends.
#include "runtime/core/time/zone.hpp"

#include <boost/test/unit_test.hpp>

using namespace atrium;
using namespace std::chrono_literals;

namespace {

Instant at(const char* text) { return from_iso8601(text).value(); }

// Berlin, 2026: summer time from 29 March 01:00 UTC to 25 October 01:00 UTC.
const Zone berlin{"Europe/Berlin",
                  {{at("2025-10-26T01:00:00Z"), 3600},
                   {at("2026-03-29T01:00:00Z"), 7200},
                   {at("2026-10-25T01:00:00Z"), 3600}}};

}  // namespace

BOOST_AUTO_TEST_SUITE(zone)

BOOST_AUTO_TEST_CASE(a_business_day_turns_at_the_reset_time_not_at_midnight,
                     *boost::unit_test::description("[Q-01]")) {
  const Zone shanghai;
  BOOST_TEST(to_text(business_day(shanghai, 4h, at("2026-11-21T03:59:59.999+08:00"))) ==
             "2026-11-20");
  BOOST_TEST(to_text(business_day(shanghai, 4h, at("2026-11-21T04:00:00+08:00"))) == "2026-11-21");
}

BOOST_AUTO_TEST_CASE(a_day_ends_at_the_first_instant_of_the_next) {
  for (const Zone& zone : {Zone{}, berlin}) {
    for (const auto reset : {0min, 120min, 150min, 240min}) {
      for (Day day{20'530}; day.days < 20'800; ++day.days) {
        const auto end = day_end(zone, reset, day);
        BOOST_TEST((business_day(zone, reset, end) > day));
        BOOST_TEST((business_day(zone, reset, end - 1us) <= day));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(a_day_that_has_begun_goes_on_in_the_hour_that_comes_twice,
                     *boost::unit_test::description("[Q-01]")) {
  const auto day_at = [](const char* text) {
    return to_text(business_day(berlin, 150min, at(text)));
  };
  BOOST_TEST(day_at("2026-10-25T02:29:59+02:00") == "2026-10-24");
  BOOST_TEST(day_at("2026-10-25T02:30:00+02:00") == "2026-10-25");
  BOOST_TEST(day_at("2026-10-25T02:00:00+01:00") == "2026-10-25");
  BOOST_TEST(day_at("2026-10-25T02:29:59+01:00") == "2026-10-25");
  BOOST_TEST(day_at("2026-10-26T02:29:59+01:00") == "2026-10-25");
}

BOOST_AUTO_TEST_CASE(business_days_never_go_back) {
  for (const auto reset : {0min, 120min, 150min, 180min, 240min}) {
    Day last{};
    for (auto time = at("2026-03-01T00:00:00Z"); time < at("2026-11-30T00:00:00Z"); time += 10min) {
      const auto day = business_day(berlin, reset, time);
      BOOST_TEST_REQUIRE((day >= last));
      BOOST_TEST_REQUIRE((day_end(berlin, reset, day) > time));
      last = day;
    }
  }
}

BOOST_AUTO_TEST_CASE(summer_time_makes_one_day_of_23_hours) {
  const Day day = business_day(berlin, 0min, at("2026-03-29T12:00:00+02:00"));
  BOOST_TEST((day_end(berlin, 0min, day) - day_end(berlin, 0min, {day.days - 1}) == 23h));
}

BOOST_AUTO_TEST_CASE(a_day_is_named_by_its_date) {
  const Day day = business_day({}, 0min, at("2026-11-21T09:00:00+08:00"));
  BOOST_TEST(to_text(day) == "2026-11-21");
  BOOST_TEST(to_compact(day) == "20261121");
}

BOOST_AUTO_TEST_SUITE_END()
