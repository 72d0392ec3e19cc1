// Checking in and what becomes of a booking.
#include "actors/policies/booked/follow_booked.hpp"
#include "actors/policies/booked/issue_booked.hpp"
#include "tests/actors/appointment_book/book.hpp"

using namespace atrium;
using namespace atrium::appointment_book;
using namespace atrium::appointment_book::test;
using boost::unit_test::description;

namespace {

const TicketId f001{"20261123-F001"};
const BookingId first{"B20261120-0001"};
const Instant eight_thirty = at("2026-11-23T08:30:00+08:00");

// Zhang has a booking for Monday at nine, and it is Monday, half past eight.
Story<Entity> monday_morning(const Configuration& rules = configuration()) {
  auto story = book(rules);
  story.did(booking(zhang)).at(eight_thirty);
  return story;
}

Story<Entity> with_ticket() {
  auto story = monday_morning();
  story.did(check_in(zhang), LinkTicket{first, f001, "F001"});
  return story;
}

Status status_of(Story<Entity>& story) { return story.answer<BookingView>(Find{first}).status; }

// How the booking stands once the book has followed what the waiting room did.
Status follow(Story<Entity>& story, const waiting_room::Event& event) {
  for (const auto& effect : policies::FollowBooked{}.react(event, friday)) {
    story.did(std::get<policies::To<Entity>>(effect).command);
  }
  return status_of(story);
}

template <class Fact>
Fact of_f001(Fact fact = {}) {
  fact.ticket = f001;
  return fact;
}

waiting_room::Undone undone(waiting_room::Act act, waiting_room::Status back) {
  auto fact = of_f001<waiting_room::Undone>();
  fact.act = act;
  fact.back.status = back;
  return fact;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(appointment_book_arriving)

BOOST_AUTO_TEST_CASE(the_days_booking_is_found_by_code_by_number_or_by_phone,
                     *description("[Q-04]")) {
  for (const CheckIn& ask : {check_in(zhang), CheckIn{"", zhang, {}, "kiosk", {}},
                             CheckIn{"", {}, SubjectId{"phone-p-zhang"}, "kiosk", {}}}) {
    auto story = monday_morning();
    const auto fact = story.when(ask).fact<CheckedIn>();
    BOOST_TEST(fact.booking.value == first.value);
    BOOST_TEST(fact.service.value == "passport");
    BOOST_TEST((fact.slot == at("2026-11-23T09:00:00+08:00")));
  }
}

BOOST_AUTO_TEST_CASE(a_check_in_asks_the_waiting_room_for_its_ticket_without_a_second_line,
                     *description("[Q-04] [AP-03]")) {
  auto story = monday_morning();
  auto ask = check_in(zhang);
  ask.machine = DeviceId{"machine-1"};
  const auto effects = policies::IssueBooked{}.react(story.when(ask).fact<CheckedIn>(), friday);
  BOOST_TEST_REQUIRE(effects.size() == 1u);
  const auto& to = std::get<policies::To<waiting_room::Entity>>(effects[0]);
  const auto& issue = std::get<waiting_room::Issue>(to.command);
  BOOST_TEST(issue.service.value == "passport");
  BOOST_TEST(issue.machine->value == "machine-1");
  BOOST_TEST(issue.appointment->id == first.value);
  BOOST_TEST((issue.appointment->at == at("2026-11-23T09:00:00+08:00")));
  BOOST_TEST(issue.holder->name.value == "张三");
  BOOST_TEST(policies::IssueBooked{}.react(DayEnded{}, friday).empty());
}

BOOST_AUTO_TEST_CASE(a_check_in_asks_for_more_services_under_the_tickets_number,
                     *description("[Q-04] [Q-19]")) {
  const ServiceId tax{"tax"};
  auto story = monday_morning();
  auto ask = check_in(zhang);
  ask.next = {tax, ServiceId{"passport"}, ServiceId{"residence"}};  // The booked one is no further.
  const auto fact = story.when(ask).fact<CheckedIn>();
  const auto effects = policies::IssueBooked{}.react(fact, friday);
  const auto& to = std::get<policies::To<waiting_room::Entity>>(effects.at(0));
  const auto& issue = std::get<waiting_room::Issue>(to.command);
  BOOST_TEST((issue.next == std::vector{tax, ServiceId{"residence"}}));

  ask.next = {tax, tax};
  story.when(ask).then_refused(RefusalKind::invalid, "visit.service_twice");
  ask.next = {ServiceId{std::string(65, 'x')}};
  story.when(ask).then_refused(RefusalKind::invalid, "request.too_long");
  ask.next.assign(next_max + 1, tax);
  story.when(ask).then_refused(RefusalKind::invalid, "visit.too_many_services");
}

BOOST_AUTO_TEST_CASE(a_booking_of_another_day_is_refused_each_case_with_its_own_code,
                     *description("[Q-04]")) {
  auto story = book();
  story.did(booking(zhang));
  story.when(check_in(zhang)).then_refused(RefusalKind::wrong_phase, "appointment.of_a_later_day");
  story.at(at("2026-11-24T09:00:00+08:00"))
      .when(check_in(zhang))
      .then_refused(RefusalKind::wrong_phase, "appointment.of_a_past_day");
  story.when(check_in(li)).then_refused(RefusalKind::not_found, "appointment.unknown");
}

BOOST_AUTO_TEST_CASE(early_and_late_arrivals_follow_the_halls_rule, *description("[Q-04]")) {
  auto rules = configuration();
  rules.late_s = 900;
  auto story = monday_morning(rules);
  story.at(at("2026-11-23T07:59:59+08:00"))
      .when(check_in(zhang))
      .then_refused(RefusalKind::wrong_phase, "appointment.too_early");
  BOOST_TEST(story.refusal().detail == "check in from 08:00 on");
  story.at(at("2026-11-23T09:15:01+08:00"))
      .when(check_in(zhang))
      .then_refused(RefusalKind::wrong_phase, "appointment.too_late");
  story.at(at("2026-11-23T09:15:00+08:00")).when(check_in(zhang)).then_accepted();
  auto patient = monday_morning();
  patient.at(at("2026-11-23T20:00:00+08:00")).when(check_in(zhang)).then_accepted();
}

BOOST_AUTO_TEST_CASE(a_check_in_that_led_to_no_ticket_can_be_made_again_and_no_other,
                     *description("[Q-04]")) {
  auto story = monday_morning();
  story.did(check_in(zhang));
  story.when(check_in(zhang)).then_accepted();
  story.did(LinkTicket{first, f001, "F001"});
  story.when(check_in(zhang)).then_refused(RefusalKind::conflict, "appointment.already_checked_in");
  story.when(LinkTicket{first, f001, "F001"}).then_nothing();
  story.when(LinkTicket{BookingId{"B1"}, f001, "F001"}).then_nothing();
}

BOOST_AUTO_TEST_CASE(a_booking_that_was_given_back_or_settled_cannot_be_checked_in,
                     *description("[Q-04]")) {
  auto story = book();
  story.did(booking(zhang), Cancel{code_of(zhang), {}, ""}).at(eight_thirty);
  story.when(check_in(zhang)).then_refused(RefusalKind::wrong_phase, "appointment.cancelled");
  auto other = monday_morning();
  other.by(WhoKind::staff, "clerk01").did(RecordOutcome{first, Status::no_show, ""});
  other.when(check_in(zhang)).then_refused(RefusalKind::wrong_phase, "appointment.settled");
}

BOOST_AUTO_TEST_CASE(what_becomes_of_the_ticket_becomes_of_its_booking, *description("[AP-05]")) {
  namespace room = waiting_room;
  auto story = monday_morning();
  story.did(check_in(zhang));
  auto issued = of_f001<room::Issued>();
  issued.number = "F001";
  follow(story, issued);
  BOOST_TEST(!story.answer<BookingView>(Find{first}).ticket.has_value());
  issued.appointment = first.value;
  follow(story, issued);
  BOOST_TEST(story.answer<BookingView>(Find{first}).number == "F001");
  const auto called = room::Status::called;
  BOOST_TEST((follow(story, of_f001<room::NoShow>()) == Status::no_show));
  BOOST_TEST((follow(story, undone(room::Act::no_show, called)) == Status::arrived));
  BOOST_TEST((follow(story, of_f001<room::Finished>()) == Status::honoured));
  auto voided = of_f001<room::Voided>();
  BOOST_TEST((follow(story, voided) == Status::refused));
  voided.ticket = TicketId{"20261123-A001"};
  BOOST_TEST((follow(story, voided) == Status::refused));
}

BOOST_AUTO_TEST_CASE(whoever_comes_back_after_a_no_show_has_arrived,
                     *description("[AP-05] [Q-17] [Q-22]")) {
  namespace room = waiting_room;
  const auto no_show = of_f001<room::NoShow>();
  auto special = of_f001<room::Called>();
  special.special = true;
  auto story = with_ticket();
  follow(story, no_show);
  BOOST_TEST((follow(story, of_f001<room::Called>()) == Status::no_show));
  BOOST_TEST((follow(story, special) == Status::arrived));
  BOOST_TEST((follow(story, undone(room::Act::call, room::Status::no_show)) == Status::no_show));
  BOOST_TEST((follow(story, of_f001<room::Returned>()) == Status::arrived));
  const auto ended = story.at(at("2026-11-24T04:00:00+08:00")).when(EndDay{}).fact<DayEnded>();
  BOOST_TEST(ended.no_shows.empty());
  BOOST_TEST((ended.unserved == std::vector{first}));
}

BOOST_AUTO_TEST_CASE(what_staff_recorded_stands_when_a_call_or_an_undone_act_made_something_else,
                     *description("[AP-05] [AP-06]")) {
  namespace room = waiting_room;
  auto special = of_f001<room::Called>();
  special.special = true;
  auto story = with_ticket();
  story.by(WhoKind::staff, "clerk01").did(RecordOutcome{first, Status::refused, "no papers"});
  BOOST_TEST((follow(story, special) == Status::refused));
  BOOST_TEST((follow(story, undone(room::Act::finish, room::Status::serving)) == Status::refused));
  BOOST_TEST((follow(story, undone(room::Act::call, room::Status::waiting)) == Status::refused));
}

BOOST_AUTO_TEST_CASE(the_days_end_makes_a_no_show_of_whoever_never_came, *description("[AP-05]")) {
  auto story = monday_morning();
  story.at(friday).did(booking(li));
  story.at(eight_thirty).did(check_in(li));
  const auto ended = story.at(at("2026-11-24T04:00:00+08:00")).when(EndDay{}).fact<DayEnded>();
  BOOST_TEST((ended.no_shows == std::vector{first}));
  BOOST_TEST((ended.unserved == std::vector{BookingId{"B20261120-0002"}}));
  story.when(EndDay{}).then_nothing();
  BOOST_TEST((status_of(story) == Status::no_show));
  BOOST_TEST((due(story.state())->at == at("2026-11-25T04:00:00+08:00")));
}

BOOST_AUTO_TEST_CASE(bookings_are_kept_for_so_many_days_and_no_longer) {
  auto story = monday_morning();
  story.at(at("2027-02-21T04:00:00+08:00")).did(EndDay{});
  story.answer<BookingView>(Find{first});
  story.at(at("2027-02-22T04:00:00+08:00")).did(EndDay{});
  BOOST_TEST(story.refused_answer(Find{first}) == "appointment.unknown");
}

BOOST_AUTO_TEST_CASE(staff_record_and_correct_an_outcome, *description("[AP-06]")) {
  auto story = with_ticket();
  story.by(WhoKind::staff, "clerk01");
  const auto fact = story.when(RecordOutcome{first, Status::refused, "材料不齐"});
  BOOST_TEST(fact.fact<OutcomeRecorded>().staff->value == "clerk01");
  story.when(RecordOutcome{first, Status::refused, "x"})
      .then_refused(RefusalKind::conflict, "appointment.settled");
  story.when(RecordOutcome{first, Status::honoured, ""}).then_accepted();
  story.when(RecordOutcome{first, Status::refused, ""})
      .then_refused(RefusalKind::invalid, "appointment.reason_missing");
  story.when(RecordOutcome{first, Status::cancelled, ""})
      .then_refused(RefusalKind::invalid, "appointment.bad_outcome");
  story.at(friday)
      .when(RecordOutcome{first, Status::no_show, ""})
      .then_refused(RefusalKind::wrong_phase, "appointment.of_a_later_day");
}

BOOST_AUTO_TEST_CASE(staff_find_bookings_by_state_day_service_and_code, *description("[AP-06]")) {
  auto story = with_ticket();
  story.at(friday).did(booking(li, tuesday, nine, residence)).at(eight_thirty);
  const auto found = [&](const Search& query) {
    return story.answer<BookingsView>(query).bookings.size();
  };
  BOOST_TEST(found({}) == 2u);
  BOOST_TEST(found({Status::arrived, {}, {}, "", 50}) == 1u);
  BOOST_TEST(found({{}, tuesday, {}, "", 50}) == 1u);
  BOOST_TEST(found({{}, {}, residence, "", 50}) == 1u);
  BOOST_TEST(found({{}, {}, {}, code_of(li), 50}) == 1u);
  BOOST_TEST(found({{}, {}, {}, "F001", 50}) == 1u);
  BOOST_TEST(found({{}, {}, {}, "", 1}) == 1u);
  BOOST_TEST(story.refused_answer(Search{{}, {}, {}, "", 0}) == "appointment.bad_limit");
  BOOST_TEST(!story.answer<BookingsView>(Search{}).bookings[0].code.has_value());
}

BOOST_AUTO_TEST_CASE(a_holder_finds_open_bookings_by_person_and_the_one_that_a_code_names) {
  auto story = with_ticket();
  BOOST_TEST(story.answer<BookingsView>(Mine{"", zhang, {}}).bookings.size() == 1u);
  BOOST_TEST(story.answer<BookingsView>(Mine{"", li, {}}).bookings.empty());
  BOOST_TEST(story.answer<BookingsView>(Mine{code_of(zhang), {}, {}}).bookings[0].code.has_value());
  BOOST_TEST(story.refused_answer(Mine{"x", {}, {}}) == "appointment.unknown");
}

BOOST_AUTO_TEST_CASE(a_days_use_counts_seats_taken_and_visitors_come, *description("[AP-06]")) {
  auto story = with_ticket();
  const auto use = story.answer<UseView>(Use{monday});
  BOOST_TEST(use.services.size() == 3u);
  BOOST_TEST_REQUIRE(use.slots.size() == 6u);
  BOOST_TEST(use.slots[0].capacity == 2);
  BOOST_TEST(use.slots[0].taken == 1);
  BOOST_TEST(use.slots[0].arrived == 1);
  BOOST_TEST(use.slots[1].taken == 0);
}

BOOST_AUTO_TEST_CASE(a_saved_book_is_the_same_book) {
  auto story = with_ticket();
  const auto again = load(save(story.state()));
  BOOST_TEST((again.facts == story.state().facts));
  BOOST_TEST((again.index.seats == story.state().index.seats));
  BOOST_TEST((again.index.tickets == story.state().index.tickets));
  BOOST_TEST(wants_snapshot(DayEnded{}));
}

BOOST_AUTO_TEST_SUITE_END()
