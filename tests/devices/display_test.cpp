// What a display is to show, and what it says it shows.
#include "devices/display/display.hpp"
#include "tests/support/story.hpp"

using namespace atrium;
using namespace atrium::display;
using boost::unit_test::description;

namespace {

const Instant nine = from_iso8601("2026-11-21T01:00:00Z").value();
const WindowId window_3{"3"};
const Show call_a001{window_3, "A001", Face::called, "", 1};
const Show idle{window_3, "", Face::idle, "", 0};

Story<Entity> story() {
  Story<Entity> story;
  story.at(nine);
  return story;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(display)

BOOST_AUTO_TEST_CASE(every_wish_has_the_next_sequence, *description("[DS-01]")) {
  auto display = story();
  display.when(call_a001).then(Directed{{window_3, "A001", Face::called, "", 1, 1}, nine});
  display.when(idle).then(Directed{{window_3, "", Face::idle, "", 0, 2}, nine});
}

BOOST_AUTO_TEST_CASE(the_same_wish_again_changes_nothing) {
  auto display = story();
  display.did(call_a001).when(call_a001).then_nothing();
}

BOOST_AUTO_TEST_CASE(another_announcement_of_a_number_is_another_wish, *description("[Q-17]")) {
  auto display = story();
  auto again = call_a001;
  again.calls = 2;
  display.did(call_a001).when(again);
  BOOST_TEST(display.fact<Directed>().content.sequence == 2);
}

BOOST_AUTO_TEST_CASE(a_display_is_in_step_once_it_shows_the_last_wish) {
  auto display = story();
  display.did(call_a001, idle);
  display.when(Report{1}).then(Shown{1, nine});
  BOOST_TEST(display.told<DeviceView>().reported.number == "A001");
  BOOST_TEST(!display.told<DeviceView>().in_step);
  display.when(Report{2}).then(Shown{2, nine});
  BOOST_TEST(display.told<DeviceView>().in_step);
}

BOOST_AUTO_TEST_CASE(one_screen_over_two_windows_keeps_the_number_of_each,
                     *description("[Q-32] [DS-01]")) {
  auto display = story();
  const Show call_a002{WindowId{"1"}, "A002", Face::called, "", 1};
  display.did(call_a001, call_a002, Show{WindowId{"1"}, "A002", Face::serving, "", 0});
  const auto faces = display.answer<DeviceView>(Overview{}).faces;
  BOOST_TEST_REQUIRE(faces.size() == 2U);
  BOOST_TEST(faces[0].window.value == "1");
  BOOST_TEST((faces[0].state == Face::serving));
  BOOST_TEST(faces[1].number == "A001");
  display.did(Show{window_3, "", Face::paused, "开会", 0});
  BOOST_TEST(display.answer<DeviceView>(Overview{}).faces[1].text == "开会");
  BOOST_TEST(display.answer<DeviceView>(Overview{}).faces[0].number == "A002");
}

BOOST_AUTO_TEST_CASE(an_old_report_changes_nothing) {
  auto display = story();
  display.did(call_a001, idle, Report{2}).when(Report{1}).then_nothing();
  display.when(Report{2}).then_nothing();
}

BOOST_AUTO_TEST_CASE(what_was_never_wished_cannot_be_shown) {
  auto display = story();
  display.did(call_a001);
  display.when(Report{2}).then_refused(RefusalKind::invalid, "display.unknown_sequence");
  display.when(Report{-1}).then_refused(RefusalKind::invalid, "display.unknown_sequence");
}

BOOST_AUTO_TEST_CASE(a_display_that_was_away_long_catches_up_with_the_last_wish) {
  auto display = story();
  for (int i = 0; i < 20; ++i) display.did(call_a001, idle);
  BOOST_TEST(display.state().unreported.size() == unreported_max);
  display.did(Report{3});
  BOOST_TEST(display.state().reported.sequence == 3);
  display.did(Report{40});
  BOOST_TEST(display.answer<DeviceView>(Overview{}).in_step);
}

BOOST_AUTO_TEST_CASE(a_text_that_is_too_long_is_refused) {
  story()
      .when(Show{window_3, "", Face::paused, std::string(201, 'x'), 0})
      .then_refused(RefusalKind::invalid, "request.too_long");
}

BOOST_AUTO_TEST_SUITE_END()
