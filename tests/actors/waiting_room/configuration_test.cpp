// What the lines are made of, and which changes of it are taken.
#include "tests/actors/waiting_room/room.hpp"

#include <functional>

using namespace atrium;
using namespace atrium::waiting_room;
using boost::unit_test::description;

namespace {

Configuration changed(const std::function<void(Configuration&)>& change) {
  auto configuration = hall();
  configuration.version = "2";
  change(configuration);
  return configuration;
}

void refused(Room room, RefusalKind kind, const char* code,
             const std::function<void(Configuration&)>& change) {
  room.when(Configure{changed(change)}).then_refused(kind, code);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(configuration)

BOOST_AUTO_TEST_CASE(before_its_definition_arrives_a_room_does_nothing) {
  Room room;
  room.at(nine).when(take(passport));
  room.then_refused(RefusalKind::wrong_phase, "waiting_room.not_configured");
  BOOST_TEST(room.refused_answer(Floor{}) == "waiting_room.not_configured");
  BOOST_TEST(!due(room.state()).has_value());
}

BOOST_AUTO_TEST_CASE(the_same_definition_again_changes_nothing) {
  configured().when(Configure{hall()}).then_nothing();
}

BOOST_AUTO_TEST_CASE(a_new_window_and_service_are_there_at_once, *description("[Q-34]")) {
  auto room = open_room();
  room.did(take(passport));
  room.did(Configure{changed([](auto& next) {
    next.series.push_back({SeriesId{"c"}, "C", 2, 1, 0});
    next.services.push_back({ServiceId{"fishing"}, SeriesId{"c"}, true, 60});
    next.windows.push_back({WindowId{"5"}, {ServiceId{"fishing"}, passport}, {}, true});
  })});
  room.did(OpenWindow{WindowId{"5"}, {}});
  BOOST_TEST(room.when(take(ServiceId{"fishing"})).fact<Issued>().number == "C01");
  BOOST_TEST(serves_next(room, WindowId{"5"}) == "A001");
  BOOST_TEST(room.when(take(passport)).fact<Issued>().number == "A002");
}

BOOST_AUTO_TEST_CASE(a_faulty_definition_is_refused_whole) {
  const auto invalid = RefusalKind::invalid;
  refused(open_room(), invalid, "configuration.out_of_range", [](auto& c) { c.calls_max = 0; });
  refused(open_room(), invalid, "configuration.out_of_range",
          [](auto& c) { c.reset_minute = 1440; });
  refused(open_room(), invalid, "configuration.out_of_range",
          [](auto& c) { c.services[0].service_s = 0; });
  refused(open_room(), invalid, "configuration.bad_series",
          [](auto& c) { c.series[0].digits = 0; });
  refused(open_room(), invalid, "configuration.bad_series",
          [](auto& c) { c.series[0].prefix = "A1"; });
  refused(open_room(), invalid, "configuration.duplicate",
          [](auto& c) { c.series[1].prefix = "A"; });
  refused(open_room(), invalid, "configuration.duplicate",
          [](auto& c) { c.windows[1].window = c.windows[0].window; });
  refused(open_room(), invalid, "configuration.unknown_reference",
          [](auto& c) { c.windows[0].services = {ServiceId{"fishing"}}; });
  refused(open_room(), invalid, "configuration.unknown_reference",
          [](auto& c) { c.services[0].series = SeriesId{"z"}; });
}

BOOST_AUTO_TEST_CASE(a_window_in_use_is_not_removed) {
  refused(open_room(), RefusalKind::wrong_phase, "configuration.window_in_use",
          [](auto& c) { c.windows.erase(c.windows.begin()); });
  refused(open_room(), RefusalKind::wrong_phase, "configuration.window_in_use",
          [](auto& c) { c.windows[0].enabled = false; });
}

BOOST_AUTO_TEST_CASE(a_service_with_people_waiting_is_not_removed) {
  auto room = open_room();
  room.did(take(land));
  refused(room, RefusalKind::wrong_phase, "configuration.service_in_use", [](auto& c) {
    c.services.pop_back();
    c.windows[2].services = {tax};
    c.windows[3].services = {};
  });
}

BOOST_AUTO_TEST_CASE(a_series_with_numbers_out_today_keeps_its_prefix) {
  auto room = open_room();
  room.did(take(passport));
  refused(room, RefusalKind::wrong_phase, "configuration.series_in_use",
          [](auto& c) { c.series[0].prefix = "Z"; });
}

BOOST_AUTO_TEST_SUITE_END()
