// Taking a ticket, and which number it gets.
#include "tests/actors/waiting_room/room.hpp"

#include <set>

using namespace atrium;
using namespace atrium::waiting_room;
using boost::unit_test::description;

namespace {

Issue with_holder(std::string id_number, std::string name, std::string phone) {
  auto issue = take(passport);
  Holder holder;
  holder.id_type = "id_card";
  holder.id_number.value = std::move(id_number);
  holder.name.value = std::move(name);
  holder.phone.value = std::move(phone);
  issue.holder = holder;
  return issue;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(numbers)

BOOST_AUTO_TEST_CASE(a_ticket_takes_the_next_number_of_its_services_series,
                     *description("[Q-01] [Q-34]")) {
  auto room = open_room();
  BOOST_TEST(room.when(take(passport)).fact<Issued>().number == "A001");
  BOOST_TEST(room.when(take(tax)).fact<Issued>().number == "B001");
  BOOST_TEST(room.when(take(passport)).fact<Issued>().number == "A002");
}

BOOST_AUTO_TEST_CASE(services_of_one_series_share_its_numbers, *description("[Q-34]")) {
  auto room = open_room();
  BOOST_TEST(room.when(take(tax)).fact<Issued>().number == "B001");
  BOOST_TEST(room.when(take(land)).fact<Issued>().number == "B002");
}

BOOST_AUTO_TEST_CASE(a_tickets_id_is_its_business_day_and_number) {
  auto room = open_room();
  BOOST_TEST(room.when(take(passport)).fact<Issued>().ticket.value == "20261121-A001");
}

BOOST_AUTO_TEST_CASE(a_refused_ticket_uses_no_number, *description("[Q-01]")) {
  auto room = open_room();
  room.did(take(passport))
      .when(take(passport, 10))
      .then_refused(RefusalKind::invalid, "ticket.bad_priority");
  BOOST_TEST(room.when(take(passport)).fact<Issued>().number == "A002");
}

BOOST_AUTO_TEST_CASE(a_series_begins_at_its_start) {
  auto configuration = hall();
  configuration.series[0].start = 500;
  auto room = open_room(configuration);
  BOOST_TEST(room.when(take(passport)).fact<Issued>().number == "A500");
}

BOOST_AUTO_TEST_CASE(a_number_beyond_its_digits_is_written_in_full) {
  auto configuration = hall();
  configuration.series[0].start = 999;
  auto room = open_room(configuration);
  BOOST_TEST(room.when(take(passport)).fact<Issued>().number == "A999");
  BOOST_TEST(room.when(take(passport)).fact<Issued>().number == "A1000");
}

BOOST_AUTO_TEST_CASE(a_series_issues_no_more_than_its_daily_limit) {
  auto configuration = hall();
  configuration.series[1].daily_limit = 2;
  auto room = open_room(configuration);
  room.did(take(tax), take(land));
  room.when(take(tax)).then_refused(RefusalKind::exhausted, "service.limit_reached");
  room.when(take(passport)).then_accepted();
}

BOOST_AUTO_TEST_CASE(numbers_begin_anew_when_the_business_day_turns, *description("[Q-01]")) {
  auto room = open_room();
  room.did(take(passport));
  room.at(turn - 1us);
  BOOST_TEST(room.when(take(passport)).fact<Issued>().ticket.value == "20261121-A002");
  room.at(turn);
  BOOST_TEST(room.when(take(passport)).fact<Issued>().ticket.value == "20261122-A001");
}

BOOST_AUTO_TEST_CASE(a_service_whose_every_window_is_closed_issues_no_ticket,
                     *description("[Q-13]")) {
  auto room = configured();
  room.when(take(passport)).then_refused(RefusalKind::wrong_phase, "service.has_no_window");
  room.did(OpenWindow{window_4, StaffId{"clerk04"}});
  room.when(take(passport)).then_accepted();
  room.when(take(tax)).then_refused(RefusalKind::wrong_phase, "service.has_no_window");
}

BOOST_AUTO_TEST_CASE(a_service_whose_window_is_paused_still_issues_tickets,
                     *description("[Q-13] [Q-21]")) {
  auto room = configured();
  room.did(OpenWindow{window_1, StaffId{"clerk01"}}, PauseWindow{window_1, "back soon"});
  room.when(take(passport)).then_accepted();
}

BOOST_AUTO_TEST_CASE(a_service_that_is_not_offered_issues_no_ticket, *description("[Q-34]")) {
  auto configuration = hall();
  configuration.services[0].offered = false;
  auto room = open_room(configuration);
  room.when(take(passport)).then_refused(RefusalKind::wrong_phase, "service.closed");
}

BOOST_AUTO_TEST_CASE(a_closed_hall_issues_no_ticket_but_serves_who_has_one) {
  auto room = open_room();
  room.did(take(passport), CloseDoors{});
  room.when(take(passport)).then_refused(RefusalKind::wrong_phase, "hall.closed");
  BOOST_TEST(calls(room, window_1) == "A001");
  room.did(OpenDoors{}).when(take(passport)).then_accepted();
}

BOOST_AUTO_TEST_CASE(a_ticket_of_an_unknown_service_is_refused) {
  open_room()
      .when(take(ServiceId{"fishing"}))
      .then_refused(RefusalKind::not_found, "service.unknown");
}

BOOST_AUTO_TEST_CASE(a_text_that_is_too_long_is_refused_and_named_not_cut) {
  auto room = open_room();
  room.when(with_holder("", std::string(101, 'x'), ""))
      .then_refused(RefusalKind::invalid, "request.too_long");
  BOOST_TEST(room.refusal().field == "holder.name");
  std::string hundred;
  for (int i = 0; i < 100; ++i) hundred += "张";
  room.when(with_holder("", hundred, "")).then_accepted();
}

BOOST_AUTO_TEST_CASE(a_holder_is_shown_by_the_first_character_of_the_name_only,
                     *description("[Q-02] [Q-03]")) {
  auto room = open_room();
  room.when(with_holder("110105199003070014", "张三", "13500002696")).then_accepted();
  BOOST_TEST(room.told<TicketView>().holder.value() == "张*");
}

BOOST_AUTO_TEST_CASE(personal_data_are_sealed_under_the_ticket_unless_an_edge_knows_the_person) {
  auto room = open_room();
  auto issue = with_holder("110105199003070014", "张三", "");
  issue.holder->phone.subject = SubjectId{"person-7"};
  const auto holder = room.when(issue).fact<Issued>().holder.value();
  BOOST_TEST(holder.name.subject.value == "20261121-A001");
  BOOST_TEST(holder.phone.subject.value == "person-7");
}

BOOST_AUTO_TEST_CASE(the_asker_is_told_the_ticket) {
  auto room = open_room();
  room.did(take(passport), take(passport)).when(take(passport)).then_accepted();
  const auto view = room.told<TicketView>();
  BOOST_TEST(view.number == "A003");
  BOOST_TEST(view.status == Status::waiting);
  BOOST_TEST(view.ahead.value() == 2);
  BOOST_TEST(!view.wait.has_value());
}

BOOST_AUTO_TEST_CASE(what_is_told_of_the_wait_is_recorded_beside_the_average_rule,
                     *description("[Q-28]")) {
  auto room = open_room();
  room.did(take(passport), take(passport));
  auto third = take(passport);
  third.told = Wait{100, 200, 400};
  room.when(third).then_accepted();
  // Two ahead, 300 s each as nothing was measured, two windows.
  BOOST_TEST((room.fact<Issued>().told == Told{100, 200, 400, 300}));
  BOOST_TEST((room.told<TicketView>().wait == Wait{100, 200, 400}));
}

BOOST_AUTO_TEST_CASE(an_appointment_of_another_day_is_refused_with_a_code_for_each_side,
                     *description("[AP-03]")) {
  auto room = open_room();
  room.when(check_in(passport, nine + 24h))
      .then_refused(RefusalKind::wrong_phase, "appointment.of_a_later_day");
  room.when(check_in(passport, nine - 24h))
      .then_refused(RefusalKind::wrong_phase, "appointment.of_a_past_day");
}

BOOST_AUTO_TEST_CASE(an_appointment_gets_a_second_ticket_only_when_the_first_ended_unserved,
                     *description("[Q-04] [AP-03]")) {
  auto room = open_room();
  room.did(check_in(passport, nine));
  room.when(check_in(passport, nine))
      .then_refused(RefusalKind::conflict, "appointment.already_checked_in");
  BOOST_TEST(calls(room, window_1) == "A001");
  room.when(check_in(passport, nine))
      .then_refused(RefusalKind::conflict, "appointment.already_checked_in");
  room.did(ReportNoShow{window_1});
  room.when(check_in(passport, nine)).then_accepted();
  BOOST_TEST(serves_next(room, window_1) == "A002");
  room.when(check_in(passport, nine))
      .then_refused(RefusalKind::conflict, "appointment.already_checked_in");
}

BOOST_AUTO_TEST_SUITE_END()
