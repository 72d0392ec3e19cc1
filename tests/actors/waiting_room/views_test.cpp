// What the room answers: floor, windows, services, tickets, waits.
#include "tests/actors/waiting_room/room.hpp"

using namespace atrium;
using namespace atrium::waiting_room;
using boost::unit_test::description;

BOOST_AUTO_TEST_SUITE(views)

BOOST_AUTO_TEST_CASE(every_ticket_is_counted_in_exactly_one_state) {
  auto room = open_room();
  for (int i = 0; i < 7; ++i) room.did(take(passport));
  room.did(CallNext{window_1}, Start{window_1}, Finish{window_1});
  room.did(CallNext{window_1}, ReportNoShow{window_1});
  room.did(CallNext{window_1}, Park{window_1}, Void{window_1, "A007", ""});
  room.did(CallNext{window_1}, Start{window_1}, CallNext{window_2});
  const auto counts = room.answer<FloorView>(Floor{}).counts;
  BOOST_TEST((counts == Counts{7, 1, 1, 1, 1, 1, 1, 1, 0}));
}

BOOST_AUTO_TEST_CASE(a_service_shows_its_line, *description("[Q-28]")) {
  auto room = open_room();
  room.did(take(passport)).at(nine + 5min).did(take(passport)).at(nine + 11min);
  const auto service = room.answer<FloorView>(Floor{}).services[0];
  BOOST_TEST(service.waiting == 2);
  BOOST_TEST(service.longest_wait_s == 660);
  BOOST_TEST(service.windows_open == 2);
  BOOST_TEST(service.issued == 2);
  BOOST_TEST(service.accepting);
}

BOOST_AUTO_TEST_CASE(a_service_that_gives_no_ticket_says_why, *description("[Q-13]")) {
  auto configuration = hall();
  configuration.series[0].daily_limit = 1;
  configuration.services[2].offered = false;
  auto room = configured(configuration);
  room.did(OpenWindow{window_1, {}}, take(passport));
  const auto services = room.answer<FloorView>(Floor{}).services;
  BOOST_TEST(services[0].refusal == "limit");
  BOOST_TEST(services[1].refusal == "no_window");
  BOOST_TEST(services[2].refusal == "closed");
  BOOST_TEST(!services[0].accepting);
}

BOOST_AUTO_TEST_CASE(a_wait_is_what_the_forecast_told_last_seen_from_now, *description("[Q-28]")) {
  auto room = open_room();
  room.did(take(passport), take(passport));
  BOOST_TEST(!ticket(room, "A001").wait.has_value());  // Nobody forecasts.
  auto estimates = std::make_shared<Estimates>();
  estimates->as_of = nine + 1s;
  estimates->tickets[TicketId{"20261121-A001"}] = {30, 90, 200};
  room.at(nine + 61s);
  const auto told = [&](const std::string& number) {
    return room.answer<TicketView>(FindTicket{TicketId{"20261121-" + number}, estimates}).wait;
  };
  BOOST_TEST((told("A001") == Wait{0, 30, 140}));
  BOOST_TEST(!told("A002").has_value());
  BOOST_TEST(room.answer<FloorView>(Floor{estimates}).lines[0].wait->likely_s.value() == 30);
  BOOST_TEST(
      room.answer<TicketsView>(Tickets{{}, {}, {}, 5, estimates}).tickets[0].wait->high_s.value() ==
      140);
}

BOOST_AUTO_TEST_CASE(a_ticket_newer_than_the_forecast_shows_what_a_newcomer_was_told,
                     *description("[Q-28]")) {
  auto room = open_room();
  auto estimates = std::make_shared<Estimates>();
  estimates->as_of = nine;
  estimates->newcomers[passport] = {10, 20, 40};
  room.at(nine + 1s).did(take(passport));
  const auto view =
      room.answer<TicketView>(FindTicket{TicketId{"20261121-A001"}, LastEstimates(estimates)});
  BOOST_TEST((view.wait == Wait{10, 20, 40}));
}

BOOST_AUTO_TEST_CASE(a_service_without_an_open_window_shows_no_wait, *description("[Q-28]")) {
  auto room = open_room();
  auto estimates = std::make_shared<Estimates>();
  estimates->newcomers[passport] = {10, 20, 40};
  const auto wait = [&] { return room.answer<FloorView>(Floor{estimates}).services[0].wait; };
  BOOST_TEST((wait() == Wait{10, 20, 40}));
  room.did(CloseWindow{window_1}, CloseWindow{window_2});
  BOOST_TEST(!wait().has_value());
}

BOOST_AUTO_TEST_CASE(the_floor_lists_who_is_next_in_calling_order, *description("[Q-28]")) {
  auto room = open_room();
  for (int i = 0; i < 30; ++i) room.did(take(passport));
  room.did(take(tax, 2));
  const auto lines = room.answer<FloorView>(Floor{}).lines;
  BOOST_TEST_REQUIRE(lines.size() == lines_listed);
  BOOST_TEST(lines[0].number == "B001");
  BOOST_TEST(lines[1].number == "A001");
  BOOST_TEST(lines[19].number == "A019");
}

BOOST_AUTO_TEST_CASE(a_window_shows_how_many_it_may_call, *description("[Q-25]")) {
  auto room = open_room();
  room.did(take(passport), take(tax), take(land));
  BOOST_TEST(window(room, window_1).waiting == 1);
  BOOST_TEST(window(room, window_2).waiting == 2);
  room.did(CallNext{window_1}, Transfer{window_1, window_2, {}});
  BOOST_TEST(window(room, window_1).waiting == 0);
  BOOST_TEST(window(room, window_2).waiting == 2);
}

BOOST_AUTO_TEST_CASE(tickets_are_found_by_state_service_and_number, *description("[Q-37]")) {
  auto room = open_room();
  room.did(take(passport), take(tax), take(passport), CallNext{window_1});
  const auto found = [&](Tickets query) {
    std::string numbers;
    for (const auto& view : room.answer<TicketsView>(query).tickets) numbers += view.number + " ";
    return numbers;
  };
  BOOST_TEST(found({{}, {}, {}, 50}) == "A001 B001 A002 ");
  BOOST_TEST(found({Status::called, {}, {}, 50}) == "A001 ");
  BOOST_TEST(found({{}, tax, {}, 50}) == "B001 ");
  BOOST_TEST(found({{}, {}, "A002", 50}) == "A002 ");
  BOOST_TEST(found({{}, {}, {}, 2}) == "A001 B001 ");
}

BOOST_AUTO_TEST_CASE(a_query_asks_for_one_to_five_hundred_tickets) {
  auto room = open_room();
  BOOST_TEST(room.refused_answer(Tickets{{}, {}, {}, 0}) == "tickets.bad_limit");
  BOOST_TEST(room.refused_answer(Tickets{{}, {}, {}, 501}) == "tickets.bad_limit");
}

BOOST_AUTO_TEST_CASE(an_unknown_ticket_is_told_from_one_of_a_past_day) {
  auto room = open_room();
  BOOST_TEST(room.refused_answer(FindTicket{TicketId{"20261121-A001"}}) == "ticket.unknown");
  BOOST_TEST(room.refused_answer(FindTicket{TicketId{"20261001-A001"}}) == "ticket.of_a_past_day");
}

BOOST_AUTO_TEST_CASE(only_a_finished_visit_was_served, *description("[EV-01]")) {
  auto room = open_room();
  room.did(take(passport), CallNext{window_1}, Start{window_1});
  BOOST_TEST(room.refused_answer(Served{TicketId{"20261121-A001"}}) == "ticket.not_served");
  room.did(Finish{window_1});
  BOOST_TEST(room.answer<ServedView>(Served{TicketId{"20261121-A001"}}).window.value == "1");
}

BOOST_AUTO_TEST_SUITE_END()
