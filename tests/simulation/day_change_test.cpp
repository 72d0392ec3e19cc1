// The turn of a hall's day in virtual time: nobody presses anything, and the day still ends.
#include "actors/waiting_room/waiting_room.hpp"
#include "ops/halls/read.hpp"
#include "simulation/built_in.hpp"
#include "simulation/model/arrivals.hpp"
#include "simulation/virtual_hall.hpp"

#include <boost/test/unit_test.hpp>

namespace atrium::simulation {
namespace {

using namespace std::chrono_literals;

const Instant ten_in_the_evening =
    at_local({}, std::chrono::local_days{std::chrono::year{2026} / 11 / 23} + 22h);
const StreamId lines{"waiting_room", "main"};

struct Night {
  Night() {
    auto definition = std::get<halls::Definition>(halls::parse(built_in_halls().back().second));
    id = definition.hall;
    hall = std::move(*VirtualHall::make({std::move(definition)}, {ten_in_the_evening, {}}));
    hall->run_ready();
  }
  [[nodiscard]] Journal& journal() const { return hall->runtime().feed(id)->journal(); }

  PartitionId id;
  std::unique_ptr<VirtualHall> hall;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(day_change, Night)

BOOST_AUTO_TEST_CASE(the_day_ends_by_itself_at_the_reset_time,
                     *boost::unit_test::description("[Q-01] [Q-34]")) {
  hall->run_until(ten_in_the_evening + 12h);
  const auto events = journal().read(0, 100).value();
  const auto ended = std::ranges::find_if(events, [&](const Envelope& event) {
    return event.stream == lines && event.who.kind == WhoKind::timer;
  });
  BOOST_REQUIRE(ended != events.end());
  BOOST_TEST(to_iso8601(ended->at) == "2026-11-23T20:00:00.000Z");  // 04:00 in Hainan.
}

BOOST_AUTO_TEST_CASE(a_snapshot_of_the_lines_is_kept_at_each_turn_of_the_day) {
  BOOST_TEST(journal().snapshots(lines).value().empty());
  hall->run_until(ten_in_the_evening + 12h);
  hall->runtime().ask<waiting_room::Entity>(id, "main", waiting_room::CloseDoors{}, {}, {});
  hall->run_ready();  // A snapshot rides along with a later group.
  const auto snapshots = journal().snapshots(lines).value();
  BOOST_REQUIRE(snapshots.size() == 1U);
  BOOST_TEST(to_iso8601(snapshots[0].at) == "2026-11-23T20:00:00.000Z");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace atrium::simulation
