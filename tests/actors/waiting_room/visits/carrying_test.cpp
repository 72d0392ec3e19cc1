// A hall that carries its lines over the day's end.
#include "tests/actors/waiting_room/room.hpp"

using namespace atrium;
using namespace atrium::waiting_room;
using boost::unit_test::description;

namespace {

Room overnight() {
  auto configuration = hall();
  configuration.carry_over = true;
  return open_room(configuration);
}

TicketView of_yesterday(Room& room, const std::string& number) {
  return room.answer<TicketView>(FindTicket{TicketId{"20261121-" + number}});
}

int unserved_in(const Counts& counts) { return counts.issued - counts.done + counts.carried; }

}  // namespace

BOOST_AUTO_TEST_SUITE(carrying)

BOOST_AUTO_TEST_CASE(who_waits_stays_in_line_with_its_number, *description("[Q-34]")) {
  auto room = overnight();
  room.did(take(passport), take(passport)).at(turn).did(EndDay{});
  BOOST_TEST(of_yesterday(room, "A001").status == Status::waiting);
  room.did(take(passport));
  BOOST_TEST(serves_next(room, window_1) == "A001");
  BOOST_TEST(of_yesterday(room, "A001").status == Status::done);
  BOOST_TEST(calls(room, window_1) == "A002");
}

BOOST_AUTO_TEST_CASE(a_service_goes_on_over_the_days_end, *description("[Q-34]")) {
  auto room = overnight();
  room.did(take(passport)).at(turn - 5min).did(CallNext{window_1}, Start{window_1});
  room.at(turn + 5min).when(Finish{window_1});
  BOOST_TEST((room.fact<Finished>().served == 10min));
  const auto ended = room.fact<DayEnded>();
  BOOST_TEST(ended.carried.size() == 1U);
  BOOST_TEST(ended.unserved.empty());
  BOOST_TEST(ended.cleared.empty());
}

BOOST_AUTO_TEST_CASE(unserved_are_those_who_came_or_came_over_and_were_not_served) {
  auto room = overnight();
  for (int i = 0; i < 6; ++i) room.at(nine + i * 1min).did(take(passport));
  for (int i = 0; i < 4; ++i) serves_next(room, window_1);
  BOOST_TEST(unserved_in(room.state().counts) == 2);
  room.at(turn).did(EndDay{});
  for (int i = 0; i < 5; ++i) room.at(turn + i * 1min).did(take(passport));
  for (int i = 0; i < 6; ++i) serves_next(room, window_1);
  BOOST_TEST(room.state().counts.carried == 2);
  BOOST_TEST(unserved_in(room.state().counts) == 1);
}

BOOST_AUTO_TEST_CASE(a_number_that_stands_twice_is_named_by_its_id, *description("[Q-18]")) {
  auto room = overnight();
  room.did(take(passport)).at(turn).did(take(passport));
  room.when(CallNumber{window_1, "A001", "came back"})
      .then_refused(RefusalKind::conflict, "ticket.number_stands_twice");
  room.did(CallNumber{window_1, "20261121-A001", "came back"}, Start{window_1}, Finish{window_1});
  room.when(CallNumber{window_1, "A001", "came back"});
  BOOST_TEST(room.fact<Called>().ticket.value == "20261122-A001");
}

BOOST_AUTO_TEST_CASE(a_number_that_came_over_alone_is_found_by_itself, *description("[Q-18]")) {
  auto room = overnight();
  room.did(take(passport), take(passport)).at(turn).did(EndDay{});
  BOOST_TEST(room.when(CallNumber{window_1, "A002", "hurry"}).fact<Called>().ticket.value ==
             "20261121-A002");
}

BOOST_AUTO_TEST_CASE(what_ended_does_not_come_over) {
  auto room = overnight();
  room.did(take(passport)).did(CallNext{window_1}, ReportNoShow{window_1}, take(passport));
  room.at(turn).did(EndDay{});
  BOOST_TEST(room.state().facts.tickets.size() == 1U);
  BOOST_TEST(of_yesterday(room, "A001").status == Status::no_show);  // Known still, of that day.
}

BOOST_AUTO_TEST_SUITE_END()
