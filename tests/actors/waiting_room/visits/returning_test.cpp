// Tickets that come back to their line after a no-show, where the hall says so.
#include "tests/actors/waiting_room/room.hpp"

using namespace atrium;
using namespace atrium::waiting_room;
using boost::unit_test::description;

namespace {

Configuration hall_that_returns(NoShowPlace place, int after = 3, int returns = 1) {
  auto configuration = hall();
  configuration.no_show_place = place;
  configuration.no_show_after = after;
  configuration.no_show_returns = returns;
  return configuration;
}

// Of five for passport, a minute apart, A001 was called and did not come.
Room one_did_not_come(const Configuration& configuration) {
  auto room = open_room(configuration);
  for (int i = 0; i < 5; ++i) room.at(nine + i * 1min).did(take(passport));
  room.at(nine + 10min).did(CallNext{window_1}).did(ReportNoShow{window_1});
  return room;
}

std::string order_of_calls(Room& room) {
  std::string order;
  for (auto number = serves_next(room, window_1); number != "nobody";
       number = serves_next(room, window_1)) {
    order += (order.empty() ? "" : " ") + number;
  }
  return order;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(returning)

BOOST_AUTO_TEST_CASE(a_no_show_ticket_does_not_come_back_by_itself, *description("[Q-22]")) {
  auto room = one_did_not_come(hall());
  BOOST_TEST(order_of_calls(room) == "A002 A003 A004 A005");
  BOOST_TEST(ticket(room, "A001").status == Status::no_show);
}

BOOST_AUTO_TEST_CASE(a_no_show_ticket_comes_back_at_the_end, *description("[Q-22]")) {
  auto room = one_did_not_come(hall_that_returns(NoShowPlace::end));
  BOOST_TEST(order_of_calls(room) == "A002 A003 A004 A005 A001");
}

BOOST_AUTO_TEST_CASE(a_no_show_ticket_comes_back_behind_the_nth, *description("[Q-22]")) {
  auto room = one_did_not_come(hall_that_returns(NoShowPlace::after_n, 2));
  BOOST_TEST(order_of_calls(room) == "A002 A003 A001 A004 A005");
  auto longer = one_did_not_come(hall_that_returns(NoShowPlace::after_n, 9));
  BOOST_TEST(order_of_calls(longer) == "A002 A003 A004 A005 A001");
}

BOOST_AUTO_TEST_CASE(a_no_show_ticket_comes_back_at_the_front, *description("[Q-22]")) {
  auto room = one_did_not_come(hall_that_returns(NoShowPlace::front));
  BOOST_TEST(order_of_calls(room) == "A001 A002 A003 A004 A005");
}

BOOST_AUTO_TEST_CASE(a_ticket_comes_back_behind_others_within_its_class, *description("[Q-22]")) {
  auto room = open_room(hall_that_returns(NoShowPlace::after_n, 1));
  room.did(take(passport, 5)).at(nine + 1min).did(take(passport), CallNext{window_1});
  room.did(ReportNoShow{window_1});
  BOOST_TEST(order_of_calls(room) == "A001 A002");  // The next one is of a lower class.
}

BOOST_AUTO_TEST_CASE(a_ticket_comes_back_as_often_as_the_hall_says, *description("[Q-22]")) {
  auto room = one_did_not_come(hall_that_returns(NoShowPlace::front, 3, 2));
  room.did(CallNext{window_1}, ReportNoShow{window_1});
  BOOST_TEST(ticket(room, "A001").status == Status::waiting);
  room.did(CallNext{window_1}, ReportNoShow{window_1});
  BOOST_TEST(ticket(room, "A001").status == Status::no_show);
}

BOOST_AUTO_TEST_CASE(a_no_show_that_came_back_can_be_undone, *description("[Q-22]")) {
  auto room = one_did_not_come(hall_that_returns(NoShowPlace::end));
  room.did(Undo{window_1});
  BOOST_TEST(ticket(room, "A001").status == Status::called);
  BOOST_TEST(window(room, window_1).ticket->number == "A001");
  room.did(ReportNoShow{window_1});  // Its one return is still to come.
  BOOST_TEST(ticket(room, "A001").status == Status::waiting);
}

BOOST_AUTO_TEST_CASE(a_ticket_that_came_back_has_its_calls_again, *description("[Q-17] [Q-22]")) {
  auto room = one_did_not_come(hall_that_returns(NoShowPlace::front));
  BOOST_TEST(calls(room, window_1) == "A001");
  BOOST_TEST(ticket(room, "A001").calls == 1);
}

BOOST_AUTO_TEST_SUITE_END()
