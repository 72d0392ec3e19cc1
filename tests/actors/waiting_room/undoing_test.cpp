// Taking the last act back.
#include "tests/actors/waiting_room/room.hpp"

using namespace atrium;
using namespace atrium::waiting_room;

namespace {

Room with_current() {
  auto room = open_room();
  room.did(take(passport), take(passport)).at(nine + 1min).did(CallNext{window_1});
  return room;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(undoing)

BOOST_AUTO_TEST_CASE(a_call_taken_back_puts_the_ticket_where_it_stood) {
  auto room = with_current();
  room.did(Undo{window_1});
  BOOST_TEST(window(room, window_1).state == WindowState::idle);
  BOOST_TEST(ticket(room, "A001").status == Status::waiting);
  BOOST_TEST(ticket(room, "A001").calls == 0);
  BOOST_TEST(calls(room, window_2) == "A001");
}

BOOST_AUTO_TEST_CASE(a_call_can_be_taken_back_after_another_announcement) {
  auto room = with_current();
  room.did(Recall{window_1}, Undo{window_1});
  BOOST_TEST(ticket(room, "A001").status == Status::waiting);
}

BOOST_AUTO_TEST_CASE(a_start_taken_back_leaves_the_ticket_called) {
  auto room = with_current();
  room.did(Start{window_1}, Undo{window_1});
  BOOST_TEST(window(room, window_1).state == WindowState::called);
}

BOOST_AUTO_TEST_CASE(a_finish_taken_back_goes_on_serving_and_counts_nothing) {
  auto room = with_current();
  room.did(Start{window_1}).at(nine + 5min).did(Finish{window_1}, Undo{window_1});
  const auto view = window(room, window_1);
  BOOST_TEST(view.state == WindowState::serving);
  BOOST_TEST(view.served == 0);
  BOOST_TEST(room.answer<FloorView>(Floor{}).services[0].served == 0);
  BOOST_TEST((room.at(nine + 6min).when(Finish{window_1}).fact<Finished>().served == 5min));
}

BOOST_AUTO_TEST_CASE(no_show_park_void_and_transfer_are_taken_back) {
  auto room = with_current();
  for (const Command& act :
       std::vector<Command>{ReportNoShow{window_1}, Park{window_1}, Void{window_1, "", ""},
                            Transfer{window_1, window_2, {}}}) {
    room.when(act).then_accepted();
    room.did(Undo{window_1});
    BOOST_TEST(window(room, window_1).state == WindowState::called);
    BOOST_TEST(ticket(room, "A001").status == Status::called);
  }
}

BOOST_AUTO_TEST_CASE(a_voided_ticket_that_nobody_held_waits_again) {
  auto room = with_current();
  room.did(Void{window_1, "A002", ""}, Undo{window_1});
  BOOST_TEST(ticket(room, "A002").status == Status::waiting);
  BOOST_TEST(window(room, window_1).ticket->number == "A001");
}

BOOST_AUTO_TEST_CASE(an_act_is_taken_back_once_and_no_further) {
  auto room = with_current();
  room.did(Start{window_1}, Finish{window_1}, Undo{window_1});
  room.when(Undo{window_1}).then_refused(RefusalKind::wrong_phase, "window.nothing_to_undo");
}

BOOST_AUTO_TEST_CASE(an_act_is_taken_back_within_the_set_time_only) {
  auto room = with_current();
  room.at(nine + 2min).when(Undo{window_1}).then_accepted();
  auto late = with_current();
  late.at(nine + 2min + 1us).when(Undo{window_1});
  late.then_refused(RefusalKind::exhausted, "window.undo_too_late");
}

BOOST_AUTO_TEST_CASE(an_act_that_another_has_followed_stays) {
  auto room = with_current();
  room.did(Park{window_1}, CallNumber{window_2, "A001", "ready"});
  room.when(Undo{window_1}).then_refused(RefusalKind::conflict, "ticket.moved_on");
}

BOOST_AUTO_TEST_CASE(a_ticket_comes_back_to_a_free_window_only) {
  auto room = with_current();
  room.did(Park{window_1}, CallNumber{window_1, "A002", "r"}, Undo{window_1});
  room.when(Undo{window_1}).then_refused(RefusalKind::wrong_phase, "window.nothing_to_undo");
  room.did(CallNext{window_1}, Void{window_1, "A001", ""}, Undo{window_1});
  BOOST_TEST(window(room, window_1).ticket->number == "A002");
}

BOOST_AUTO_TEST_SUITE_END()
