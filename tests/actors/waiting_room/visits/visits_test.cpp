// Visits of several services under one number, and journeys.
#include "tests/actors/waiting_room/room.hpp"

using namespace atrium;
using namespace atrium::waiting_room;
using boost::unit_test::description;

namespace {

using Services = std::vector<ServiceId>;
using Texts = std::vector<std::string>;

Issue take_both(const ServiceId& first, Services next) {
  auto issue = take(first);
  issue.next = std::move(next);
  return issue;
}

Issue take_journey(std::string name) {
  Issue issue;
  issue.channel = "ticket_machine";
  issue.journey = std::move(name);
  return issue;
}

// A001 is served at window 1 and goes on to tax and land.
Room one_served_of_three() {
  auto room = open_room();
  room.did(take_both(passport, {tax, land}), CallNext{window_1}, Start{window_1});
  return room;
}

Texts next_of(Room& room, const std::string& number) {
  Texts names;
  for (const auto& service : ticket(room, number).next) names.push_back(service.value);
  return names;
}

Configuration hall_with_journey() {
  auto configuration = hall();
  configuration.journeys = {{"new_firm", {tax, passport}}};
  return configuration;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(visits)

BOOST_AUTO_TEST_CASE(a_visit_waits_for_its_next_service_by_itself_under_its_number,
                     *description("[Q-19]")) {
  auto room = one_served_of_three();
  room.at(nine + 5min).when(Finish{window_1});
  room.then(ServiceFinished{TicketId{"20261121-A001"},
                            "A001",
                            window_1,
                            StaffId{"clerk01"},
                            passport,
                            5min,
                            {tax, land},
                            nine + 5min});
  BOOST_TEST(ticket(room, "A001").status == Status::waiting);
  BOOST_TEST(ticket(room, "A001").service.value == "tax");
  BOOST_TEST(next_of(room, "A001") == Texts{"land"});
  BOOST_TEST(window(room, window_1).state == WindowState::idle);
}

BOOST_AUTO_TEST_CASE(a_visit_keeps_its_seniority_for_its_next_service, *description("[Q-19]")) {
  auto room = one_served_of_three();
  room.at(nine + 1min).did(take(tax)).at(nine + 5min).did(Finish{window_1});
  BOOST_TEST(calls(room, window_2) == "A001");
}

BOOST_AUTO_TEST_CASE(a_visit_ends_with_its_last_service, *description("[Q-19] [EV-01]")) {
  auto room = one_served_of_three();
  room.did(Finish{window_1}, CallNext{window_3}, Start{window_3}, Finish{window_3});
  BOOST_TEST(room.refused_answer(Served{TicketId{"20261121-A001"}}) == "ticket.not_served");
  room.did(CallNext{window_3}, Start{window_3});
  room.when(Finish{window_3}).fact<Finished>();
  BOOST_TEST(ticket(room, "A001").status == Status::done);
  BOOST_TEST(room.answer<ServedView>(Served{TicketId{"20261121-A001"}}).window.value == "3");
}

BOOST_AUTO_TEST_CASE(statistics_see_one_visit_and_every_service_of_it, *description("[Q-19]")) {
  auto room = one_served_of_three();
  room.at(nine + 5min).did(Finish{window_1}, CallNext{window_3}, Start{window_3});
  room.at(nine + 8min).did(Finish{window_3}, CallNext{window_3}, Start{window_3}, Finish{window_3});
  const auto floor = room.answer<FloorView>(Floor{});
  BOOST_TEST(floor.counts.issued == 1);
  BOOST_TEST(floor.counts.done == 1);
  for (const auto& service : floor.services) BOOST_TEST(service.served == 1);
}

BOOST_AUTO_TEST_CASE(a_window_sets_down_what_is_still_to_do, *description("[Q-19] [WB-20]")) {
  auto room = open_room();
  room.did(take(passport), CallNext{window_1}, Start{window_1});
  room.when(PlanVisit{window_1, {land}})
      .then(VisitPlanned{TicketId{"20261121-A001"}, "A001", window_1, {land}, nine});
  BOOST_TEST(next_of(room, "A001") == Texts{"land"});
  room.when(PlanVisit{window_1, {land}}).then_nothing();
  room.did(PlanVisit{window_1, {}});
  room.when(Finish{window_1}).fact<Finished>();
}

BOOST_AUTO_TEST_CASE(a_plan_that_cannot_be_says_why, *description("[Q-19] [Q-13]")) {
  auto room = one_served_of_three();
  const auto refused = [&](Services next, RefusalKind kind, const char* code) {
    room.when(PlanVisit{window_1, std::move(next)}).then_refused(kind, code);
  };
  refused({passport}, RefusalKind::invalid, "visit.service_twice");
  refused({tax, tax}, RefusalKind::invalid, "visit.service_twice");
  refused({ServiceId{"fishing"}}, RefusalKind::not_found, "service.unknown");
  refused(Services(services_max, tax), RefusalKind::invalid, "visit.too_many_services");
  room.when(PlanVisit{window_2, {tax}})
      .then_refused(RefusalKind::wrong_phase, "window.has_no_ticket");
  room.did(PlanVisit{window_1, {}}, CloseWindow{window_3});
  refused({land}, RefusalKind::wrong_phase, "service.has_no_window");
}

BOOST_AUTO_TEST_CASE(a_ticket_is_taken_for_no_service_that_nobody_serves, *description("[Q-13]")) {
  auto room = open_room();
  room.when(take_both(passport, {passport}))
      .then_refused(RefusalKind::invalid, "visit.service_twice");
  room.did(CloseWindow{window_3});
  room.when(take_both(passport, {land}))
      .then_refused(RefusalKind::wrong_phase, "service.has_no_window");
}

BOOST_AUTO_TEST_CASE(a_finished_service_of_a_visit_can_be_taken_back, *description("[Q-19]")) {
  auto room = one_served_of_three();
  room.at(nine + 5min).did(Finish{window_1}).at(nine + 5min + 10s).did(Undo{window_1});
  BOOST_TEST(ticket(room, "A001").status == Status::serving);
  BOOST_TEST((next_of(room, "A001") == Texts{"tax", "land"}));
  BOOST_TEST(room.answer<FloorView>(Floor{}).services[0].served == 0);
  BOOST_TEST(window(room, window_1).served == 0);
}

BOOST_AUTO_TEST_CASE(a_plan_stays_when_the_act_before_it_is_taken_back) {
  auto room = one_served_of_three();
  room.did(PlanVisit{window_1, {land}}, Undo{window_1});
  BOOST_TEST(ticket(room, "A001").status == Status::called);
  BOOST_TEST(next_of(room, "A001") == Texts{"land"});
}

BOOST_AUTO_TEST_CASE(a_service_that_a_visit_is_transferred_to_is_not_done_twice) {
  auto room = one_served_of_three();
  room.did(Transfer{window_1, {}, land});
  BOOST_TEST(ticket(room, "A001").service.value == "land");
  BOOST_TEST(next_of(room, "A001") == Texts{"tax"});
}

BOOST_AUTO_TEST_CASE(a_journey_is_a_visit_by_name, *description("[Q-19] [Q-34]")) {
  auto room = open_room(hall_with_journey());
  room.did(take_journey("new_firm"));
  BOOST_TEST(ticket(room, "B001").service.value == "tax");
  BOOST_TEST(next_of(room, "B001") == Texts{"passport"});
  room.when(take_journey("old_firm")).then_refused(RefusalKind::not_found, "journey.unknown");
  auto both = take_journey("new_firm");
  both.service = passport;
  room.when(both).then_refused(RefusalKind::invalid, "journey.with_services");
}

BOOST_AUTO_TEST_CASE(a_journey_has_known_services_each_once, *description("[Q-34]")) {
  const auto refused = [](Services services, const char* code, RefusalKind kind) {
    auto configuration = hall();
    configuration.journeys = {{"new_firm", std::move(services)}};
    Room{}.at(nine).when(Configure{configuration}).then_refused(kind, code);
  };
  refused({}, "configuration.bad_journey", RefusalKind::invalid);
  refused({tax, tax}, "configuration.duplicate", RefusalKind::invalid);
  refused({ServiceId{"fishing"}}, "configuration.unknown_reference", RefusalKind::invalid);
}

BOOST_AUTO_TEST_CASE(a_service_that_a_visit_still_needs_stays, *description("[Q-34]")) {
  auto room = one_served_of_three();
  auto configuration = hall();
  std::erase_if(configuration.services, [](const Service& one) { return one.service == land; });
  configuration.windows[2].services = {tax};
  configuration.windows[3].services = {passport};
  configuration.windows[3].also = {};
  room.when(Configure{configuration})
      .then_refused(RefusalKind::wrong_phase, "configuration.service_in_use");
}

BOOST_AUTO_TEST_SUITE_END()
