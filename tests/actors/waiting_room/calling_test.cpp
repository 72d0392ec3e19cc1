// Call, recall, special call, start.
#include "tests/actors/waiting_room/room.hpp"

using namespace atrium;
using namespace atrium::waiting_room;
using boost::unit_test::description;

BOOST_AUTO_TEST_SUITE(calling)

BOOST_AUTO_TEST_CASE(of_two_windows_that_call_at_once_exactly_one_gets_the_ticket,
                     *description("[Q-16]")) {
  auto room = open_room();
  room.did(take(passport));
  BOOST_TEST(calls(room, window_1) == "A001");
  BOOST_TEST(calls(room, window_2) == "nobody");
}

BOOST_AUTO_TEST_CASE(a_call_makes_the_ticket_the_windows_current_one, *description("[Q-25]")) {
  auto room = open_room();
  room.did(take(passport));
  room.at(nine + 1min).when(CallNext{window_1}).then_accepted();
  const auto view = room.told<WindowView>();
  BOOST_TEST(view.state == WindowState::called);
  BOOST_TEST(view.ticket->number == "A001");
  BOOST_TEST(view.ticket->status == Status::called);
  BOOST_TEST(view.ticket->calls == 1);
  BOOST_TEST(view.ticket->window->value == "1");
  BOOST_TEST((view.ticket->called_at == nine + 1min));
  BOOST_TEST(!view.ticket->ahead.has_value());
}

BOOST_AUTO_TEST_CASE(with_nobody_waiting_a_call_changes_nothing_and_is_no_error) {
  auto room = open_room();
  room.when(CallNext{window_1}).then_nothing();
  BOOST_TEST(room.told<WindowView>().state == WindowState::idle);
  BOOST_TEST(!room.told<WindowView>().ticket.has_value());
}

BOOST_AUTO_TEST_CASE(a_window_settles_its_ticket_before_it_calls_another) {
  auto room = open_room();
  room.did(take(passport), take(passport), CallNext{window_1});
  room.when(CallNext{window_1}).then_refused(RefusalKind::wrong_phase, "window.busy");
  room.did(Start{window_1});
  room.when(CallNext{window_1}).then_refused(RefusalKind::wrong_phase, "window.busy");
  room.did(Finish{window_1});
  BOOST_TEST(calls(room, window_1) == "A002");
}

BOOST_AUTO_TEST_CASE(a_recall_announces_again_and_counts, *description("[Q-17]")) {
  auto room = open_room();
  room.did(take(passport), CallNext{window_1});
  room.at(nine + 1min)
      .when(Recall{window_1})
      .then(Recalled{TicketId{"20261121-A001"}, "A001", window_1, 2, nine + 1min});
  BOOST_TEST(room.told<WindowView>().ticket->calls == 2);
}

BOOST_AUTO_TEST_CASE(after_the_last_call_no_other_announcement_is_made, *description("[Q-17]")) {
  auto room = open_room();
  room.did(take(passport), CallNext{window_1}, Recall{window_1}, Recall{window_1});
  room.when(Recall{window_1}).then_refused(RefusalKind::exhausted, "ticket.calls_exhausted");
  room.when(ReportNoShow{window_1}).then_accepted();
}

BOOST_AUTO_TEST_CASE(who_comes_at_the_last_call_is_served) {
  auto room = open_room();
  room.did(take(passport), CallNext{window_1}, Recall{window_1}, Recall{window_1});
  room.when(Start{window_1}).then_accepted();
}

BOOST_AUTO_TEST_CASE(a_service_begun_needs_no_announcement) {
  auto room = open_room();
  room.did(take(passport), CallNext{window_1}, Start{window_1});
  room.when(Recall{window_1}).then_refused(RefusalKind::wrong_phase, "ticket.being_served");
  room.when(Start{window_1}).then_refused(RefusalKind::conflict, "ticket.being_served");
}

BOOST_AUTO_TEST_CASE(a_special_call_takes_exactly_its_number_and_leaves_the_order,
                     *description("[Q-18]")) {
  auto room = open_room();
  room.did(take(passport), take(passport), take(passport));
  room.did(CallNumber{window_1, "A002", "cannot stand for long"});
  BOOST_TEST(ticket(room, "A002").status == Status::called);
  BOOST_TEST(serves_next(room, window_2) == "A001");
  BOOST_TEST(serves_next(room, window_2) == "A003");
}

BOOST_AUTO_TEST_CASE(a_special_call_records_its_reason_and_overtakes_nobody,
                     *description("[Q-18]")) {
  auto room = open_room();
  room.did(take(passport), take(passport));
  const auto called =
      room.when(CallNumber{window_1, "a002", "asked to wait outside"}).fact<Called>();
  BOOST_TEST(called.special);
  BOOST_TEST(called.reason == "asked to wait outside");
  BOOST_TEST(called.why.strategy == "special");
  BOOST_TEST(called.why.overtook == 0);
}

BOOST_AUTO_TEST_CASE(a_special_call_needs_a_reason) {
  auto room = open_room();
  room.did(take(passport));
  room.when(CallNumber{window_1, "A001", ""})
      .then_refused(RefusalKind::invalid, "ticket.reason_missing");
}

BOOST_AUTO_TEST_CASE(a_no_show_ticket_is_called_again_only_by_special_call,
                     *description("[Q-18] [Q-22]")) {
  auto room = open_room();
  room.did(take(passport), CallNext{window_1}, Recall{window_1}, ReportNoShow{window_1});
  BOOST_TEST(calls(room, window_1) == "nobody");
  room.when(CallNumber{window_2, "A001", "came back"}).then_accepted();
  BOOST_TEST(room.told<WindowView>().ticket->calls == 1);
}

BOOST_AUTO_TEST_CASE(a_special_call_takes_a_parked_ticket) {
  auto room = open_room();
  room.did(take(passport), CallNext{window_1}, Park{window_1});
  room.when(CallNumber{window_1, "A001", "form filled in"}).then_accepted();
}

BOOST_AUTO_TEST_CASE(a_special_call_may_name_the_tickets_id) {
  auto room = open_room();
  room.did(take(passport));
  room.when(CallNumber{window_1, "20261121-A001", "by id"}).then_accepted();
}

BOOST_AUTO_TEST_CASE(every_special_call_that_cannot_be_has_its_own_code, *description("[Q-18]")) {
  auto room = open_room();
  for (int i = 0; i < 5; ++i) room.did(take(passport));
  room.did(take(land));
  room.did(CallNumber{window_2, "A001", "r"}, Start{window_2}, Finish{window_2});
  room.did(CallNumber{window_2, "A002", "r"}, Start{window_2});
  room.did(Void{window_1, "A003", ""});
  room.did(CallNumber{window_1, "A004", "r"}, Transfer{window_1, window_2, {}});
  const auto refused = [&](const char* number, RefusalKind kind, const char* code) {
    room.when(CallNumber{window_1, number, "reason"}).then_refused(kind, code);
  };
  refused("A009", RefusalKind::not_found, "ticket.unknown");
  refused("A001", RefusalKind::conflict, "ticket.done");
  refused("A002", RefusalKind::conflict, "ticket.being_served");
  refused("A003", RefusalKind::wrong_phase, "ticket.not_callable");
  refused("A004", RefusalKind::wrong_phase, "ticket.bound_elsewhere");
  refused("B001", RefusalKind::wrong_phase, "ticket.not_for_this_window");
  refused("20261120-A001", RefusalKind::not_found, "ticket.of_a_past_day");
  room.did(CallNumber{window_1, "A005", "reason"});
  refused("A005", RefusalKind::conflict, "ticket.already_called");
}

BOOST_AUTO_TEST_CASE(a_number_of_yesterday_is_told_from_one_that_never_was) {
  auto room = open_room();
  room.did(take(passport), take(passport)).at(turn).did(take(passport));
  room.when(CallNumber{window_1, "A002", "r"})
      .then_refused(RefusalKind::not_found, "ticket.of_a_past_day");
  room.when(CallNumber{window_1, "A003", "r"})
      .then_refused(RefusalKind::not_found, "ticket.unknown");
}

BOOST_AUTO_TEST_CASE(a_busy_window_makes_no_special_call) {
  auto room = open_room();
  room.did(take(passport), take(passport), CallNext{window_1});
  room.when(CallNumber{window_1, "A002", "r"})
      .then_refused(RefusalKind::wrong_phase, "window.busy");
}

BOOST_AUTO_TEST_CASE(nothing_is_done_with_a_ticket_that_was_not_called) {
  auto room = open_room();
  room.did(take(passport));
  const auto refused = [&](Command command) {
    room.when(std::move(command)).then_refused(RefusalKind::wrong_phase, "window.has_no_ticket");
  };
  refused(Start{window_1});
  refused(Recall{window_1});
  refused(Finish{window_1});
  refused(ReportNoShow{window_1});
  refused(Park{window_1});
  refused(Void{window_1, "", ""});
  refused(Transfer{window_1, window_2, {}});
}

BOOST_AUTO_TEST_CASE(a_closed_or_paused_window_does_nothing) {
  auto room = open_room();
  room.did(take(passport), PauseWindow{window_1, "lunch"});
  for (const auto& window : {window_1, window_4}) {
    const auto code = window == window_1 ? "window.paused" : "window.closed";
    const auto refused = [&](Command command) {
      room.when(std::move(command)).then_refused(RefusalKind::wrong_phase, code);
    };
    refused(CallNext{window});
    refused(CallNumber{window, "A001", "r"});
    refused(Recall{window});
    refused(Start{window});
    refused(Finish{window});
    refused(ReportNoShow{window});
    refused(Void{window, "A001", ""});
    refused(Park{window});
    refused(Unpark{window, "A001"});
    refused(Transfer{window, window_2, {}});
    refused(Undo{window});
  }
}

BOOST_AUTO_TEST_CASE(an_unknown_window_is_told_so) {
  auto room = open_room();
  room.when(CallNext{WindowId{"99"}}).then_refused(RefusalKind::not_found, "window.unknown");
  BOOST_TEST(room.refused_answer(WindowQuery{WindowId{"99"}}) == "window.unknown");
}

BOOST_AUTO_TEST_SUITE_END()
