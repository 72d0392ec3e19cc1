// Clocks: summer time, acts within one instant, a clock that runs back.
#include "tests/actors/waiting_room/room.hpp"

using namespace atrium;
using namespace atrium::waiting_room;
using boost::unit_test::description;

namespace {

Instant at(const char* text) { return from_iso8601(text).value(); }

// Berlin, 2026: summer time from 29 March 01:00 UTC to 25 October 01:00 UTC.
Configuration hall_in_berlin() {
  auto configuration = hall();
  configuration.zone = {"Europe/Berlin",
                        {{at("2025-10-26T01:00:00Z"), 3600},
                         {at("2026-03-29T01:00:00Z"), 7200},
                         {at("2026-10-25T01:00:00Z"), 3600}}};
  return configuration;
}

Room berlin_at(const char* text) {
  Room room;
  room.at(at(text)).did(Configure{hall_in_berlin()}, OpenWindow{window_1, StaffId{"clerk01"}});
  return room;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(clocks)

BOOST_AUTO_TEST_CASE(the_day_of_summer_times_begin_ends_an_hour_earlier, *description("[Q-01]")) {
  auto room = berlin_at("2026-03-28T12:00:00+01:00");
  BOOST_TEST((due(room.state())->at == at("2026-03-29T04:00:00+02:00")));
  room.did(take(passport)).at(at("2026-03-29T03:59:59+02:00"));
  BOOST_TEST(room.when(take(passport)).fact<Issued>().number == "A002");
  room.at(at("2026-03-29T04:00:00+02:00"));
  BOOST_TEST(room.when(take(passport)).fact<Issued>().ticket.value == "20260329-A001");
}

BOOST_AUTO_TEST_CASE(the_day_of_summer_times_end_has_its_hour_twice, *description("[Q-01]")) {
  auto room = berlin_at("2026-10-24T22:00:00+02:00");
  BOOST_TEST((due(room.state())->at == at("2026-10-25T04:00:00+01:00")));
  room.at(at("2026-10-25T02:30:00+02:00")).did(take(passport), CallNext{window_1}, Start{window_1});
  room.at(at("2026-10-25T02:15:00+01:00"));  // By the clock on the wall a quarter of an hour less.
  BOOST_TEST((room.when(Finish{window_1}).fact<Finished>().served == 45min));
}

BOOST_AUTO_TEST_CASE(acts_within_one_instant_last_nothing) {
  auto room = open_room();
  room.did(take(passport), CallNext{window_1}, Start{window_1});
  BOOST_TEST((room.when(Finish{window_1}).fact<Finished>().served == Duration{}));
  room.did(take(passport), CallNext{window_1}, Park{window_1});
  BOOST_TEST((room.when(Unpark{window_1, "A002"}).fact<Unparked>().effective == nine));
}

// The shell records max(previous, clock); a rule that is handed an earlier time lasts no less than
// nothing all the same.
BOOST_AUTO_TEST_CASE(nothing_lasts_a_negative_time) {
  auto room = open_room();
  room.at(nine + 3h).did(take(passport), CallNext{window_1}, Start{window_1});
  BOOST_TEST(
      (room.at(nine + 3h - 10min).when(Finish{window_1}).fact<Finished>().served == Duration{}));
}

BOOST_AUTO_TEST_SUITE_END()
