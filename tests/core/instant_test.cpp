// Instants as text.
#include "runtime/core/time/instant.hpp"

#include <boost/test/unit_test.hpp>

using namespace atrium;

BOOST_AUTO_TEST_SUITE(instant)

BOOST_AUTO_TEST_CASE(an_instant_is_written_in_utc_with_milliseconds) {
  BOOST_TEST(to_iso8601(Instant{Duration{1'795'250'096'789'000}}) == "2026-11-21T08:34:56.789Z");
}

BOOST_AUTO_TEST_CASE(an_instant_is_read_with_any_offset) {
  const auto utc = from_iso8601("2026-11-21T01:02:03Z");
  BOOST_REQUIRE(utc.has_value());
  BOOST_TEST((from_iso8601("2026-11-21T09:02:03+08:00") == utc));
  BOOST_TEST((from_iso8601("2026-11-20T20:02:03.000-05:00") == utc));
}

BOOST_AUTO_TEST_CASE(text_that_is_no_instant_is_nothing) {
  for (const char* text : {"", "2026-11-21", "2026-13-01T00:00:00Z", "2026-02-30T00:00:00Z",
                           "2026-11-21T25:00:00Z", "2026-11-21T01:02:03", "2026-11-21T01:02:03Zx",
                           "2026-11-21T01:02:03.Z", "-026-11-21T01:02:03Z"}) {
    BOOST_TEST(!from_iso8601(text).has_value(), text);
  }
}

BOOST_AUTO_TEST_SUITE_END()
