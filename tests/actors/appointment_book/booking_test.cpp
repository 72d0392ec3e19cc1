// Slots and seats: who gets one, who does not and why, moving and giving back.
#include "tests/actors/appointment_book/book.hpp"

using namespace atrium;
using namespace atrium::appointment_book;
using namespace atrium::appointment_book::test;
using boost::unit_test::description;

namespace {

Book from_platform(const SubjectId& person) {
  auto ask = booking(person);
  ask.channel = "platform";
  ask.reference = "HN-1";
  return ask;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(appointment_book_booking)

BOOST_AUTO_TEST_CASE(a_booking_takes_a_seat_and_answers_with_its_code,
                     *description("[AP-01] [AP-02]")) {
  auto story = book();
  const auto fact = story.when(booking(zhang)).fact<Booked>();
  BOOST_TEST(fact.booking.booking.value == "B20261120-0001");
  BOOST_TEST((fact.booking.at == at("2026-11-23T09:00:00+08:00")));
  BOOST_TEST((fact.booking.ends == at("2026-11-23T09:30:00+08:00")));
  BOOST_TEST(fact.booking.holder.name.subject.value == "p-zhang");
  const auto told = story.told<BookingView>();
  BOOST_TEST(told.code.value() == code_of(zhang));
  BOOST_TEST(told.begins == "09:00");
  BOOST_TEST(told.name.value() == "张*");
  BOOST_TEST(told.phone.value() == "****5678");
}

BOOST_AUTO_TEST_CASE(services_named_together_share_their_seats, *description("[AP-02]")) {
  auto story = book();
  story.did(booking(zhang), booking(li, monday, nine, residence));
  story.when(booking(SubjectId{"p-wang"}))
      .then_refused(RefusalKind::exhausted, "appointment.slot_full");
  const auto slots = story.answer<SlotsView>(Slots{residence, monday});
  BOOST_TEST(slots.slots.size() == 6u);
  BOOST_TEST(slots.slots[0].free == 0);
  BOOST_TEST(slots.slots[0].refusal == "appointment.slot_full");
  BOOST_TEST(slots.slots[1].free == 2);
  BOOST_TEST(slots.slots[1].bookable);
}

BOOST_AUTO_TEST_CASE(a_slot_that_there_is_not_is_refused_each_case_with_its_own_code,
                     *description("[AP-02]")) {
  auto story = book();
  const auto refused = [&](Book ask, RefusalKind kind, const char* code) {
    story.when(std::move(ask)).then_refused(kind, code);
  };
  refused(booking(zhang, monday, nine, ServiceId{"tax"}), RefusalKind::not_found,
          "appointment.service_not_bookable");
  refused(booking(zhang, monday, nine + 7), RefusalKind::not_found, "appointment.slot_unknown");
  refused(booking(zhang, {monday.days - 1}), RefusalKind::wrong_phase,
          "appointment.not_a_working_day");
  refused(booking(zhang, {friday_day.days - 1}), RefusalKind::wrong_phase,
          "appointment.of_a_past_day");
  refused(booking(zhang, {friday_day.days + 8}), RefusalKind::wrong_phase,
          "appointment.not_released");
  refused(booking(zhang, friday_day, 10 * 60), RefusalKind::wrong_phase,
          "appointment.booking_closed");
  auto nobody = booking(zhang);
  nobody.person = {};
  refused(nobody, RefusalKind::invalid, "appointment.holder_missing");
  story.did(booking(zhang));
  refused(booking(zhang, tuesday), RefusalKind::conflict, "appointment.code_taken");
}

BOOST_AUTO_TEST_CASE(a_day_is_released_so_many_days_before_at_the_time_of_release,
                     *description("[AP-02]")) {
  auto story = book();
  const Day friday_next{friday_day.days + 7};
  story.at(at("2026-11-20T07:59:59+08:00"))
      .when(booking(zhang, friday_next))
      .then_refused(RefusalKind::wrong_phase, "appointment.not_released");
  story.at(at("2026-11-20T08:00:00+08:00")).when(booking(zhang, friday_next)).then_accepted();
}

BOOST_AUTO_TEST_CASE(a_year_that_is_not_published_is_refused_by_name_not_guessed,
                     *description("[AP-02]")) {
  auto story = book();
  story.at(at("2026-12-30T10:00:00+08:00"))
      .when(booking(zhang, day_from("2027-01-05").value()))
      .then_refused(RefusalKind::wrong_phase, "calendar.year_not_published");
  BOOST_TEST(story.refusal().detail.find("2027") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(holidays_and_the_halls_own_closed_days_have_no_slots,
                     *description("[AP-02]")) {
  auto rules = configuration();
  rules.closed = {tuesday};
  auto story = book(rules);
  story.when(booking(zhang, tuesday))
      .then_refused(RefusalKind::wrong_phase, "appointment.not_a_working_day");
  story.at(at("2026-09-24T10:00:00+08:00"))
      .when(booking(zhang, day_from("2026-09-25").value()))
      .then_refused(RefusalKind::wrong_phase, "appointment.not_a_working_day");
}

BOOST_AUTO_TEST_CASE(slots_may_be_on_weekdays_whatever_the_calendar_says) {
  auto story = book();
  const Day saturday{friday_day.days + 1};
  story.when(booking(zhang, saturday, nine, general)).then_accepted();
}

BOOST_AUTO_TEST_CASE(a_person_books_once_a_day_and_another_person_of_the_same_phone_too,
                     *description("[AP-02]")) {
  auto story = book();
  story.did(booking(zhang));
  auto again = booking(zhang, monday, half_past_nine);
  again.code = "other";
  story.when(again).then_refused(RefusalKind::conflict, "appointment.already_booked");
  auto family = booking(li, monday, half_past_nine);
  family.contact = SubjectId{"phone-p-zhang"};
  story.when(family).then_accepted();
}

BOOST_AUTO_TEST_CASE(a_booking_of_a_platform_is_taken_in_once, *description("[AP-04]")) {
  auto story = book();
  story.did(from_platform(zhang));
  auto again = from_platform(zhang);
  again.code = "another";
  story.when(again).then_nothing();
  BOOST_TEST(story.told<BookingView>().booking.value == "B20261120-0001");
}

BOOST_AUTO_TEST_CASE(a_reference_opens_nobody_elses_booking, *description("[AP-04]")) {
  auto story = book();
  story.did(from_platform(zhang));
  auto stranger = from_platform(li);
  stranger.code = "another";
  story.when(stranger).then_refused(RefusalKind::conflict, "appointment.reference_taken");
  for (const auto* channel : {"web", "kiosk", "counter"}) {
    auto guess = from_platform(zhang);
    guess.channel = channel;
    story.when(guess).then_refused(RefusalKind::invalid, "appointment.reference_of_nobody");
  }
}

BOOST_AUTO_TEST_CASE(a_change_takes_the_new_seat_and_gives_the_old_one_back_in_one_step,
                     *description("[AP-02]")) {
  auto story = book();
  story.did(booking(zhang), booking(li));
  const auto moved = story.when(Change{code_of(zhang), {}, monday, half_past_nine}).fact<Changed>();
  BOOST_TEST((moved.to == at("2026-11-23T09:30:00+08:00")));
  story.when(booking(SubjectId{"p-wang"})).then_accepted();
  story.when(Change{code_of(zhang), {}, monday, nine})
      .then_refused(RefusalKind::exhausted, "appointment.slot_full");
  BOOST_TEST(story.answer<BookingView>(Find{BookingId{"B20261120-0001"}}).begins == "09:30");
  story.when(Change{code_of(zhang), {}, monday, half_past_nine})
      .then_refused(RefusalKind::conflict, "appointment.same_slot");
}

BOOST_AUTO_TEST_CASE(a_cancelled_seat_is_free_at_once_or_after_the_time_set,
                     *description("[AP-02]")) {
  for (const int after : {0, 600}) {
    auto rules = configuration();
    rules.freed_after_s = after;
    auto story = book(rules);
    story.did(booking(zhang), booking(li), Cancel{code_of(zhang), {}, ""});
    const auto wang = booking(SubjectId{"p-wang"});
    if (after > 0) {
      story.when(wang).then_refused(RefusalKind::exhausted, "appointment.slot_full");
      story.at(friday + std::chrono::seconds{after});
    }
    story.when(wang).then_accepted();
    story.when(booking(SubjectId{"p-zhao"}))
        .then_refused(RefusalKind::exhausted, "appointment.slot_full");
  }
}

BOOST_AUTO_TEST_CASE(giving_back_is_refused_each_case_with_its_own_code, *description("[AP-02]")) {
  auto story = book();
  story.when(Cancel{"nothing", {}, ""}).then_refused(RefusalKind::not_found, "appointment.unknown");
  story.did(booking(zhang), booking(li), Cancel{code_of(zhang), {}, "有事"});
  story.when(Cancel{code_of(zhang), {}, ""})
      .then_refused(RefusalKind::conflict, "appointment.cancelled");
  story.at(at("2026-11-23T08:00:01+08:00"))
      .when(Cancel{code_of(li), {}, ""})
      .then_refused(RefusalKind::wrong_phase, "appointment.cancel_closed");
  story.by(WhoKind::staff, "clerk01").when(Cancel{"", BookingId{"B20261120-0002"}, "来电"});
  story.then_accepted();
  story.by(WhoKind::citizen, "").at(friday).did(booking(SubjectId{"p-wang"}, tuesday));
  story.at(at("2026-11-24T08:30:00+08:00")).did(check_in(SubjectId{"p-wang"}));
  story.when(Cancel{code_of(SubjectId{"p-wang"}), {}, ""})
      .then_refused(RefusalKind::wrong_phase, "appointment.already_checked_in");
}

BOOST_AUTO_TEST_CASE(whoever_stays_away_too_often_books_nothing_for_a_time,
                     *description("[AP-02]")) {
  auto rules = configuration();
  rules.penalty_no_shows = 1;
  rules.penalty_days = 3;
  auto story = book(rules);
  story.did(booking(zhang));
  auto again = booking(zhang, {tuesday.days + 1});
  again.code = "again";
  story.at(at("2026-11-24T10:00:00+08:00"))
      .when(again)
      .then_refused(RefusalKind::forbidden, "appointment.blocked");
  again.day = {tuesday.days + 3};
  story.at(at("2026-11-27T08:00:00+08:00")).when(again).then_accepted();
}

BOOST_AUTO_TEST_CASE(a_no_show_that_staff_took_back_is_no_reason_for_a_penalty,
                     *description("[AP-06]")) {
  auto rules = configuration();
  rules.penalty_no_shows = 1;
  auto story = book(rules);
  story.did(booking(zhang));
  story.at(at("2026-11-24T10:00:00+08:00")).by(WhoKind::staff, "clerk01").did(EndDay{});
  story.did(RecordOutcome{BookingId{"B20261120-0001"}, Status::honoured, ""});
  auto again = booking(zhang, {tuesday.days + 1});
  again.code = "again";
  story.when(again).then_accepted();
}

BOOST_AUTO_TEST_CASE(texts_that_are_too_long_and_rules_that_make_no_sense_are_refused) {
  auto story = book();
  auto long_name = booking(zhang);
  long_name.holder.name.value = std::string(200, 'x');
  story.when(long_name).then_refused(RefusalKind::invalid, "request.too_long");
  auto senseless = configuration();
  senseless.blocks[0].capacity = 0;
  story.when(Configure{senseless})
      .then_refused(RefusalKind::invalid, "appointment.bad_configuration");
  Story<Entity> empty;
  empty.at(friday).when(booking(zhang));
  empty.then_refused(RefusalKind::wrong_phase, "appointment.not_configured");
  BOOST_TEST(empty.refused_answer(Days{passport}) == "appointment.not_configured");
  empty.when(Configure{}).then_nothing();
}

BOOST_AUTO_TEST_CASE(each_day_up_to_the_last_released_one_tells_whether_it_can_be_booked,
                     *description("[AP-01]")) {
  auto story = book();
  const auto days = story.answer<DaysView>(Days{passport}).days;
  BOOST_TEST_REQUIRE(days.size() == 8u);
  BOOST_TEST(days[1].refusal == "appointment.not_a_working_day");
  BOOST_TEST(days[3].day == "2026-11-23");
  BOOST_TEST(days[3].bookable);
  BOOST_TEST(days[3].free == 12);
  BOOST_TEST(story.refused_answer(Days{ServiceId{"tax"}}) == "appointment.service_not_bookable");
  BOOST_TEST(story.refused_answer(Slots{passport, {1}}) == "appointment.of_a_past_day");
}

BOOST_AUTO_TEST_SUITE_END()
