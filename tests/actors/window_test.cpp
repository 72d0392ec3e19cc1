// The people at a window, as the waiting room's decisions tell them.
#include "actors/window/window.hpp"
#include "tests/support/story.hpp"

using namespace atrium;
using namespace atrium::window;
using boost::unit_test::description;

namespace {

const Instant nine = from_iso8601("2026-11-21T01:00:00Z").value();
const Instant ten = nine + std::chrono::hours{1};
const StaffId clerk03{"clerk03"};
const StaffId clerk04{"clerk04"};

Story<Entity> staffed() {
  Story<Entity> story;
  story.given(Staffed{clerk03, nine}).at(ten);
  return story;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(window)

BOOST_AUTO_TEST_CASE(who_opens_a_window_sits_at_it_from_then_on, *description("[Q-25]")) {
  Story<Entity> story;
  story.at(ten).when(FollowOpened{clerk03, nine}).then(Staffed{clerk03, nine});
  BOOST_TEST(story.told<AttendanceView>().staff->value == "clerk03");
  BOOST_TEST((story.told<AttendanceView>().since == nine));
}

BOOST_AUTO_TEST_CASE(a_change_of_clerk_is_a_leaving_and_a_coming) {
  staffed().when(FollowOpened{clerk04, ten}).then(Left{clerk03, ten}, Staffed{clerk04, ten});
}

BOOST_AUTO_TEST_CASE(a_closed_window_has_nobody_at_it) {
  auto story = staffed();
  story.did(FollowPaused{"lunch", nine}).when(FollowClosed{ten}).then(Left{clerk03, ten});
  BOOST_TEST(!story.told<AttendanceView>().staff.has_value());
  BOOST_TEST(!story.told<AttendanceView>().paused);
}

BOOST_AUTO_TEST_CASE(a_pause_has_its_reason_until_it_ends, *description("[Q-21]")) {
  auto story = staffed();
  story.when(FollowPaused{"lunch", nine}).then(Paused{"lunch", nine});
  BOOST_TEST(story.told<AttendanceView>().reason == "lunch");
  story.when(FollowResumed{ten}).then(Resumed{ten});
  BOOST_TEST(story.told<AttendanceView>().reason.empty());
}

BOOST_AUTO_TEST_CASE(following_what_is_known_adds_nothing) {
  auto story = staffed();
  story.when(FollowOpened{clerk03, ten}).then_nothing();
  story.when(FollowResumed{ten}).then_nothing();
  story.did(FollowPaused{"lunch", nine}).when(FollowPaused{"lunch", nine}).then_nothing();
  story.did(FollowClosed{ten}).when(FollowClosed{ten}).then_nothing();
}

BOOST_AUTO_TEST_CASE(the_staff_away_text_is_set_freely, *description("[Q-21]")) {
  auto story = staffed();
  story.when(SetText{"马上回来"}).then(TextSet{"马上回来", ten});
  story.when(SetText{"马上回来"}).then_nothing();
  story.when(SetText{std::string(201, 'x')}).then_refused(RefusalKind::invalid, "request.too_long");
}

BOOST_AUTO_TEST_SUITE_END()
