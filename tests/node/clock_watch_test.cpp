// A wall clock that jumps is told of, once.
#include "runtime/node/housekeeping/clock_watch.hpp"

#include <boost/test/unit_test.hpp>

using namespace atrium;
using namespace std::chrono_literals;
using node::ClockWatch;

namespace {

const Instant noon = from_iso8601("2026-11-21T04:00:00Z").value();
const ClockWatch::Steady start{1h};

}  // namespace

BOOST_AUTO_TEST_SUITE(clock_watch)

BOOST_AUTO_TEST_CASE(a_clock_that_jumps_back_ten_minutes_at_noon_is_told_of_once) {
  ClockWatch watch;
  BOOST_TEST(!watch.look(noon, start).has_value());
  BOOST_TEST(!watch.look(noon + 5s, start + 5s).has_value());
  const auto jump = watch.look(noon + 10s - 10min, start + 10s);
  BOOST_TEST_REQUIRE(jump.has_value());
  BOOST_TEST((*jump == -10min));
  BOOST_TEST(!watch.look(noon + 15s - 10min, start + 15s).has_value());
}

BOOST_AUTO_TEST_CASE(a_clock_that_jumps_ahead_is_told_of_too) {
  ClockWatch watch;
  watch.look(noon, start);
  BOOST_TEST((watch.look(noon + 1h, start + 5s).value() == 1h - 5s));
}

BOOST_AUTO_TEST_CASE(a_clock_that_is_set_right_bit_by_bit_is_no_trouble) {
  ClockWatch watch;
  for (int i = 0; i < 100; ++i) {
    BOOST_TEST(!watch.look(noon + i * 5100ms, start + i * 5s).has_value());
  }
}

BOOST_AUTO_TEST_SUITE_END()
