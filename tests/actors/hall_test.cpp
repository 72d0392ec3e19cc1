// The hall as a whole: open or closed, voiced or silent.
#include "actors/hall/hall.hpp"
#include "tests/support/story.hpp"

using namespace atrium;
using namespace atrium::hall;
using boost::unit_test::description;

namespace {

const Instant nine = from_iso8601("2026-11-21T01:00:00Z").value();
const Day today{20778};

Story<Entity> hall_of_today() {
  Story<Entity> story;
  story.at(nine).did(Configure{"1", {}, 240});
  return story;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(hall)

BOOST_AUTO_TEST_CASE(a_hall_stands_open_until_it_is_closed) {
  auto story = hall_of_today();
  BOOST_TEST(story.answer<HallView>(Overview{}).open);
  story.when(Open{}).then_refused(RefusalKind::conflict, "hall.already_open");
  story.when(Close{}).then(Closed{today, nine});
  BOOST_TEST(!story.told<HallView>().open);
}

BOOST_AUTO_TEST_CASE(a_closed_hall_opens_once) {
  auto story = hall_of_today();
  story.did(Close{}).when(Close{}).then_refused(RefusalKind::conflict, "hall.already_closed");
  story.when(Open{}).then(Opened{today, nine});
}

BOOST_AUTO_TEST_CASE(the_hall_calls_by_voice_silently_or_both, *description("[Q-26] [Q-27]")) {
  auto story = hall_of_today();
  story.when(SetMode{Mode::voiced}).then_refused(RefusalKind::conflict, "hall.already_in_mode");
  story.when(SetMode{Mode::silent}).then(ModeSet{Mode::silent, nine});
  BOOST_TEST((story.told<HallView>().mode == Mode::silent));
}

BOOST_AUTO_TEST_CASE(the_defined_mode_holds_until_another_is_set_or_defined,
                     *description("[Q-26] [Q-27]")) {
  Story<Entity> story;
  story.at(nine).when(Configure{"1", {}, 240, Mode::silent});
  BOOST_TEST((story.fact<ModeSet>().mode == Mode::silent));
  BOOST_TEST((story.told<HallView>().mode == Mode::silent));
  story.did(SetMode{Mode::both}).when(Configure{"2", {}, 240, Mode::silent});
  BOOST_TEST((story.fact<ModeSet>().mode == Mode::both));
  story.when(Configure{"2", {}, 240, Mode::voiced});
  BOOST_TEST((story.fact<ModeSet>().mode == Mode::voiced));
  story.when(Configure{"2", {}, 240, Mode::voiced}).then_nothing();
}

BOOST_AUTO_TEST_CASE(what_another_definition_changes_is_recorded, *description("[Q-34]")) {
  const std::vector<Change> changes{{"services/tax/offered", "true", "false"}};
  auto story = hall_of_today();
  story.when(Configure{"2", {}, 240, Mode::voiced, changes, 3});
  BOOST_TEST((story.fact<RulesChanged>() == RulesChanged{"2", changes, 3, nine}));
  story.when(Configure{"3", {}, 240, Mode::silent});
  const auto mode = story.fact<RulesChanged>().changes;
  BOOST_TEST((mode == std::vector<Change>{{"mode", R"("voiced")", R"("silent")"}}));
  story.when(Configure{"4", {}, 240, Mode::silent}).then(
      Configured{"4", {}, 240, nine, Mode::silent}, ModeSet{Mode::silent, nine});
}

BOOST_AUTO_TEST_CASE(the_business_day_turns_at_the_reset_time) {
  auto story = hall_of_today();
  BOOST_TEST(story.answer<HallView>(Overview{}).day == "2026-11-21");
  story.at(from_iso8601("2026-11-21T19:59:59Z").value());
  BOOST_TEST(story.answer<HallView>(Overview{}).day == "2026-11-21");
  story.at(from_iso8601("2026-11-21T20:00:00Z").value());
  BOOST_TEST(story.answer<HallView>(Overview{}).day == "2026-11-22");
}

BOOST_AUTO_TEST_CASE(the_same_definition_again_changes_nothing) {
  auto story = hall_of_today();
  story.at(nine + std::chrono::hours{1}).when(Configure{"1", {}, 240}).then_nothing();
  story.when(Configure{"2", {}, 240}).then_accepted();
  BOOST_TEST(story.told<HallView>().version == "2");
}

BOOST_AUTO_TEST_CASE(a_definition_with_a_bad_reset_or_a_long_version_is_refused) {
  auto story = hall_of_today();
  story.when(Configure{"2", {}, 1440}).then_refused(RefusalKind::invalid, "hall.bad_reset");
  story.when(Configure{std::string(65, 'x'), {}, 0})
      .then_refused(RefusalKind::invalid, "request.too_long");
}

BOOST_AUTO_TEST_CASE(a_hall_without_definition_does_nothing) {
  for (const auto& ask : std::vector<Command>{Open{}, Close{}, SetMode{Mode::both}}) {
    Story<Entity>{}.at(nine).when(ask).then_refused(RefusalKind::wrong_phase,
                                                    "hall.not_configured");
  }
}

BOOST_AUTO_TEST_SUITE_END()
