// A hall takes its definition anew when anything in it has changed, and only then.
#include "runtime/node/configuration.hpp"

#include <boost/test/unit_test.hpp>

#include <functional>
#include <vector>

using namespace atrium;

BOOST_AUTO_TEST_SUITE(configuration)

BOOST_AUTO_TEST_CASE(every_change_of_a_definition_makes_another_version) {
  halls::Definition hall;
  hall.series.push_back({SeriesId{"A"}, 3, 1, 0});
  hall.services.push_back({ServiceId{"passport"}, {}, SeriesId{"A"}, {}, std::chrono::minutes{5}});
  const auto version = node::version_of(hall);
  BOOST_TEST(node::version_of(hall) == version);
  const std::vector<std::function<void(halls::Definition&)>> changes{
      [](auto& changed) { changed.calling.calls_max = 2; },
      [](auto& changed) { changed.calling.transfer_to_front = true; },
      [](auto& changed) { changed.calling.undo = std::chrono::seconds{30}; },
      [](auto& changed) { changed.appointments.order = halls::Order::by_time; },
      [](auto& changed) { changed.reset = std::chrono::minutes{60}; },
      [](auto& changed) { changed.series[0].daily_limit = 10; },
      [](auto& changed) { changed.services[0].offered = false; },
      [](auto& changed) { changed.windows.push_back({}); }};
  for (const auto& change : changes) {
    auto changed = hall;
    change(changed);
    BOOST_TEST(node::version_of(changed) != version);
  }
}

BOOST_AUTO_TEST_CASE(a_window_without_a_zone_is_announced_by_no_speaker) {
  halls::Definition hall;
  hall.zones.push_back({ZoneId{"east"}, {"东厅", "East"}, {}});
  hall.windows.resize(2);
  hall.windows[0].number = WindowId{"1"};
  hall.windows[0].zone = ZoneId{"east"};
  hall.windows[1].number = WindowId{"2"};
  const auto speech = node::speech_of(hall);
  BOOST_TEST(speech.windows.size() == 1);
  BOOST_TEST(speech.windows.at(WindowId{"1"}).speaker == "east");
}

BOOST_AUTO_TEST_SUITE_END()
