// Who is next. The worked cases are those of the queue semantics, times relative to now.
#include "tests/actors/waiting_room/room.hpp"

using namespace atrium;
using namespace atrium::waiting_room;
using boost::unit_test::description;

namespace {

const Instant now = nine + 1h;

Room by_time_room() {
  auto configuration = hall();
  configuration.appointment_order = AppointmentOrder::by_time;
  return open_room(configuration);
}

// W −600, W −300, and an appointment that is checked in and due in `seconds`.
Room two_walk_ins_and_one_booked(std::chrono::seconds in) {
  auto room = open_room();
  room.at(now - 600s).did(take(passport));
  room.at(now - 300s).did(take(passport));
  room.at(now - 200s).did(check_in(passport, now + in));
  room.at(now);
  return room;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(order)

BOOST_AUTO_TEST_CASE(who_came_first_is_called_first, *description("[Q-16]")) {
  auto room = open_room();
  room.did(take(passport), take(passport)).at(nine + 1min).did(take(passport));
  BOOST_TEST(serves_next(room, window_1) == "A001");
  BOOST_TEST(serves_next(room, window_1) == "A002");
  BOOST_TEST(serves_next(room, window_1) == "A003");
  BOOST_TEST(serves_next(room, window_1) == "nobody");
}

BOOST_AUTO_TEST_CASE(a_window_calls_only_what_it_serves, *description("[Q-24]")) {
  auto room = open_room();
  room.did(take(land), take(tax), take(passport));
  BOOST_TEST(serves_next(room, window_1) == "A001");
  BOOST_TEST(serves_next(room, window_1) == "nobody");
  BOOST_TEST(serves_next(room, window_2) == "B002");
  BOOST_TEST(serves_next(room, window_3) == "B001");
}

BOOST_AUTO_TEST_CASE(a_window_of_several_services_takes_the_earliest_of_them,
                     *description("[Q-24] [Q-33]")) {
  auto room = open_room();
  room.did(take(tax)).at(nine + 1min).did(take(passport)).at(nine + 2min).did(take(tax));
  BOOST_TEST(serves_next(room, window_2) == "B001");
  BOOST_TEST(serves_next(room, window_2) == "A001");
  BOOST_TEST(serves_next(room, window_2) == "B002");
}

BOOST_AUTO_TEST_CASE(a_higher_class_goes_first, *description("[Q-05]")) {
  auto room = open_room();
  room.did(take(passport), take(passport, 1), take(passport, 2));
  BOOST_TEST(serves_next(room, window_1) == "A003");
  BOOST_TEST(serves_next(room, window_1) == "A002");
  BOOST_TEST(serves_next(room, window_1) == "A001");
}

BOOST_AUTO_TEST_CASE(a_booked_visitor_who_is_due_goes_before_walk_ins,
                     *description("[AP-03] W -600, W -300, A +90 s: A, W, W")) {
  auto room = two_walk_ins_and_one_booked(90s);
  BOOST_TEST(serves_next(room, window_1) == "A003");
  BOOST_TEST(serves_next(room, window_1) == "A001");
  BOOST_TEST(serves_next(room, window_1) == "A002");
}

BOOST_AUTO_TEST_CASE(a_booked_visitor_does_not_compete_before_being_due,
                     *description("[AP-03] W -600, W -300, A +150 s: W first, A once due")) {
  auto room = two_walk_ins_and_one_booked(150s);
  BOOST_TEST(serves_next(room, window_1) == "A001");
  room.at(now + 29s);
  BOOST_TEST(ticket(room, "A003").ahead.value() == 0);
  BOOST_TEST(calls(room, window_1) == "A002");
  room.did(Undo{window_1}).at(now + 30s);
  BOOST_TEST(calls(room, window_1) == "A003");
}

BOOST_AUTO_TEST_CASE(nobody_is_called_while_only_early_bookings_wait, *description("[AP-03]")) {
  auto room = open_room();
  room.did(check_in(passport, nine + 1h));
  BOOST_TEST(calls(room, window_1) == "nobody");
  room.at(nine + 58min);
  BOOST_TEST(calls(room, window_1) == "A001");
}

BOOST_AUTO_TEST_CASE(booked_first_calls_the_due_appointment_before_a_longer_wait,
                     *description("[AP-03] W -1200, A due now: A")) {
  auto room = open_room();
  room.at(now - 1200s).did(take(passport)).at(now).did(check_in(passport, now));
  BOOST_TEST(calls(room, window_1) == "A002");
  BOOST_TEST(room.fact<Called>().why.strategy == "booked_first");
}

BOOST_AUTO_TEST_CASE(by_time_calls_the_longer_wait_before_the_due_appointment,
                     *description("[Q-30] W -1200, A due now: W")) {
  auto room = by_time_room();
  room.at(now - 1200s).did(take(passport)).at(now).did(check_in(passport, now));
  BOOST_TEST(calls(room, window_1) == "A001");
  BOOST_TEST(room.fact<Called>().why.strategy == "by_time");
}

BOOST_AUTO_TEST_CASE(by_time_counts_an_appointment_from_its_own_time) {
  auto room = by_time_room();
  room.at(now - 600s).did(take(passport));
  room.at(now - 60s).did(check_in(passport, now - 700s));
  room.at(now);
  BOOST_TEST(calls(room, window_1) == "A002");
}

BOOST_AUTO_TEST_CASE(a_booked_visitor_who_is_too_late_joins_as_a_walk_in, *description("[AP-03]")) {
  auto room = open_room();
  room.at(now - 60s).did(take(passport));
  room.at(now).did(check_in(passport, now - 15min - 1s));
  BOOST_TEST(calls(room, window_1) == "A001");
  BOOST_TEST(ticket(room, "A002").booked == false);
}

BOOST_AUTO_TEST_CASE(a_booked_visitor_within_the_grace_keeps_the_appointment) {
  auto room = open_room();
  room.at(now - 60s).did(take(passport));
  room.at(now).did(check_in(passport, now - 15min));
  BOOST_TEST(calls(room, window_1) == "A002");
}

BOOST_AUTO_TEST_CASE(a_window_calls_its_own_services_first_and_others_when_none_waits,
                     *description("[Q-24] own first, then any")) {
  auto room = open_room();
  room.did(OpenWindow{window_4, StaffId{"clerk04"}}, take(passport)).at(nine + 1min);
  room.did(take(land));
  BOOST_TEST(serves_next(room, window_4) == "B001");
  BOOST_TEST(calls(room, window_4) == "A001");
  BOOST_TEST(room.fact<Called>().why.strategy == "own_first+booked_first");
}

BOOST_AUTO_TEST_CASE(a_call_records_whom_it_overtook, *description("[Q-30]")) {
  auto room = open_room();
  room.did(take(passport), take(tax), take(passport), take(land), take(passport, 3));
  BOOST_TEST(calls(room, window_2) == "A003");
  const auto why = room.fact<Called>().why;
  BOOST_TEST(why.priority == 3);
  BOOST_TEST(why.order == 4);
  BOOST_TEST(why.overtook == 3);
  BOOST_TEST_REQUIRE(why.overtaken.size() == 3U);
  BOOST_TEST(why.overtaken[0].value == "20261121-A001");
  BOOST_TEST(why.overtaken[1].value == "20261121-B001");
  BOOST_TEST(why.overtaken[2].value == "20261121-A002");
}

BOOST_AUTO_TEST_CASE(a_call_names_at_most_five_of_those_it_overtook_and_counts_all) {
  auto room = open_room();
  for (int i = 0; i < 8; ++i) room.did(take(passport));
  room.did(take(passport, 1));
  BOOST_TEST(calls(room, window_1) == "A009");
  BOOST_TEST(room.fact<Called>().why.overtook == 8);
  BOOST_TEST(room.fact<Called>().why.overtaken.size() == overtaken_listed);
}

BOOST_AUTO_TEST_CASE(ahead_counts_who_would_be_called_before, *description("[Q-28] [Q-36]")) {
  auto room = open_room();
  room.did(take(passport), take(tax), take(land), take(passport, 1), take(tax));
  BOOST_TEST(ticket(room, "A002").ahead.value() == 0);
  BOOST_TEST(ticket(room, "A001").ahead.value() == 1);
  // The windows of tax serve passport and land as well.
  BOOST_TEST(ticket(room, "B003").ahead.value() == 4);
  room.did(CloseWindow{window_3});
  BOOST_TEST(ticket(room, "B003").ahead.value() == 3);
}

BOOST_AUTO_TEST_CASE(a_changed_policy_takes_effect_on_the_next_call, *description("[Q-30]")) {
  auto room = open_room();
  room.at(now - 1200s).did(take(passport)).at(now).did(check_in(passport, now));
  auto configuration = hall();
  configuration.appointment_order = AppointmentOrder::by_time;
  room.did(Configure{configuration});
  BOOST_TEST(calls(room, window_1) == "A001");
}

BOOST_AUTO_TEST_SUITE_END()
