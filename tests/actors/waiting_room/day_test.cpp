// The business day turns at the hall's reset time, here 04:00, whoever notices it first.
#include "tests/actors/waiting_room/room.hpp"

using namespace atrium;
using namespace atrium::waiting_room;
using boost::unit_test::description;

BOOST_AUTO_TEST_SUITE(day)

BOOST_AUTO_TEST_CASE(the_room_wants_to_be_woken_when_the_day_turns) {
  auto room = open_room();
  const auto wake = due(room.state());
  BOOST_TEST_REQUIRE(wake.has_value());
  BOOST_TEST((wake->at == turn));
  BOOST_TEST(std::holds_alternative<EndDay>(wake->command));
}

BOOST_AUTO_TEST_CASE(at_the_turn_open_tickets_end_as_unserved, *description("[Q-01]")) {
  auto room = open_room();
  for (int i = 0; i < 5; ++i) room.did(take(passport));
  room.did(CallNext{window_1}, Park{window_1}, CallNext{window_1}, CallNext{window_2},
           Start{window_2}, Void{window_1, "A004", ""});
  const auto ended = room.at(turn).when(EndDay{}).fact<DayEnded>();
  BOOST_TEST(to_text(ended.day) == "2026-11-21");
  BOOST_TEST(to_text(ended.next) == "2026-11-22");
  std::string unserved;
  for (const auto& id : ended.unserved) unserved += id.value.substr(9) + " ";
  BOOST_TEST(unserved == "A001 A002 A003 A005 ");
  BOOST_TEST(ended.cleared.size() == 2U);
  BOOST_TEST(ticket(room, "A005").status == Status::unserved);
  BOOST_TEST(ticket(room, "A004").status == Status::void_);
}

BOOST_AUTO_TEST_CASE(windows_stay_open_over_the_turn_without_their_tickets) {
  auto room = open_room();
  room.did(take(passport), CallNext{window_1}).at(turn).did(EndDay{});
  BOOST_TEST(window(room, window_1).state == WindowState::idle);
  BOOST_TEST(window(room, window_1).staff->value == "clerk01");
}

BOOST_AUTO_TEST_CASE(an_instant_before_the_turn_is_of_the_old_day) {
  auto room = open_room();
  room.at(turn - 1us).when(EndDay{}).then_nothing();
}

BOOST_AUTO_TEST_CASE(whoever_comes_first_ends_the_day_in_the_same_commit) {
  auto room = open_room();
  room.did(take(passport), take(passport)).at(turn + 5h).when(take(passport));
  BOOST_TEST_REQUIRE(room.accepted().size() == 2U);
  BOOST_TEST(std::holds_alternative<DayEnded>(room.accepted()[0]));
  BOOST_TEST(std::get<Issued>(room.accepted()[1]).ticket.value == "20261122-A001");
  BOOST_TEST(std::get<Issued>(room.accepted()[1]).ahead == 0);
}

BOOST_AUTO_TEST_CASE(nobody_of_yesterday_is_called) {
  auto room = open_room();
  room.did(take(passport)).at(turn).when(CallNext{window_1});
  BOOST_TEST_REQUIRE(room.accepted().size() == 1U);
  BOOST_TEST(std::holds_alternative<DayEnded>(room.accepted()[0]));
}

BOOST_AUTO_TEST_CASE(a_refusal_after_the_turn_is_the_new_days) {
  auto room = open_room();
  room.did(take(passport), CallNext{window_1}).at(turn);
  room.when(Start{window_1}).then_refused(RefusalKind::wrong_phase, "window.has_no_ticket");
  room.when(CallNumber{window_1, "A001", "r"})
      .then_refused(RefusalKind::not_found, "ticket.of_a_past_day");
}

BOOST_AUTO_TEST_CASE(days_on_which_nothing_happened_are_skipped) {
  auto room = open_room();
  const auto ended = room.at(turn + 72h).when(EndDay{}).fact<DayEnded>();
  BOOST_TEST(to_text(ended.next) == "2026-11-25");
  BOOST_TEST((due(room.state())->at == turn + 96h));
}

BOOST_AUTO_TEST_CASE(a_pause_that_waited_for_a_ticket_takes_effect_at_the_turn) {
  auto room = open_room();
  room.did(take(passport), CallNext{window_1}, PauseWindow{window_1, "night"});
  room.at(turn).did(EndDay{});
  BOOST_TEST(window(room, window_1).state == WindowState::paused);
}

BOOST_AUTO_TEST_CASE(nothing_of_yesterday_is_undone) {
  auto room = open_room();
  room.did(take(passport)).at(turn - 1s).did(CallNext{window_1}).at(turn).did(EndDay{});
  room.when(Undo{window_1}).then_refused(RefusalKind::wrong_phase, "window.nothing_to_undo");
}

BOOST_AUTO_TEST_CASE(the_days_figures_begin_anew) {
  auto room = open_room();
  room.did(take(passport), CallNext{window_1}, Start{window_1}, Finish{window_1});
  room.at(turn).did(EndDay{});
  const auto floor = room.answer<FloorView>(Floor{});
  BOOST_TEST(floor.day == "2026-11-22");
  BOOST_TEST((floor.counts == Counts{}));
  BOOST_TEST(floor.services[0].issued == 0);
  BOOST_TEST(floor.windows[0].served == 0);
}

BOOST_AUTO_TEST_CASE(a_visit_of_yesterday_can_still_be_rated) {
  auto room = open_room();
  room.did(take(passport), CallNext{window_1}, Start{window_1}, Finish{window_1});
  room.at(turn).did(EndDay{});
  BOOST_TEST(room.answer<ServedView>(Served{TicketId{"20261121-A001"}}).staff.value == "clerk01");
}

BOOST_AUTO_TEST_CASE(a_snapshot_is_wanted_after_each_day) {
  BOOST_TEST(wants_snapshot(DayEnded{}));
  BOOST_TEST(!wants_snapshot(Issued{}));
}

BOOST_AUTO_TEST_SUITE_END()
