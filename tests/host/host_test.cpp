// The host on CAF's test scheduler: activation, leaving, policies, timers, all in virtual time.
#include "runtime/host/host.hpp"
#include "tests/host/house.hpp"

#include <boost/test/unit_test.hpp>

#include <memory>
#include <string>
#include <vector>

using namespace atrium;
using namespace atrium::tests;
using host::Accepted;
using host::Outcome;

BOOST_AUTO_TEST_SUITE(host_in_virtual_time)

BOOST_AUTO_TEST_CASE(an_entity_is_activated_on_first_use) {
  House house{persistence::make_memory_disk()};
  house.ask("main", tally::Add{5});
  house.time->run_ready();
  BOOST_TEST(house.total("main") == 5);
  BOOST_TEST(house.total("never_heard_of") == 0);
}

BOOST_AUTO_TEST_CASE(a_policy_takes_effect_exactly_once_across_restarts) {
  const auto disk = persistence::make_memory_disk();
  for (int start = 0; start < 3; ++start) {
    House house{disk};
    house.ask("main", tally::Add{5});
    house.time->run_ready();
    BOOST_TEST(house.total("mirror") == 105 * (start + 1));
  }
}

BOOST_AUTO_TEST_CASE(a_policy_keeps_its_place_while_its_target_has_failed) {
  const auto disk = persistence::make_memory_disk();
  {
    const auto store = persistence::make_memory_store(disk);
    const auto journal = store->open(hall).value();
    journal->append({{"tally", "mirror"}, 0, nine, {}, 0, 0, {}, {{9, 1, "0"}}, "{}"}, nullptr);
  }
  House house{disk};
  house.ask("main", tally::Add{5});
  house.time->run_until(nine + std::chrono::seconds{30});
  const auto& journal = house.host->feed(hall)->journal();
  BOOST_TEST(journal.head().position == 2U);
  BOOST_TEST(journal.cursor("policy/mirror").value() == 1U);  // Behind the event it must react to.
}

BOOST_AUTO_TEST_CASE(an_unknown_partition_is_refused) {
  House house{persistence::make_memory_disk()};
  house.host->ask<tally::Entity>(
      PartitionId{"elsewhere"}, "main", tally::Add{1}, {},
      host::Reply([&](Outcome outcome) { house.said.push_back(outcome); }));
  BOOST_TEST(std::get<host::Refused>(house.said.at(0)).refusal.code == "partition.unknown");
}

BOOST_AUTO_TEST_CASE(an_entity_with_an_endless_name_is_refused) {
  House house{persistence::make_memory_disk()};
  house.ask(std::string(513, 'x'), tally::Add{1});
  BOOST_TEST(std::get<host::Refused>(house.said.at(0)).refusal.code == "request.id_too_long");
}

BOOST_AUTO_TEST_CASE(an_idle_entity_leaves_and_no_question_is_lost_meanwhile) {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    House house{persistence::make_memory_disk(), {{.leaves_when_idle = true}, seed}};
    for (int i = 0; i < 20; ++i) {
      house.ask("main", tally::Add{1});
      if (i % 3 == 0) house.time->run_ready();
    }
    house.time->run_ready();
    BOOST_TEST(house.said.size() == 20U);
    BOOST_TEST(house.total("main") == 20);
  }
}

BOOST_AUTO_TEST_CASE(what_is_due_happens_at_its_time_also_after_a_restart) {
  const auto disk = persistence::make_memory_disk();
  const auto ten = nine + std::chrono::hours{1};
  {
    House house{disk};
    house.ask("main", tally::Remind{ten});
    house.time->run_until(ten - Duration{1});
    BOOST_TEST(house.host->feed(hall)->head() == 1U);
  }
  House house{disk};  // Nobody asks for it: the durable timer wakes it.
  house.time->run_until(ten);
  const auto events = house.host->feed(hall)->read(0, 10).value();
  BOOST_REQUIRE(events.size() == 2U);
  BOOST_TEST((events[1].at == ten));
  BOOST_TEST((events[1].who.kind == WhoKind::timer));
}

BOOST_AUTO_TEST_CASE(a_reply_nobody_gives_says_abandoned) {
  std::vector<Outcome> said;
  {
    host::Reply reply([&](Outcome outcome) { said.push_back(std::move(outcome)); });
  }
  BOOST_REQUIRE(said.size() == 1U);
  BOOST_TEST((std::get<host::Trouble>(said[0]).kind == host::Trouble::Kind::abandoned));
}

BOOST_AUTO_TEST_CASE(a_follower_reads_from_any_position_without_gap) {
  House house{persistence::make_memory_disk()};
  for (int i = 0; i < 6000; ++i) {
    house.ask("main", tally::Add{100});
    house.time->run_ready();
  }
  const auto feed = house.host->feed(hall);
  Position after = 0;
  for (auto events = feed->read(after, 100).value(); !events.empty();
       events = feed->read(after, 100).value()) {
    for (const auto& event : events) BOOST_REQUIRE(event.position == ++after);
  }
  BOOST_TEST(after == 6000U);
}

BOOST_AUTO_TEST_SUITE_END()
