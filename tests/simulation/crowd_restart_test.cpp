// A crowd in a hall: it goes on where the hall stands after both were ended without warning, and
// its days obey Little's law.
#include "ops/halls/read.hpp"
#include "simulation/built_in.hpp"
#include "simulation/checkers/checker.hpp"
#include "simulation/model/arrivals.hpp"
#include "simulation/statistics/ledger.hpp"
#include "simulation/virtual_hall.hpp"

#include <boost/test/unit_test.hpp>

#include <cmath>

namespace atrium::simulation {
namespace {

using namespace std::chrono_literals;

const Instant six = at_local({}, std::chrono::local_days{std::chrono::year{2026} / 11 / 23} + 6h);

halls::Definition small_hall() {
  return std::get<halls::Definition>(halls::parse(built_in_halls().back().second));
}

struct Seen {
  Ledger ledger;
  std::vector<std::string> broken;
};

Seen look_back(VirtualHall& hall) {
  Seen seen;
  auto checkers = all_checkers(hall.halls().front());
  const auto read =
      read_on(hall.runtime(), hall.halls().front().hall, 0, {}, [&](const Happening& happening) {
        seen.ledger.see(happening);
        for (auto& checker : checkers) checker->see(happening);
      });
  BOOST_TEST(read.has_value());
  seen.ledger.close(hall.now());
  for (const auto& checker : checkers) {
    for (const auto& one : checker->broken()) seen.broken.push_back(one.what);
  }
  return seen;
}

BOOST_AUTO_TEST_SUITE(crowd)

BOOST_AUTO_TEST_CASE(a_crowd_that_starts_again_takes_over_the_windows_as_they_stand) {
  auto hall = std::move(*VirtualHall::make({small_hall()}, {six, {}}));
  const auto profile = load_profile("weekday").value();
  auto now = six;
  for (int start = 0; start < 12; ++start) {
    Crowd crowd(hall->runtime(), hall->halls(), profile, {5, std::to_string(start)});
    crowd.begin(now);
    now += start == 0 ? 3h : 31min;
    hall->run_until(now, &crowd);
    BOOST_TEST_REQUIRE(hall->restart().has_value());
  }
  Crowd crowd(hall->runtime(), hall->halls(), profile, {5, "last"});
  crowd.begin(now);
  hall->run_until(six + std::chrono::days{1}, &crowd);
  const auto seen = look_back(*hall);
  BOOST_TEST(seen.broken == std::vector<std::string>{}, boost::test_tools::per_element());
  const auto day = seen.ledger.table(statistics::By::hall).total;
  const int served = day[statistics::Count::served];
  const int unserved = day[statistics::Count::closed_unserved];
  BOOST_TEST(served > 150);
  BOOST_TEST(unserved < served / 20);
}

BOOST_AUTO_TEST_CASE(littles_law_holds_over_a_long_run) {
  auto hall = std::move(*VirtualHall::make({small_hall()}, {six, {}}));
  Crowd crowd(hall->runtime(), hall->halls(), load_profile("weekday").value(), {11, "little"});
  crowd.begin(six);
  const auto end = six + std::chrono::days{10};
  hall->run_until(end, &crowd);
  const auto seen = look_back(*hall);
  const double arrived = seen.ledger.table(statistics::By::hall).total[statistics::Count::arrived];
  const double long_run_s = std::chrono::duration<double>(end - six).count();
  const double length = seen.ledger.lengths_s() / long_run_s;  // L, from the lengths
  const double rate = arrived / long_run_s;                    // λ, from the arrivals
  const double wait = seen.ledger.waited_s() / arrived;        // W, from each ticket
  BOOST_TEST(arrived > 1500);
  BOOST_TEST(length == rate * wait, boost::test_tools::tolerance(0.001));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace atrium::simulation
