// What nobody asks sleeps and wakes the same; what is awake keeps within its budget.
#include "tests/host/house.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace atrium;
using namespace atrium::tests;
using namespace std::chrono_literals;

BOOST_AUTO_TEST_SUITE(sleeping)

BOOST_AUTO_TEST_CASE(an_entity_that_nobody_asks_sleeps_and_wakes_with_the_same_state) {
  HouseOptions options;
  options.host.idle_after = 10min;
  House house{persistence::make_memory_disk(), options};
  house.ask("quiet", tally::Add{105});
  house.time->run_until(nine + 9min);
  BOOST_TEST(house.awake("tally", "quiet"));
  house.time->run_until(nine + 20min);
  BOOST_TEST(!house.awake("tally", "quiet"));
  BOOST_TEST(house.total("quiet") == 105);
}

BOOST_AUTO_TEST_CASE(over_the_memory_budget_those_not_asked_for_longest_sleep_first) {
  HouseOptions options;
  options.host.idle_after = 1h;
  options.host.memory_budget = 20'000;
  House house{persistence::make_memory_disk(), options};
  for (int i = 0; i < 200; ++i) {
    house.ask(std::to_string(i), tally::Add{100});
    house.time->run_until(nine + i * 1s);
  }
  house.time->run_until(nine + 5min);
  const auto vitals = house.host->vitals().front();
  BOOST_TEST(vitals.awake_bytes <= 20'000U);
  BOOST_TEST(vitals.awake > 0U);
  BOOST_TEST(house.awake("tally", "199"));
  BOOST_TEST(!house.awake("tally", "0"));
  BOOST_TEST(house.total("0") == 100);
}

BOOST_AUTO_TEST_CASE(a_long_stream_leaves_a_snapshot_before_it_sleeps) {
  HouseOptions options;
  options.host.idle_after = 10min;
  House house{persistence::make_memory_disk(), options};
  for (int i = 0; i < 100; ++i) house.ask("long", tally::Add{100});
  house.ask("short", tally::Add{100});
  house.time->run_until(nine + 30min);
  BOOST_TEST(house.journal().snapshots({"tally", "long"}).value().size() == 1U);
  BOOST_TEST(house.journal().snapshots({"tally", "short"}).value().empty());
  BOOST_TEST(house.total("long") == 10'000);
}

BOOST_AUTO_TEST_CASE(no_question_is_lost_while_entities_sleep_and_wake_in_any_order) {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    HouseOptions options{{}, seed};
    options.host.idle_after = 1s;
    options.host.memory_budget = 0;
    options.host.recoveries_at_once = 1;
    House house{persistence::make_memory_disk(), options};
    for (int i = 0; i < 60; ++i) {
      house.ask(std::to_string(i % 7), tally::Add{100});
      if (i % 5 == 0) house.time->run_until(house.clock.now() + 1s);
    }
    house.time->run_until(house.clock.now() + 1min);
    BOOST_TEST(std::ranges::count_if(house.said, [](const host::Outcome& outcome) {
                 return std::holds_alternative<host::Accepted>(outcome);
               }) == 60);
    BOOST_TEST(house.host->vitals().front().awake == 0U);
    int sum = 0;
    for (int i = 0; i < 7; ++i) sum += house.total(std::to_string(i));
    BOOST_TEST(sum == 6000);
  }
}

BOOST_AUTO_TEST_CASE(a_command_id_is_answered_for_a_day_and_then_forgotten_behind_all_cursors) {
  HouseOptions options;
  House house{persistence::make_memory_disk(), options};
  house.ask("main", tally::Add{100}, "id-1");
  house.time->run_until(nine + 23h);
  house.ask("main", tally::Add{100}, "id-1");
  house.time->run_until(nine + 25h + 5min);
  BOOST_TEST(house.total("main") == 100);
  BOOST_TEST(!house.journal().find_reply({"id-1"}).value().has_value());
}

BOOST_AUTO_TEST_SUITE_END()
