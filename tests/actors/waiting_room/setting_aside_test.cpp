// A ticket over which a rule broke: set aside, released; and whom a command is about.
#include "tests/actors/waiting_room/room.hpp"

using namespace atrium;
using namespace atrium::waiting_room;
using boost::unit_test::description;

namespace {

const TicketId a001{"20261121-A001"};
const TicketId a002{"20261121-A002"};

// A001 is at window 1; A002 and A003 wait, a minute apart.
Room one_called_two_waiting() {
  auto room = open_room();
  room.did(take(passport)).at(nine + 1min).did(take(passport)).at(nine + 2min);
  room.did(take(passport), CallNext{window_1});
  return room;
}

std::string suspect_of(Room& room, Command command, Instant now = nine + 3min) {
  return suspect(room.state(), command, now).value_or("nobody");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(setting_aside)

BOOST_AUTO_TEST_CASE(a_ticket_set_aside_is_parked_and_says_why) {
  auto room = one_called_two_waiting();
  room.at(nine + 3min).when(SetAside{a002, "order.cpp:12: it broke"});
  room.then(TicketSetAside{a002, "A002", std::nullopt, {}, "order.cpp:12: it broke", nine + 3min});
  BOOST_TEST(room.told<TicketView>().number == "A002");
  const auto view = ticket(room, "A002");
  BOOST_TEST(view.status == Status::parked);
  BOOST_TEST_REQUIRE(view.set_aside.has_value());
  BOOST_TEST(view.set_aside->why == "order.cpp:12: it broke");
  const auto floor = room.answer<FloorView>(Floor{});
  BOOST_TEST_REQUIRE(floor.set_aside.size() == 1U);
  BOOST_TEST(floor.set_aside[0].number == "A002");
}

BOOST_AUTO_TEST_CASE(the_line_goes_on_without_a_ticket_set_aside) {
  auto room = one_called_two_waiting();
  room.did(Start{window_1}, Finish{window_1}, SetAside{a002, "why"});
  BOOST_TEST(serves_next(room, window_1) == "A003");
  BOOST_TEST(serves_next(room, window_1) == "nobody");
}

BOOST_AUTO_TEST_CASE(a_ticket_set_aside_frees_its_window_and_keeps_its_service_time) {
  auto room = one_called_two_waiting();
  room.did(Start{window_1}, PauseWindow{window_1, "lunch"});
  room.at(nine + 7min).when(SetAside{a001, "why"});
  room.then(TicketSetAside{a001, "A001", window_1, 5min, "why", nine + 7min},
            WindowPaused{window_1, "lunch", nine + 7min});
  BOOST_TEST(!window(room, window_1).ticket.has_value());
  BOOST_TEST(window(room, window_1).state == WindowState::paused);
}

BOOST_AUTO_TEST_CASE(a_released_ticket_keeps_number_and_seniority) {
  auto room = one_called_two_waiting();
  room.did(SetAside{a001, "why"}).at(nine + 30min).when(Release{a001});
  room.then(TicketReleased{a001, "A001", Status::waiting, std::nullopt, nine + 30min});
  BOOST_TEST(!room.told<TicketView>().set_aside.has_value());
  BOOST_TEST(room.answer<FloorView>(Floor{}).set_aside.empty());
  BOOST_TEST(serves_next(room, window_2) == "A001");
  BOOST_TEST(serves_next(room, window_2) == "A002");
}

BOOST_AUTO_TEST_CASE(a_released_ticket_stands_where_it_stood) {
  auto room = one_called_two_waiting();
  room.did(Park{window_1}, SetAside{a001, "why"}, Release{a001});
  BOOST_TEST(ticket(room, "A001").status == Status::parked);
  room.did(CallNext{window_1}, ReportNoShow{window_1}, SetAside{a002, "why"}, Release{a002});
  BOOST_TEST(ticket(room, "A002").status == Status::no_show);
  room.did(CallNumber{window_1, "A002", "came back"});
  BOOST_TEST(ticket(room, "A002").status == Status::called);
}

BOOST_AUTO_TEST_CASE(a_released_ticket_waits_for_its_window_only_while_that_one_works) {
  auto room = one_called_two_waiting();
  room.did(Transfer{window_1, window_2, {}}, SetAside{a001, "why"}, Release{a001});
  BOOST_TEST(ticket(room, "A001").bound->value == "2");
  room.did(SetAside{a001, "why"}, CloseWindow{window_2}, Release{a001});
  BOOST_TEST(!ticket(room, "A001").bound.has_value());
  BOOST_TEST(calls(room, window_1) == "A001");
}

BOOST_AUTO_TEST_CASE(a_ticket_set_aside_is_neither_called_nor_unparked_nor_undone) {
  auto room = one_called_two_waiting();
  room.did(Park{window_1}, SetAside{a001, "why"});
  const auto refused = [&](Command command) {
    room.when(std::move(command)).then_refused(RefusalKind::wrong_phase, "ticket.set_aside");
  };
  refused(CallNumber{window_1, "A001", "asked for"});
  refused(Unpark{window_1, "A001"});
  refused(Undo{window_1});
  refused(SetAside{a001, "again"});
}

BOOST_AUTO_TEST_CASE(a_ticket_set_aside_can_be_voided_and_that_undone) {
  auto room = one_called_two_waiting();
  room.did(SetAside{a002, "why"}, Void{window_1, "A002", "has another"});
  BOOST_TEST(!ticket(room, "A002").set_aside.has_value());
  room.did(Undo{window_1});
  BOOST_TEST(ticket(room, "A002").set_aside.has_value());
}

BOOST_AUTO_TEST_CASE(a_ticket_set_aside_is_unserved_when_the_day_ends) {
  auto room = one_called_two_waiting();
  room.did(SetAside{a002, "why"}).at(turn).when(EndDay{});
  BOOST_TEST(room.fact<DayEnded>().unserved.size() == 3U);
  BOOST_TEST(ticket(room, "A002").status == Status::unserved);
  BOOST_TEST(room.answer<FloorView>(Floor{}).set_aside.empty());
}

BOOST_AUTO_TEST_CASE(what_cannot_be_set_aside_or_released_says_why) {
  auto room = one_called_two_waiting();
  room.when(Release{a002}).then_refused(RefusalKind::wrong_phase, "ticket.not_set_aside");
  room.when(SetAside{TicketId{"20261121-A009"}, ""})
      .then_refused(RefusalKind::not_found, "ticket.unknown");
  room.did(Void{window_1, "A002", "left"});
  room.when(SetAside{a002, "why"}).then_refused(RefusalKind::conflict, "ticket.ended");
}

BOOST_AUTO_TEST_CASE(a_command_is_about_the_ticket_that_it_names_holds_or_would_call) {
  auto room = one_called_two_waiting();
  BOOST_TEST(suspect_of(room, CallNumber{window_2, "A002", ""}) == a002.value);
  BOOST_TEST(suspect_of(room, Start{window_1}) == a001.value);
  BOOST_TEST(suspect_of(room, Undo{window_1}) == a001.value);
  BOOST_TEST(suspect_of(room, Void{window_1, "", ""}) == a001.value);
  BOOST_TEST(suspect_of(room, CallNext{window_2}) == a002.value);
  BOOST_TEST(suspect_of(room, CallNext{window_1}) == a001.value);
  BOOST_TEST(suspect_of(room, Release{a002}) == a002.value);
  BOOST_TEST(suspect_of(room, Recall{window_2}) == "nobody");
  BOOST_TEST(suspect_of(room, Unpark{window_2, "A999"}) == "nobody");
  BOOST_TEST(suspect_of(room, take(passport)) == "nobody");
}

BOOST_AUTO_TEST_CASE(who_has_just_come_due_is_suspected_of_the_next_call) {
  auto room = open_room();
  room.did(check_in(tax, nine + 10min), take(land));
  BOOST_TEST(suspect_of(room, CallNext{window_3}, nine + 7min) == "20261121-B002");
  BOOST_TEST(suspect_of(room, CallNext{window_3}, nine + 8min) == "20261121-B001");
}

BOOST_AUTO_TEST_CASE(nobody_is_suspected_in_a_state_in_which_it_cannot_be_told) {
  auto room = one_called_two_waiting();
  auto broken = room.state();
  broken.facts.tickets.clear();
  BOOST_TEST(!suspect(broken, CallNext{window_2}, nine).has_value());
  broken.index.window_at.clear();
  BOOST_TEST(!suspect(broken, Start{window_1}, nine).has_value());
  BOOST_TEST(!suspect(State{}, CallNext{window_1}, nine).has_value());
}

BOOST_AUTO_TEST_CASE(what_broke_is_told_as_far_as_a_text_may_be_long) {
  auto room = one_called_two_waiting();
  std::string why;
  for (int i = 0; i < 600; ++i) why += "错";
  room.when(waiting_room::set_aside(a002.value, why));
  BOOST_TEST(room.fact<TicketSetAside>().why == why.substr(0, 1500));
}

BOOST_AUTO_TEST_SUITE_END()
