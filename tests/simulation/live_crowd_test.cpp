// The crowd in a running node, on real threads and a clock that runs fast.
#include "simulation/live_crowd.hpp"

#include "ops/halls/read.hpp"
#include "persistence/journal/memory_journal.hpp"
#include "persistence/vault/vault.hpp"
#include "runtime/node/assembly.hpp"
#include "simulation/built_in.hpp"
#include "simulation/checkers/checker.hpp"
#include "simulation/model/arrivals.hpp"

#include <boost/test/unit_test.hpp>

#include <condition_variable>
#include <mutex>

namespace atrium::simulation {
namespace {

using namespace std::chrono_literals;

constexpr double speed = 300;
constexpr Position enough = 300;  // Events; a few minutes of an open hall.

halls::Definition small_hall() {
  return std::get<halls::Definition>(halls::parse(built_in_halls().back().second));
}

// Waits until the hall has written so many events; false when it takes too long.
bool wait_for(host::Feed& feed, Position position) {
  struct Bell {
    std::mutex mutex;
    std::condition_variable rung;
    Position head = 0;
  };
  const auto bell = std::make_shared<Bell>();
  const auto subscription = feed.subscribe([bell, &feed] {
    const auto head = feed.head();
    std::scoped_lock lock(bell->mutex);
    bell->head = head;
    bell->rung.notify_one();
  });
  std::unique_lock lock(bell->mutex);
  return bell->rung.wait_for(lock, 60s, [&] { return bell->head >= position; });
}

BOOST_AUTO_TEST_SUITE(live_crowd)

BOOST_AUTO_TEST_CASE(a_live_crowd_uses_the_hall_and_stops_and_starts_without_a_double_call) {
  const auto hall = small_hall();
  const auto morning =
      at_local({}, std::chrono::local_days{std::chrono::year{2026} / 11 / 23} + 8h + 20min);
  node::SimulatedClock clock(morning, speed);
  auto store = persistence::make_memory_store();
  auto vault = persistence::make_memory_vault();
  auto assembly = std::move(*node::Assembly::make(*store, clock, *vault, {hall}, {}));
  assembly->start();
  BOOST_TEST(assembly->await_configured().empty());
  const auto feed = assembly->host().feed(hall.hall);
  for (Position start = 1; start <= 3; ++start) {
    auto guest = invite_live_crowd("rush", assembly->host(), clock, {hall});
    BOOST_TEST_REQUIRE(guest.has_value());
    BOOST_TEST(wait_for(*feed, start * enough));
  }
  auto checkers = all_checkers(hall);
  const auto read = read_on(assembly->host(), hall.hall, 0, {}, [&](const Happening& happening) {
    for (auto& checker : checkers) checker->see(happening);
  });
  BOOST_TEST(read.has_value());
  for (const auto& checker : checkers) BOOST_TEST(checker->broken().empty());
  assembly->stop();
}

BOOST_AUTO_TEST_CASE(an_unknown_scenario_invites_nobody) {
  const auto hall = small_hall();
  node::SimulatedClock clock({}, speed);
  auto store = persistence::make_memory_store();
  auto vault = persistence::make_memory_vault();
  auto assembly = std::move(*node::Assembly::make(*store, clock, *vault, {hall}, {}));
  BOOST_TEST(!invite_live_crowd("nowhere", assembly->host(), clock, {hall}).has_value());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace atrium::simulation
