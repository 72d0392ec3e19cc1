// The question for a rating: asked, answered, withdrawn, timed out.
#include "devices/evaluator/evaluator.hpp"
#include "tests/support/story.hpp"

using namespace atrium;
using namespace atrium::evaluator;
using boost::unit_test::description;

namespace {

const Instant nine = from_iso8601("2026-11-21T01:00:00Z").value();
const WindowId window_3{"3"};
const TicketId a001{"20261121-A001"};
const TicketId a002{"20261121-A002"};
const StaffId clerk03{"clerk03"};
const AskRating ask_a001{window_3, a001, "A001", clerk03};

Story<Entity> story() {
  Story<Entity> story;
  story.at(nine);
  return story;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(evaluator)

BOOST_AUTO_TEST_CASE(a_visit_that_ended_is_asked_about_once, *description("[EV-01]")) {
  auto evaluator = story();
  evaluator.when(ask_a001).then(Asked{{window_3, a001, "A001", clerk03, 1}, nine});
  evaluator.when(ask_a001).then_nothing();
  BOOST_TEST(evaluator.answer<DeviceView>(Overview{}).desired.ticket.value == a001.value);
}

BOOST_AUTO_TEST_CASE(the_next_visit_replaces_the_question) {
  auto evaluator = story();
  evaluator.did(ask_a001).when(AskRating{window_3, a002, "A002", clerk03});
  BOOST_TEST(evaluator.fact<Asked>().question.sequence == 2);
}

BOOST_AUTO_TEST_CASE(an_answer_ends_its_own_question_only) {
  auto evaluator = story();
  evaluator.did(ask_a001);
  evaluator.when(Withdraw{a002}).then_nothing();
  evaluator.when(Withdraw{a001}).then(Withdrawn{a001, 2, nine});
  BOOST_TEST(evaluator.told<DeviceView>().desired.ticket.empty());
  evaluator.when(Withdraw{a001}).then_nothing();
}

BOOST_AUTO_TEST_CASE(a_question_without_a_name_withdraws_whatever_is_asked) {
  auto evaluator = story();
  evaluator.when(Withdraw{}).then_nothing();
  evaluator.did(ask_a001).when(Withdraw{}).then(Withdrawn{a001, 2, nine});
}

BOOST_AUTO_TEST_CASE(a_time_out_ends_the_question_and_is_no_rating) {
  auto evaluator = story();
  evaluator.did(ask_a001).when(Report{1, true}).then(TimedOut{a001, 2, nine});
  BOOST_TEST(evaluator.told<DeviceView>().desired.ticket.empty());
  BOOST_TEST(evaluator.told<DeviceView>().in_step);
}

BOOST_AUTO_TEST_CASE(a_late_time_out_does_not_end_the_next_question) {
  auto evaluator = story();
  evaluator.did(ask_a001, AskRating{window_3, a002, "A002", clerk03});
  evaluator.when(Report{1, true}).then_nothing();
}

BOOST_AUTO_TEST_CASE(the_device_says_what_it_shows) {
  auto evaluator = story();
  evaluator.did(ask_a001).when(Report{1, false}).then(Shown{1, nine});
  BOOST_TEST(evaluator.told<DeviceView>().in_step);
  evaluator.when(Report{1, false}).then_nothing();
}

BOOST_AUTO_TEST_CASE(what_was_never_asked_cannot_be_shown) {
  auto evaluator = story();
  evaluator.when(Report{1, false}).then_refused(RefusalKind::invalid, "evaluator.unknown_sequence");
}

BOOST_AUTO_TEST_CASE(a_question_is_about_a_ticket) {
  story()
      .when(AskRating{window_3, {}, "A001", clerk03})
      .then_refused(RefusalKind::invalid, "evaluator.no_ticket");
}

BOOST_AUTO_TEST_SUITE_END()
