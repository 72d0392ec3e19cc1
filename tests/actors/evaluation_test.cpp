// One rating per visit, by the citizen.
#include "actors/evaluation/evaluation.hpp"
#include "tests/support/story.hpp"

using namespace atrium;
using namespace atrium::evaluation;
using boost::unit_test::description;

namespace {

const Instant nine = from_iso8601("2026-11-21T01:00:00Z").value();
const TicketId a001{"20261121-A001"};
const Served served_at_window_3{a001, WindowId{"3"}, StaffId{"clerk03"}};

Story<Entity> visit() {
  Story<Entity> story;
  story.at(nine).by(WhoKind::citizen, "");
  return story;
}

Give give(int level, std::vector<std::string> tags = {}, std::string text = "") {
  return {level, std::move(tags), std::move(text), served_at_window_3};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(evaluation)

BOOST_AUTO_TEST_CASE(a_served_visit_is_rated_with_level_tags_and_text,
                     *description("[EV-01] [EV-03] [EV-04]")) {
  auto story = visit();
  const auto given = story.when(give(5, {"510", "517"}, "谢谢")).fact<Given>();
  BOOST_TEST(given.ticket.value == "20261121-A001");
  BOOST_TEST(given.window.value == "3");
  BOOST_TEST(given.staff.value == "clerk03");
  BOOST_TEST(given.level == 5);
  BOOST_TEST(given.text.value == "谢谢");
  BOOST_TEST(given.text.subject.value == "20261121-A001");
  BOOST_TEST(story.told<RatingView>().level == 5);
}

BOOST_AUTO_TEST_CASE(a_visit_is_rated_at_most_once, *description("[EV-14]")) {
  auto story = visit();
  story.did(give(5)).when(give(1)).then_refused(RefusalKind::conflict, "evaluation.already_given");
  BOOST_TEST(story.answer<RatingView>(Rating{}).level == 5);
}

BOOST_AUTO_TEST_CASE(a_visit_that_was_not_served_is_not_rated) {
  visit().when(Give{5, {}, "", {}}).then_refused(RefusalKind::wrong_phase, "evaluation.not_served");
}

BOOST_AUTO_TEST_CASE(a_level_is_one_to_five, *description("[EV-03]")) {
  for (const int level : {0, 6, -1}) {
    visit().when(give(level)).then_refused(RefusalKind::invalid, "evaluation.bad_level");
  }
}

BOOST_AUTO_TEST_CASE(a_tag_is_an_option_code_of_its_level_once) {
  for (const auto& tags : std::vector<std::vector<std::string>>{
           {"410"}, {"599"}, {"5100"}, {"51"}, {"51x"}, {""}, {"510", "510"}}) {
    visit().when(give(5, tags)).then_refused(RefusalKind::invalid, "evaluation.bad_tag");
  }
  for (const auto& [level, tag] : std::vector<std::pair<int, std::string>>{
           {1, "108"}, {1, "115"}, {2, "207"}, {3, "314"}, {4, "406"}, {5, "517"}}) {
    visit().when(give(level, {tag})).then_accepted();
  }
}

BOOST_AUTO_TEST_CASE(a_text_has_at_most_five_hundred_characters) {
  std::string text;
  for (int i = 0; i < 500; ++i) text += "好";
  visit().when(give(5, {}, text)).then_accepted();
  visit()
      .when(give(5, {}, text + "好"))
      .then_refused(RefusalKind::invalid, "evaluation.text_too_long");
}

BOOST_AUTO_TEST_CASE(the_clerk_cannot_rate_the_own_service) {
  auto story = visit();
  story.by(WhoKind::staff, "clerk03").when(give(5));
  story.then_refused(RefusalKind::forbidden, "evaluation.by_the_clerk");
}

BOOST_AUTO_TEST_CASE(a_poor_rating_is_followed_up_at_once, *description("[EV-09] [EV-11]")) {
  for (const int level : {1, 2}) {
    auto story = visit();
    BOOST_TEST(story.when(give(level)).fact<FollowUpOpened>().level == level);
    BOOST_TEST(story.state().follow_up);
  }
  BOOST_TEST(visit().when(give(4)).accepted().size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_visit_without_a_rating_says_so) {
  auto story = visit();
  BOOST_TEST(story.refused_answer(Rating{}) == "evaluation.not_given");
}

BOOST_AUTO_TEST_SUITE_END()
