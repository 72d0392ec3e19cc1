// Park, unpark, transfer.
#include "tests/actors/waiting_room/room.hpp"

using namespace atrium;
using namespace atrium::waiting_room;
using boost::unit_test::description;

namespace {

// A001 is at window 1; A002 and A003 wait, a minute apart.
Room one_called_two_waiting() {
  auto room = open_room();
  room.did(take(passport)).at(nine + 1min).did(take(passport)).at(nine + 2min);
  room.did(take(passport), CallNext{window_1});
  return room;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(moving)

BOOST_AUTO_TEST_CASE(a_parked_ticket_frees_the_window_and_is_not_called) {
  auto room = one_called_two_waiting();
  room.did(Park{window_1});
  BOOST_TEST(ticket(room, "A001").status == Status::parked);
  BOOST_TEST(serves_next(room, window_1) == "A002");
  BOOST_TEST(serves_next(room, window_1) == "A003");
  BOOST_TEST(serves_next(room, window_1) == "nobody");
}

BOOST_AUTO_TEST_CASE(an_unparked_ticket_keeps_number_and_waited_time) {
  auto room = one_called_two_waiting();
  room.at(nine + 3min).did(Park{window_1}).at(nine + 3min + 30s);
  room.when(Unpark{window_1, "A001"})
      .then(Unparked{TicketId{"20261121-A001"}, "A001", window_1, nine + 30s, nine + 3min + 30s});
  BOOST_TEST(ticket(room, "A001").status == Status::waiting);
  BOOST_TEST(calls(room, window_1) == "A001");
}

BOOST_AUTO_TEST_CASE(parked_time_is_not_waiting) {
  auto room = one_called_two_waiting();
  room.at(nine + 3min).did(Park{window_1}).at(nine + 13min).did(Unpark{window_1, "A001"});
  BOOST_TEST(serves_next(room, window_1) == "A002");
  BOOST_TEST(serves_next(room, window_1) == "A003");
  BOOST_TEST(serves_next(room, window_1) == "A001");
}

BOOST_AUTO_TEST_CASE(parked_time_is_not_waiting_after_a_special_call_either) {
  auto room = one_called_two_waiting();
  room.at(nine + 3min).did(Park{window_1}).at(nine + 13min);
  room.did(CallNumber{window_1, "A001", "form filled in"}, Transfer{window_1, {}, passport});
  BOOST_TEST(serves_next(room, window_1) == "A002");
  BOOST_TEST(serves_next(room, window_1) == "A003");
  BOOST_TEST(serves_next(room, window_1) == "A001");
}

BOOST_AUTO_TEST_CASE(parked_time_is_not_service) {
  auto room = open_room();
  room.did(take(passport), CallNext{window_1}, Start{window_1});
  room.at(nine + 4min).did(Park{window_1});
  room.at(nine + 30min).did(CallNumber{window_1, "A001", "form filled in"}, Start{window_1});
  BOOST_TEST((room.at(nine + 35min).when(Finish{window_1}).fact<Finished>().served == 9min));
}

BOOST_AUTO_TEST_CASE(only_a_parked_ticket_comes_back) {
  auto room = one_called_two_waiting();
  room.when(Unpark{window_1, "A002"}).then_refused(RefusalKind::wrong_phase, "ticket.not_parked");
  room.when(Unpark{window_1, "A009"}).then_refused(RefusalKind::not_found, "ticket.unknown");
  room.did(Park{window_1});
  room.when(Unpark{window_3, "A001"})
      .then_refused(RefusalKind::wrong_phase, "ticket.not_for_this_window");
}

BOOST_AUTO_TEST_CASE(a_ticket_transferred_to_a_window_waits_for_that_window,
                     *description("[Q-19]")) {
  auto room = one_called_two_waiting();
  room.did(Transfer{window_1, window_3, {}});
  BOOST_TEST(ticket(room, "A001").bound->value == "3");
  BOOST_TEST(serves_next(room, window_1) == "A002");
  BOOST_TEST(serves_next(room, window_2) == "A003");
  BOOST_TEST(serves_next(room, window_2) == "nobody");
  BOOST_TEST(calls(room, window_3) == "A001");
}

BOOST_AUTO_TEST_CASE(a_transferred_ticket_keeps_number_and_seniority, *description("[Q-19]")) {
  auto room = one_called_two_waiting();
  room.did(take(tax)).at(nine + 5min).did(Transfer{window_1, {}, tax});
  BOOST_TEST(ticket(room, "A001").service.value == "tax");
  BOOST_TEST(ticket(room, "A001").number == "A001");
  BOOST_TEST(calls(room, window_3) == "A001");
}

BOOST_AUTO_TEST_CASE(a_transferred_ticket_goes_to_the_front_where_the_hall_says_so) {
  auto configuration = hall();
  configuration.transfer_to_front = true;
  auto room = open_room(configuration);
  room.did(take(tax, 5), take(passport), CallNext{window_1}, Transfer{window_1, {}, tax});
  BOOST_TEST(serves_next(room, window_3) == "A001");
  BOOST_TEST(serves_next(room, window_3) == "B001");
}

BOOST_AUTO_TEST_CASE(a_transfer_ends_the_service_at_its_origin) {
  auto room = open_room();
  room.did(take(passport), CallNext{window_2}, Start{window_2});
  const auto moved = room.at(nine + 5min).when(Transfer{window_2, {}, tax}).fact<Transferred>();
  BOOST_TEST(moved.was_serving);
  BOOST_TEST((moved.served == 5min));
  room.did(CallNext{window_3}, Start{window_3}).at(nine + 6min);
  BOOST_TEST((room.when(Finish{window_3}).fact<Finished>().served == 1min));
  const auto services = room.answer<FloorView>(Floor{}).services;
  BOOST_TEST(services[0].served == 1);
  BOOST_TEST(services[1].served == 1);
}

BOOST_AUTO_TEST_CASE(a_window_that_closes_releases_who_was_bound_to_it) {
  auto room = one_called_two_waiting();
  room.did(Transfer{window_1, window_2, {}});
  const auto closed = room.when(CloseWindow{window_2}).fact<WindowClosed>();
  BOOST_TEST_REQUIRE(closed.released.size() == 1U);
  BOOST_TEST(closed.released[0].value == "20261121-A001");
  BOOST_TEST(calls(room, window_1) == "A001");
}

BOOST_AUTO_TEST_CASE(after_a_set_time_a_bound_ticket_is_everybodys, *description("[Q-24]")) {
  auto configuration = hall();
  configuration.bound_s = 600;
  auto room = open_room(configuration);
  room.did(take(passport), CallNext{window_1}, Transfer{window_1, window_2, {}});
  BOOST_TEST((due(room.state())->at == nine + 10min));
  room.at(nine + 10min - 1s).when(Unbind{}).then_nothing();
  BOOST_TEST(calls(room, window_1) == "nobody");
  room.at(nine + 10min).when(Unbind{}).then(Unbound{{TicketId{"20261121-A001"}}, nine + 10min});
  BOOST_TEST(!ticket(room, "A001").bound.has_value());
  BOOST_TEST((due(room.state())->at == turn));
  BOOST_TEST(calls(room, window_1) == "A001");
}

BOOST_AUTO_TEST_CASE(where_no_time_is_set_a_bound_ticket_waits_for_its_window) {
  auto room = open_room();
  room.did(take(passport), CallNext{window_1}, Transfer{window_1, window_2, {}});
  BOOST_TEST((due(room.state())->at == turn));
  room.at(nine + 5h).when(Unbind{}).then_nothing();
  BOOST_TEST(calls(room, window_1) == "nobody");
}

BOOST_AUTO_TEST_CASE(a_transfer_that_leads_nowhere_says_why) {
  auto room = one_called_two_waiting();
  const auto refused = [&](std::optional<WindowId> to, std::optional<ServiceId> service,
                           RefusalKind kind, const char* code) {
    room.when(Transfer{window_1, std::move(to), std::move(service)}).then_refused(kind, code);
  };
  refused({}, {}, RefusalKind::invalid, "transfer.nowhere");
  refused(window_1, {}, RefusalKind::invalid, "transfer.to_itself");
  refused(window_4, {}, RefusalKind::wrong_phase, "transfer.window_closed");
  refused(WindowId{"99"}, {}, RefusalKind::not_found, "window.unknown");
  refused({}, ServiceId{"fishing"}, RefusalKind::not_found, "service.unknown");
  refused(window_2, land, RefusalKind::wrong_phase, "service.not_served");
  room.did(CloseWindow{window_3});
  refused({}, land, RefusalKind::wrong_phase, "service.has_no_window");
}

BOOST_AUTO_TEST_SUITE_END()
