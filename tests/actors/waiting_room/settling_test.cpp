// How a visit ends: finished, not shown up, void.
#include "tests/actors/waiting_room/room.hpp"

using namespace atrium;
using namespace atrium::waiting_room;
using boost::unit_test::description;

BOOST_AUTO_TEST_SUITE(settling)

BOOST_AUTO_TEST_CASE(finishing_frees_the_window_and_counts_the_service, *description("[Q-20]")) {
  auto room = open_room();
  room.did(take(passport), CallNext{window_1}, Start{window_1});
  room.at(nine + 7min).when(Finish{window_1});
  const auto finished = room.fact<Finished>();
  BOOST_TEST((finished.served == 7min));
  BOOST_TEST(finished.staff.value == "clerk01");
  const auto view = room.told<WindowView>();
  BOOST_TEST(view.state == WindowState::idle);
  BOOST_TEST(view.served == 1);
  BOOST_TEST(ticket(room, "A001").status == Status::done);
  BOOST_TEST((ticket(room, "A001").finished_at == nine + 7min));
}

BOOST_AUTO_TEST_CASE(a_service_must_begin_before_it_ends) {
  auto room = open_room();
  room.did(take(passport), CallNext{window_1});
  room.when(Finish{window_1}).then_refused(RefusalKind::wrong_phase, "ticket.not_started");
}

BOOST_AUTO_TEST_CASE(no_duration_is_negative_when_two_acts_fall_in_one_instant) {
  auto room = open_room();
  room.did(take(passport), CallNext{window_1}, Start{window_1});
  BOOST_TEST((room.when(Finish{window_1}).fact<Finished>().served == Duration{}));
}

BOOST_AUTO_TEST_CASE(who_does_not_show_up_frees_the_window, *description("[Q-22]")) {
  auto room = open_room();
  room.did(take(passport), CallNext{window_1}, ReportNoShow{window_1});
  BOOST_TEST(ticket(room, "A001").status == Status::no_show);
  BOOST_TEST(window(room, window_1).state == WindowState::idle);
}

BOOST_AUTO_TEST_CASE(who_is_being_served_has_shown_up) {
  auto room = open_room();
  room.did(take(passport), CallNext{window_1}, Start{window_1});
  room.when(ReportNoShow{window_1}).then_refused(RefusalKind::wrong_phase, "ticket.being_served");
}

BOOST_AUTO_TEST_CASE(a_waiting_ticket_can_be_voided_by_number, *description("[Q-22]")) {
  auto room = open_room();
  room.did(take(passport), take(passport));
  room.when(Void{window_1, "A001", "left the hall"})
      .then(Voided{TicketId{"20261121-A001"}, "A001", window_1, false, "left the hall", nine});
  BOOST_TEST(calls(room, window_1) == "A002");
}

BOOST_AUTO_TEST_CASE(voiding_without_a_number_takes_the_current_ticket, *description("[Q-22]")) {
  auto room = open_room();
  room.did(take(passport), CallNext{window_1}, Void{window_1, "", ""});
  BOOST_TEST(ticket(room, "A001").status == Status::void_);
  BOOST_TEST(window(room, window_1).state == WindowState::idle);
}

BOOST_AUTO_TEST_CASE(a_void_ticket_is_never_called) {
  auto room = open_room();
  room.did(take(passport), Void{window_1, "A001", ""});
  BOOST_TEST(calls(room, window_1) == "nobody");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_voided_says_why) {
  auto room = open_room();
  for (int i = 0; i < 4; ++i) room.did(take(passport));
  room.did(take(land));
  room.did(CallNumber{window_2, "A001", "r"}, Start{window_2}, Finish{window_2});
  room.did(CallNumber{window_2, "A002", "r"}, Start{window_2});
  room.did(Void{window_1, "A003", ""});
  const auto refused = [&](const char* number, RefusalKind kind, const char* code) {
    room.when(Void{window_1, number, ""}).then_refused(kind, code);
  };
  refused("A001", RefusalKind::conflict, "ticket.done");
  refused("A002", RefusalKind::wrong_phase, "ticket.being_served");
  refused("A003", RefusalKind::conflict, "ticket.already_void");
  refused("B001", RefusalKind::wrong_phase, "ticket.not_for_this_window");
  refused("A009", RefusalKind::not_found, "ticket.unknown");
  room.did(Finish{window_2}, CallNext{window_2});
  refused("A004", RefusalKind::conflict, "ticket.already_called");
}

BOOST_AUTO_TEST_SUITE_END()
