// When a visit may be rated, and what the hall does about a rating that is not good.
#include "actors/evaluation/evaluation.hpp"
#include "actors/evaluation/exchange.hpp"
#include "tests/support/story.hpp"

using namespace atrium;
using namespace atrium::evaluation;
using namespace std::chrono_literals;
using boost::unit_test::description;

namespace {

Instant local(const std::string& text) { return from_iso8601(text + "+08:00").value(); }

// The last working day before the holidays of spring 2026; the next one is Feb 24.
const Instant saturday = local("2026-02-14T09:00:00");
const TicketId a001{"20260214-A001"};
const Served served{a001,   WindowId{"3"},         StaffId{"clerk03"},
                    "A001", ServiceId{"passport"}, saturday};

Give give(int level, Rules rules = {}) {
  Give ask{level, {}, "", served};
  ask.rules = std::make_shared<const Rules>(std::move(rules));
  return ask;
}

Give captured(int level, Instant at, int sequence = 7) {
  auto ask = give(level);
  ask.channel = "evaluator";
  ask.capture = Capture{"evaluator-3", 1, sequence, at};
  return ask;
}

Story<Entity> visit() {
  Story<Entity> story;
  story.at(saturday).by(WhoKind::citizen, "");
  return story;
}

// A poor rating, and its follow-up up to some step, all by chief01; the appeal by the rated one.
Story<Entity> poor(std::vector<Command> steps = {}) {
  auto story = visit();
  story.did(give(1));
  for (const auto& step : steps) {
    const bool rated = std::holds_alternative<Appeal>(step);
    story.by(WhoKind::staff, rated ? "clerk03" : "chief01").did(step);
  }
  story.by(WhoKind::staff, "chief01");
  return story;
}

const Verify upheld{true, "等候过久属实"};
const Appeal appeal{"系统故障所致"};
const Decide granted{true, "同意"};
const Close answer{"已增开窗口"};

}  // namespace

BOOST_AUTO_TEST_SUITE(follow_up)

BOOST_AUTO_TEST_CASE(a_visit_is_rated_within_five_working_days, *description("[EV-13] [EV-14]")) {
  visit().at(local("2026-02-28T23:59:59")).when(give(5)).then_accepted();
  visit()
      .at(local("2026-03-01T00:00:00"))
      .when(give(5))
      .then_refused(RefusalKind::wrong_phase, "evaluation.too_late");
}

BOOST_AUTO_TEST_CASE(the_time_for_rating_is_not_guessed_in_a_year_without_a_calendar) {
  auto ask = give(5);
  ask.served->finished_at = local("2026-12-31T10:00:00");
  visit().at(local("2027-06-01T10:00:00")).when(ask).then_accepted();
}

BOOST_AUTO_TEST_CASE(a_rating_says_by_which_channel_it_came, *description("[EV-02]")) {
  for (const std::string channel : {"evaluator", "tablet", "phone", "sms", "kiosk"}) {
    auto ask = give(5);
    ask.channel = channel;
    BOOST_TEST(visit().when(ask).fact<Given>().channel == channel);
  }
  auto ask = give(5);
  ask.channel = "pigeon";
  visit().when(ask).then_refused(RefusalKind::invalid, "evaluation.unknown_channel");
}

BOOST_AUTO_TEST_CASE(a_rating_captured_offline_is_taken_exactly_once, *description("[EV-14]")) {
  auto story = visit();
  story.at(saturday + 2h).did(captured(5, saturday + 1min));
  story.when(captured(5, saturday + 1min)).then_nothing();
  BOOST_TEST(story.told<RatingView>().level == 5);
  story.when(captured(5, saturday + 1min, 8))
      .then_refused(RefusalKind::conflict, "evaluation.already_given");
}

BOOST_AUTO_TEST_CASE(a_rating_captured_in_time_is_not_too_late_when_it_arrives) {
  visit().at(local("2026-03-05T09:00:00")).when(captured(5, saturday + 1min)).then_accepted();
}

BOOST_AUTO_TEST_CASE(a_capture_lies_between_the_end_of_the_service_and_now) {
  for (const auto at : {saturday - 1h, saturday + 1h}) {
    visit().when(captured(5, at)).then_refused(RefusalKind::invalid, "evaluation.bad_capture");
  }
}

BOOST_AUTO_TEST_CASE(deadlines_are_working_days_over_the_holidays, *description("[EV-11]")) {
  const auto opened = visit().when(give(2)).fact<FollowUpOpened>();
  BOOST_TEST((opened.accept_by == local("2026-02-25T00:00:00")));
  BOOST_TEST((opened.close_by == local("2026-03-01T00:00:00")));
  BOOST_TEST(opened.undated == "");
}

BOOST_AUTO_TEST_CASE(a_deadline_in_a_year_without_a_calendar_is_said_not_guessed) {
  auto ask = give(1);
  ask.served->finished_at = local("2026-12-30T10:00:00");
  auto story = visit();
  const auto opened = story.at(local("2026-12-30T10:05:00")).when(ask).fact<FollowUpOpened>();
  BOOST_TEST(!opened.close_by.has_value());
  BOOST_TEST(opened.undated == "calendar.year_not_published");
}

BOOST_AUTO_TEST_CASE(three_stars_are_followed_up_by_configuration, *description("[EV-15]")) {
  BOOST_TEST(visit().when(give(3)).fact<FollowUpOpened>().level == 3);
  Rules off;
  off.three_stars_followed = false;
  BOOST_TEST(visit().when(give(3, off)).accepted().size() == 1U);
  BOOST_TEST(visit().when(give(2, off)).accepted().size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_follow_up_goes_from_taking_up_to_an_answer, *description("[EV-11]")) {
  auto story = poor({TakeUp{}, upheld, appeal, granted, answer});
  const auto seen = story.answer<CaseView>(Case{}).follow_up.value();
  BOOST_TEST((seen.phase == Phase::closed));
  BOOST_TEST(seen.steps.size() == 6U);
  BOOST_TEST(seen.steps[1].staff == "chief01");
  BOOST_TEST(seen.steps[3].staff == "clerk03");
  BOOST_TEST(seen.steps[5].text == "已增开窗口");
  BOOST_TEST(!story.state().follow_up);
}

BOOST_AUTO_TEST_CASE(what_a_step_is_answered_carries_no_words) {
  auto story = poor({TakeUp{}});
  story.when(upheld);
  for (const auto& step : story.told<FollowUpView>().steps) BOOST_TEST(step.text == "");
}

BOOST_AUTO_TEST_CASE(a_wrong_step_is_refused_by_its_own_code, *description("[EV-11]")) {
  const auto no = [](std::vector<Command> before, Command step, RefusalKind kind,
                     const std::string& code) {
    auto story = poor(std::move(before));
    if (std::holds_alternative<Appeal>(step)) story.by(WhoKind::staff, "clerk03");
    story.when(step).then_refused(kind, code);
  };
  const auto wrong = RefusalKind::wrong_phase, conflict = RefusalKind::conflict;
  no({TakeUp{}}, TakeUp{}, conflict, "evaluation.already_taken_up");
  no({}, upheld, wrong, "evaluation.not_taken_up");
  no({TakeUp{}, upheld}, upheld, conflict, "evaluation.already_verified");
  no({TakeUp{}}, Verify{true, ""}, RefusalKind::invalid, "evaluation.words_missing");
  no({TakeUp{}}, appeal, wrong, "evaluation.not_verified");
  no({TakeUp{}, Verify{false, "不属实"}}, appeal, wrong, "evaluation.nothing_to_appeal");
  no({TakeUp{}, upheld, appeal}, appeal, conflict, "evaluation.already_appealed");
  no({TakeUp{}, upheld}, granted, wrong, "evaluation.not_appealed");
  no({TakeUp{}, upheld, appeal, granted}, granted, conflict, "evaluation.already_decided");
  no({TakeUp{}}, answer, wrong, "evaluation.not_verified");
  no({TakeUp{}, upheld, appeal}, answer, wrong, "evaluation.appeal_open");
  no({TakeUp{}, upheld}, Close{""}, RefusalKind::invalid, "evaluation.words_missing");
  no({TakeUp{}, upheld, answer}, answer, conflict, "evaluation.already_closed");
}

BOOST_AUTO_TEST_CASE(a_follow_up_needs_a_rating_that_is_followed_up) {
  auto story = visit();
  story.did(give(5)).by(WhoKind::staff, "chief01").when(TakeUp{});
  story.then_refused(RefusalKind::not_found, "evaluation.not_followed_up");
}

BOOST_AUTO_TEST_CASE(nobody_looks_into_the_own_rating_and_only_the_rated_one_appeals) {
  auto story = poor();
  story.by(WhoKind::staff, "clerk03").when(TakeUp{});
  story.then_refused(RefusalKind::forbidden, "evaluation.own_rating");
  auto other = poor({TakeUp{}, upheld});
  other.when(appeal).then_refused(RefusalKind::forbidden, "evaluation.not_the_rated");
  auto nobody = poor();
  nobody.by(WhoKind::staff, "").when(TakeUp{});
  nobody.then_refused(RefusalKind::invalid, "evaluation.staff_missing");
}

BOOST_AUTO_TEST_CASE(a_deadline_is_told_a_day_before_and_when_it_is_past) {
  auto story = poor();
  BOOST_TEST((due(story.state())->at == local("2026-02-24T00:00:00")));
  story.at(local("2026-02-24T00:00:00")).by(WhoKind::timer, "").when(Remind{});
  BOOST_TEST(!story.fact<FollowUpReminded>().overdue);
  BOOST_TEST((due(story.state())->at == local("2026-02-25T00:00:00")));
  story.at(local("2026-02-25T00:00:00")).when(Remind{});
  BOOST_TEST(story.fact<FollowUpReminded>().overdue);
  BOOST_TEST(!due(story.state()).has_value());
  BOOST_TEST(story.answer<CaseView>(Case{}).follow_up->overdue);
}

BOOST_AUTO_TEST_CASE(once_taken_up_the_deadline_is_that_of_the_answer_and_closing_ends_it) {
  auto story = poor({TakeUp{}});
  BOOST_TEST((due(story.state())->at == local("2026-02-28T00:00:00")));
  story.when(Remind{}).then_nothing();
  story.did(upheld, answer);
  BOOST_TEST(!due(story.state()).has_value());
}

BOOST_AUTO_TEST_CASE(very_satisfied_is_5_at_the_interfaces_and_1_in_the_standard) {
  BOOST_TEST(satisfaction_figure(visit().when(give(5)).fact<Given>()) == "5");
  BOOST_TEST(satisfaction_code(5) == 1);
  BOOST_TEST(satisfaction_words(5) == "非常满意");
  BOOST_TEST(satisfaction_words(1) == "非常不满意");
  for (int level = level_min; level <= level_max; ++level)
    BOOST_TEST(level_max + 1 - satisfaction_code(level) == level);
}

BOOST_AUTO_TEST_CASE(channels_and_tags_have_their_public_codes) {
  BOOST_TEST(channel_code("tablet") == "4");
  BOOST_TEST(channel_words("sms") == "短信");
  BOOST_TEST(channel_words("pigeon") == "");
  Given given;
  given.tags = {"510", "517"};
  BOOST_TEST(detail_codes(given) == "510,517");
}

BOOST_AUTO_TEST_SUITE_END()
