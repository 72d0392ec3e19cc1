// Many windows that call at the same instant, and machines that issue while the hall crashes,
// through the production actors.
#include "actors/waiting_room/waiting_room.hpp"
#include "simulation/random.hpp"
#include "simulation/virtual_hall.hpp"

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <vector>

using namespace atrium;
using namespace atrium::simulation;
namespace json = boost::json;

namespace {

constexpr int windows = 65;
constexpr int rounds = 1000;
constexpr std::uint64_t seed = 20261121;

halls::Definition wide_hall() {
  halls::Definition hall;
  hall.hall = PartitionId{"race"};
  hall.time_zone = Zone{"Asia/Shanghai", {{Instant{}, 8 * 3600}}};
  hall.series.push_back({SeriesId{"A"}, 4, 1, 9999});
  hall.services.push_back({ServiceId{"passport"}, {}, SeriesId{"A"}, {}, std::chrono::minutes{5}});
  for (int i = 1; i <= windows; ++i) {
    halls::Window window;
    window.number = WindowId{std::to_string(i)};
    window.serves = {ServiceId{"passport"}};
    hall.windows.push_back(std::move(window));
  }
  return hall;
}

// Everybody asks before anybody is answered.
class Race {
 public:
  Race() {
    auto made = VirtualHall::make({wide_hall()}, {*from_iso8601("2026-11-23T01:00:00Z"), seed});
    BOOST_TEST_REQUIRE(made.has_value());
    hall_ = std::move(*made);
    for (int i = 1; i <= windows; ++i) {
      ask(waiting_room::OpenWindow{WindowId{std::to_string(i)}, StaffId{"clerk"}});
    }
    hall_->run_ready();
  }

  void come(int people) {
    waiting_room::Issue issue;
    issue.service = ServiceId{"passport"};
    issue.channel = "ticket_machine";
    for (int i = 0; i < people; ++i) ask(issue);
    hall_->run_ready();
  }

  // Ticket by window, of those of the first windows who got one. Each asks `times` times under one
  // command id.
  std::map<std::string, std::string> all_call(int callers = windows, int times = 1) {
    auto got = std::make_shared<std::map<std::string, std::string>>();
    for (int i = 1; i <= callers; ++i) {
      const auto window = std::to_string(i);
      const auto answer = std::make_shared<std::string>();
      const auto id = next_id();
      for (int time = 0; time < times; ++time) {
        ask_as(id, waiting_room::CallNext{WindowId{window}}, [=](const std::string& text) {
          if (answer->empty()) *answer = text;
          BOOST_TEST_REQUIRE(text == *answer);
          const auto view = json::parse(text);
          const auto& ticket = view.at("ticket");
          if (ticket.is_object()) (*got)[window] = ticket.at("id").as_string().c_str();
        });
      }
    }
    hall_->run_ready();
    for (const auto& [window, ticket] : *got) {
      ask(waiting_room::ReportNoShow{WindowId{window}});
    }
    hall_->run_ready();
    return *got;
  }

  // A machine asks; what it is told may come to nothing with the next crash.
  void machine_asks(const CommandId& id, std::map<std::string, std::string>& numbers) {
    waiting_room::Issue issue;
    issue.service = ServiceId{"passport"};
    issue.channel = "ticket_machine";
    ask_as(id, issue, [&numbers, id](const std::string& text) {
      const std::string number{json::parse(text).at("number").as_string()};
      const auto [told, fresh] = numbers.emplace(id.text, number);
      BOOST_TEST_REQUIRE(told->second == number);
    });
  }
  void run() { hall_->run_ready(); }
  void crash() { BOOST_TEST_REQUIRE(hall_->restart().has_value()); }

 private:
  using Then = std::function<void(const std::string&)>;

  CommandId next_id() { return {fmt::format("race-{}", ++asked_)}; }

  void ask(waiting_room::Command command) { ask_as(next_id(), std::move(command), nullptr); }

  void ask_as(CommandId id, waiting_room::Command command, Then then) {
    hall_->runtime().ask<waiting_room::Entity>(
        hall_->halls().front().hall, "main", std::move(command),
        {{WhoKind::staff, "clerk"}, std::move(id), 0, 0},
        host::Reply([then = std::move(then)](const host::Outcome& outcome) {
          const auto* accepted = std::get_if<host::Accepted>(&outcome);
          BOOST_TEST_REQUIRE((accepted != nullptr));
          if (then) then(accepted->json);
        }));
  }

  std::unique_ptr<VirtualHall> hall_;
  int asked_ = 0;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(racing_windows)

BOOST_AUTO_TEST_CASE(of_65_windows_that_call_at_once_each_gets_another_ticket_or_nobody,
                     *boost::unit_test::description("[Q-16] 1,000 rounds, no double call")) {
  Race race;
  Random chance(seed);
  std::map<std::string, int> calls;
  std::size_t issued = 0;
  for (int round = 0; round < rounds; ++round) {
    const auto people = round % 100 == 0 ? windows : static_cast<int>(chance.uniform() * 17);
    race.come(people);
    issued += static_cast<std::size_t>(people);
    const auto got = race.all_call();
    BOOST_TEST_REQUIRE(std::cmp_equal(got.size(), people));
    for (const auto& [window, ticket] : got) BOOST_TEST_REQUIRE(++calls[ticket] == 1);
  }
  BOOST_TEST(calls.size() == issued);
}

BOOST_AUTO_TEST_CASE(a_thousand_who_wait_are_each_called_by_one_of_65_windows_and_nobody_is_lost,
                     *boost::unit_test::description("[Q-16] [Q-33]")) {
  Race race;
  constexpr int people = 1000;
  race.come(people);
  std::map<std::string, int> calls;
  for (int round = 0; round < people / windows; ++round) {
    const auto got = race.all_call();
    BOOST_TEST_REQUIRE(got.size() == windows);
    for (const auto& [window, ticket] : got) ++calls[ticket];
  }
  for (const auto& [window, ticket] : race.all_call()) ++calls[ticket];
  BOOST_TEST(calls.size() == people);
  BOOST_TEST(std::ranges::all_of(calls, [](const auto& one) { return one.second == 1; }));
  BOOST_TEST(race.all_call().empty());
}

BOOST_AUTO_TEST_CASE(of_two_windows_that_call_for_the_last_ticket_one_gets_it,
                     *boost::unit_test::description("[Q-16] 1,000 races")) {
  Race race;
  std::map<std::string, int> calls;
  for (int round = 0; round < rounds; ++round) {
    race.come(1);
    const auto got = race.all_call(2);
    BOOST_TEST_REQUIRE(got.size() == 1u);
    BOOST_TEST_REQUIRE(++calls[got.begin()->second] == 1);
  }
  BOOST_TEST(calls.size() == rounds);
}

BOOST_AUTO_TEST_CASE(a_call_that_is_sent_twice_is_answered_alike_and_made_once,
                     *boost::unit_test::description("[Q-16] at 65 windows")) {
  Race race;
  std::map<std::string, int> calls;
  for (int round = 0; round < 20; ++round) {
    race.come(windows);
    for (const auto& [window, ticket] : race.all_call(windows, 2)) ++calls[ticket];
  }
  BOOST_TEST(calls.size() == 20u * windows);
  BOOST_TEST(std::ranges::all_of(calls, [](const auto& one) { return one.second == 1; }));
}

BOOST_AUTO_TEST_CASE(numbers_of_several_machines_have_no_gap_across_crashes,
                     *boost::unit_test::description("[Q-01] [Q-34]")) {
  Race hall;
  Random chance(seed);
  std::map<std::string, std::string> numbers;  // By command id, as each machine was told.
  constexpr int machines = 5;
  for (int round = 0; round < 100; ++round) {
    std::vector<CommandId> asked;
    for (int machine = 0; machine < machines; ++machine) {
      asked.push_back({fmt::format("machine-{}-{}", machine, round)});
      if (chance.happens(0.5)) hall.machine_asks(asked.back(), numbers);
    }
    hall.run();
    hall.crash();
    for (const auto& id : asked) hall.machine_asks(id, numbers);  // Who knows no answer asks again.
    hall.run();
  }
  std::set<std::string> all;
  for (const auto& [id, number] : numbers) all.insert(number);
  BOOST_TEST_REQUIRE(all.size() == 100u * machines);
  BOOST_TEST(*all.begin() == "A0001");
  BOOST_TEST(*all.rbegin() == fmt::format("A{:04}", 100 * machines));
}

BOOST_AUTO_TEST_SUITE_END()
