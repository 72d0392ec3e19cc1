// A defect never stops the house; what it is about is set aside; only a failed replay quarantines.
#include "tests/host/house.hpp"

#include <boost/test/unit_test.hpp>

using namespace atrium;
using namespace atrium::tests;
using namespace std::chrono_literals;
using host::Accepted;
using host::Refused;
using host::Trouble;

namespace {

Trouble::Kind trouble(const host::Outcome& outcome) { return std::get<Trouble>(outcome).kind; }

}  // namespace

BOOST_AUTO_TEST_SUITE(supervision)

BOOST_AUTO_TEST_CASE(a_defect_is_answered_reported_with_its_evidence_and_the_house_goes_on) {
  House house{persistence::make_memory_disk()};
  house.ask("main", tally::Stumble{"A001"});
  house.ask("main", tally::Add{100});
  house.time->run_ready();
  BOOST_TEST((trouble(house.said.at(0)) == Trouble::Kind::defect));
  BOOST_TEST(house.total("main") == 100);
  BOOST_REQUIRE(house.defects.size() == 1U);
  BOOST_TEST(house.defects[0].partition.value == "hall");
  BOOST_TEST(house.defects[0].command == "stumble");
  BOOST_TEST(house.defects[0].subject == "A001");
  BOOST_TEST(house.defects[0].what.find("stumbled") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_repeated_defect_sets_its_subject_aside_until_it_is_released) {
  House house{persistence::make_memory_disk()};
  for (int i = 0; i < 3; ++i) house.ask("main", tally::Stumble{"A001"});
  house.ask("main", tally::Stumble{"A002"});
  house.time->run_ready();
  BOOST_TEST((trouble(house.said.at(1)) == Trouble::Kind::defect));
  BOOST_TEST(std::get<Refused>(house.said.at(2)).refusal.code == "tally.aside");
  BOOST_TEST((trouble(house.said.at(3)) == Trouble::Kind::defect));  // Another subject's first.
  BOOST_TEST(house.defects.at(1).times == 2U);
  house.ask("main", tally::Release{"A001"});
  house.ask("main", tally::Stumble{"A001"});  // Not mended: set aside again at once.
  house.ask("main", tally::Stumble{"A001"});
  house.time->run_ready();
  BOOST_TEST((trouble(house.said.at(5)) == Trouble::Kind::defect));
  BOOST_TEST(std::get<Refused>(house.said.at(6)).refusal.code == "tally.aside");
}

BOOST_AUTO_TEST_CASE(an_entity_rebuilt_too_often_rests_and_goes_on_after_a_minute) {
  House house{persistence::make_memory_disk()};
  house.ask("main", tally::Add{100});
  for (int i = 0; i < 5; ++i) house.ask("main", tally::BreakEvolve{});
  house.ask("main", tally::Add{100});
  house.time->run_ready();
  BOOST_TEST((trouble(house.said.at(5)) == Trouble::Kind::defect));
  BOOST_TEST((trouble(house.said.at(6)) == Trouble::Kind::overloaded));
  BOOST_TEST(house.host->vitals().front().restarts == 5U);
  BOOST_TEST(house.host->vitals().front().defects == 5U);
  BOOST_TEST(house.total("main") == 100);  // Queries go on.
  house.time->run_until(nine + 61s);
  house.ask("main", tally::Add{100});
  house.time->run_ready();
  BOOST_TEST(house.total("main") == 200);
}

BOOST_AUTO_TEST_CASE(only_a_failed_replay_quarantines_and_the_others_go_on) {
  const auto disk = persistence::make_memory_disk();
  {
    const auto store = persistence::make_memory_store(disk);
    const auto journal = store->open(hall).value();
    journal->append({{"tally", "sick"}, 0, nine, {}, 0, 0, {}, {{9, 1, "0"}}, "{}"}, nullptr);
  }
  House house{disk};
  house.ask("sick", tally::Add{100});
  house.ask("main", tally::Add{100});
  house.time->run_ready();
  BOOST_TEST((trouble(house.said.at(0)) == Trouble::Kind::failure));
  BOOST_TEST(house.total("main") == 100);
  const auto report = house.host->actor(hall, {"tally", "sick"});
  BOOST_REQUIRE(report.has_value());
  BOOST_TEST(report->state == "quarantined");
  BOOST_TEST(report->trouble.find("position 1") != std::string::npos);
  BOOST_TEST(house.host->actors(10).front().stream.id == "sick");
  BOOST_TEST(house.host->vitals().front().quarantined == 1U);
  BOOST_TEST(house.host->revive(hall, {"tally", "sick"}));
  house.time->run_ready();
  BOOST_TEST(house.host->actor(hall, {"tally", "sick"})->state == "quarantined");
  BOOST_TEST(!house.host->revive(hall, {"tally", "main"}));
}

BOOST_AUTO_TEST_CASE(an_actor_tells_how_long_its_questions_wait_and_for_what) {
  House house{persistence::make_memory_disk()};
  house.ask("main", tally::Add{100});
  house.time->run_ready();
  house.ask("main", tally::Add{100});
  house.ask("main", tally::Add{100});
  const auto report = house.host->actor(hall, {"tally", "main"});
  BOOST_REQUIRE(report.has_value());
  BOOST_TEST(report->waiting == 2U);
  BOOST_TEST(report->handled == 1U);
  house.time->run_ready();
  BOOST_TEST(house.host->actor(hall, {"tally", "main"})->waiting == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
