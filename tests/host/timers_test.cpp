// Durable timers: fired by waking the entity, exactly once, also when they were missed.
#include "tests/host/house.hpp"

#include <boost/test/unit_test.hpp>

using namespace atrium;
using namespace atrium::tests;
using namespace std::chrono_literals;
using clockwork::Wind;

namespace {

int strikes(const House& house, const std::string& id) {
  int count = 0;
  const auto done = house.journal().replay({"clockwork", id}, 0, [&](const Envelope& event) {
    count += event.event == 1 ? 1 : 0;
    return true;
  });
  BOOST_REQUIRE(done.has_value());
  return count;
}

// Wound at nine; the house stands still from a minute later until `again`.
struct Stopped {
  explicit Stopped(Wind how) {
    House house{disk};
    house.ask<clockwork::Entity>("tower", how);
    house.time->run_until(nine + 1min);
  }
  [[nodiscard]] int strikes_when_started(Instant again, Duration runs = 1s) const {
    House house{disk, {{}, {}, again}};
    house.time->run_until(again + runs);
    return strikes(house, "tower");
  }
  std::shared_ptr<persistence::MemoryDisk> disk = persistence::make_memory_disk();
};

}  // namespace

BOOST_AUTO_TEST_SUITE(timers)

BOOST_AUTO_TEST_CASE(a_timer_wakes_an_entity_that_sleeps) {
  HouseOptions options;
  options.host.idle_after = 60s;
  House house{persistence::make_memory_disk(), options};
  house.ask<clockwork::Entity>("tower", Wind{nine + 1h});
  house.time->run_until(nine + 30min);
  BOOST_TEST(!house.awake("clockwork", "tower"));
  house.time->run_until(nine + 1h);
  BOOST_TEST(strikes(house, "tower") == 1);
}

BOOST_AUTO_TEST_CASE(a_repeating_timer_strikes_at_each_of_its_times) {
  House house{persistence::make_memory_disk()};
  house.ask<clockwork::Entity>("tower", Wind{nine + 1h, 1h});
  house.time->run_until(nine + 24h);
  BOOST_TEST(strikes(house, "tower") == 24);
}

BOOST_AUTO_TEST_CASE(late_what_was_missed_happens_once_for_each_time) {
  const Stopped stopped{{nine + 1h, 1h, Missed::late}};
  BOOST_TEST(stopped.strikes_when_started(nine + 5h + 30min) == 5);
}

BOOST_AUTO_TEST_CASE(skip_what_was_missed_does_not_happen_and_the_next_time_does) {
  const Stopped stopped{{nine + 1h, 1h, Missed::skip}};
  BOOST_TEST(stopped.strikes_when_started(nine + 5h + 30min) == 0);
  BOOST_TEST(stopped.strikes_when_started(nine + 5h + 40min, 1h) == 1);
}

BOOST_AUTO_TEST_CASE(skip_a_single_time_that_was_missed_never_happens) {
  const Stopped stopped{{nine + 1h, 0h, Missed::skip}};
  BOOST_TEST(stopped.strikes_when_started(nine + 2h, 48h) == 0);
  BOOST_TEST(stopped.strikes_when_started(nine + 60h, 48h) == 0);
}

BOOST_AUTO_TEST_CASE(coalesce_what_was_missed_happens_once) {
  const Stopped stopped{{nine + 1h, 1h, Missed::coalesce}};
  BOOST_TEST(stopped.strikes_when_started(nine + 5h + 30min) == 1);
  BOOST_TEST(stopped.strikes_when_started(nine + 5h + 45min, 1h) == 2);
}

BOOST_AUTO_TEST_CASE(a_timer_that_was_moved_does_not_fire_at_its_old_time) {
  House house{persistence::make_memory_disk()};
  house.ask<clockwork::Entity>("tower", Wind{nine + 5min});
  house.time->run_ready();
  house.ask<clockwork::Entity>("tower", Wind{nine + 3h});
  house.time->run_until(nine + 2h);
  BOOST_TEST(strikes(house, "tower") == 0);
  house.time->run_until(nine + 3h);
  BOOST_TEST(strikes(house, "tower") == 1);
}

BOOST_AUTO_TEST_CASE(a_storm_after_a_long_stop_drains_at_a_limited_rate_while_people_are_served) {
  const auto disk = persistence::make_memory_disk();
  constexpr int towers = 3000;
  {
    House house{disk};
    for (int i = 0; i < towers; ++i) {
      house.ask<clockwork::Entity>(std::to_string(i), Wind{nine + 1h});
    }
    house.time->run_until(nine + 1min);
  }
  HouseOptions options{{.leaves_when_idle = true}, {}, nine + 10h};
  options.host.timers_per_s = 1000;
  House house{disk, options};
  house.time->run_until(nine + 10h + 1s);
  const auto fired = house.host->vitals().front().timers_fired;
  BOOST_TEST(fired > 800U);
  BOOST_TEST(fired < 1200U);
  BOOST_TEST(house.total("main") == 0);  // Answered in the middle of the storm.
  house.time->run_until(nine + 10h + 4s);
  BOOST_TEST(house.host->vitals().front().timers_fired == unsigned{towers});
  BOOST_TEST(house.host->vitals().front().timers_waiting == 0U);
}

BOOST_AUTO_TEST_CASE(a_timer_is_fired_once_however_often_the_house_is_stopped_in_between) {
  const auto disk = persistence::make_memory_disk();
  {
    House house{disk};
    house.ask<clockwork::Entity>("tower", Wind{nine + 1h});
    house.time->run_until(nine + 1min);
  }
  for (int start = 0; start < 3; ++start) {
    House house{disk, {{}, {}, nine + 2h + start * 1h}};
    house.time->run_until(nine + 2h + start * 1h + 1min);
    BOOST_TEST(strikes(house, "tower") == 1);
  }
}

BOOST_AUTO_TEST_SUITE_END()
