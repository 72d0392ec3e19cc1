// Whose ticket it is: one open ticket of a service where the hall says so, and finding one's own.
#include "tests/actors/waiting_room/room.hpp"

using namespace atrium;
using namespace atrium::waiting_room;
using boost::unit_test::description;

namespace {

const std::string zhang = "469023199003070012";
const std::string li = "469023199003070020";
const std::string phone = "13500002696";

Issue take_as(std::string id_number, std::string number, const ServiceId& service = passport) {
  auto issue = take(service);
  Holder holder;
  holder.id_number.value = std::move(id_number);
  holder.phone.value = std::move(number);
  issue.holder = holder;
  return issue;
}

Room one_each() {
  auto configuration = hall();
  configuration.one_per_person = true;
  return open_room(configuration);
}

std::vector<std::string> numbers_of(Room& room, std::string id_number, std::string number) {
  std::vector<std::string> numbers;
  const auto view = room.answer<TicketsView>(OfPerson{std::move(id_number), std::move(number)});
  for (const auto& ticket : view.tickets) numbers.push_back(ticket.number);
  return numbers;
}

using Numbers = std::vector<std::string>;

}  // namespace

BOOST_AUTO_TEST_SUITE(people)

BOOST_AUTO_TEST_CASE(a_person_gets_one_open_ticket_of_a_service_where_the_hall_says_so,
                     *description("[Q-01] [Q-02]")) {
  auto room = one_each();
  room.did(take_as(zhang, phone));
  room.when(take_as(zhang, "")).then_refused(RefusalKind::conflict, "ticket.one_per_person");
  BOOST_TEST(room.refusal().field == "holder");
  BOOST_TEST(room.refusal().detail.find("A001") != std::string::npos);
  BOOST_TEST(room.refusal().detail.find(zhang) == std::string::npos);
  BOOST_TEST(room.when(take_as(zhang, "", tax)).fact<Issued>().number == "B001");
  BOOST_TEST(room.when(take(passport)).fact<Issued>().number == "A002");
}

BOOST_AUTO_TEST_CASE(a_phone_tells_people_apart_only_where_a_document_is_missing,
                     *description("[Q-03]")) {
  auto room = one_each();
  room.did(take_as(zhang, phone));
  room.when(take_as("", phone)).then_refused(RefusalKind::conflict, "ticket.one_per_person");
  BOOST_TEST(room.when(take_as(li, phone)).fact<Issued>().number == "A002");
}

BOOST_AUTO_TEST_CASE(a_ticket_is_open_until_it_ends, *description("[Q-01]")) {
  auto room = one_each();
  const auto again = take_as(zhang, "");
  const auto refused = [&] {
    room.when(again).then_refused(RefusalKind::conflict, "ticket.one_per_person");
  };
  room.did(again, CallNext{window_1});
  refused();
  room.did(Start{window_1});
  refused();
  room.did(Park{window_1});
  refused();
  room.did(Void{window_1, "A001", "went home"});
  BOOST_TEST(room.when(again).fact<Issued>().number == "A002");
}

BOOST_AUTO_TEST_CASE(a_booking_gives_its_ticket_beside_any_other, *description("[Q-04]")) {
  auto room = one_each();
  room.did(take_as(zhang, ""));
  auto booked = take_as(zhang, "");
  booked.appointment = Appointment{"booking-1", nine};
  BOOST_TEST(room.when(booked).fact<Issued>().number == "A002");
  room.when(take_as(zhang, "")).then_refused(RefusalKind::conflict, "ticket.one_per_person");
}

BOOST_AUTO_TEST_CASE(a_booking_gets_its_ticket_without_the_services_that_cannot_follow,
                     *description("[Q-04] [Q-19]")) {
  auto room = open_room();
  auto booked = take(passport);
  booked.appointment = Appointment{"booking-1", nine};
  booked.next = {ServiceId{"mistyped"}, tax};
  BOOST_TEST((room.when(booked).fact<Issued>().next == std::vector<ServiceId>{tax}));
  room.did(CloseWindow{window_2}, CloseWindow{window_3});
  booked.appointment->id = "booking-2";
  BOOST_TEST(room.when(booked).fact<Issued>().next.empty());
}

BOOST_AUTO_TEST_CASE(a_hall_that_says_nothing_gives_a_person_any_number_of_tickets,
                     *description("[Q-01]")) {
  auto room = open_room();
  room.did(take_as(zhang, ""));
  BOOST_TEST(room.when(take_as(zhang, "")).fact<Issued>().number == "A002");
}

BOOST_AUTO_TEST_CASE(open_tickets_are_found_by_number_or_phone, *description("[Q-02] [Q-03]")) {
  auto room = open_room();
  room.did(take_as(zhang, phone), take_as("", phone, tax), take_as(li, ""), take(passport));
  BOOST_TEST(numbers_of(room, zhang, "") == (Numbers{"A001"}));
  BOOST_TEST(numbers_of(room, zhang, phone) == (Numbers{"A001", "B001"}));
  BOOST_TEST(numbers_of(room, "", phone) == (Numbers{"A001", "B001"}));
  BOOST_TEST(numbers_of(room, "", "13500002697").empty());
  room.did(CallNext{window_1}, ReportNoShow{window_1});
  BOOST_TEST(numbers_of(room, zhang, "").empty());
  BOOST_TEST(room.refused_answer(OfPerson{}) == "tickets.whose");
}

BOOST_AUTO_TEST_SUITE_END()
