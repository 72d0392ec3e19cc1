// Many windows that call at the same instant, through the production actors.
#include "actors/waiting_room/waiting_room.hpp"
#include "simulation/random.hpp"
#include "simulation/virtual_hall.hpp"

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

#include <fmt/format.h>

#include <map>
#include <memory>

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

  // Ticket by window, of those who got one.
  std::map<std::string, std::string> all_call() {
    auto got = std::make_shared<std::map<std::string, std::string>>();
    for (int i = 1; i <= windows; ++i) {
      const auto window = std::to_string(i);
      ask(waiting_room::CallNext{WindowId{window}}, [got, window](const json::object& view) {
        const auto& ticket = view.at("ticket");
        if (ticket.is_object()) (*got)[window] = ticket.at("id").as_string().c_str();
      });
    }
    hall_->run_ready();
    for (const auto& [window, ticket] : *got) {
      ask(waiting_room::ReportNoShow{WindowId{window}});
    }
    hall_->run_ready();
    return *got;
  }

 private:
  using Then = std::function<void(const json::object&)>;

  void ask(waiting_room::Command command, Then then = nullptr) {
    hall_->runtime().ask<waiting_room::Entity>(
        hall_->halls().front().hall, "main", std::move(command),
        {{WhoKind::staff, "clerk"}, {fmt::format("race-{}", ++asked_)}, 0, 0},
        host::Reply([then = std::move(then)](const host::Outcome& outcome) {
          const auto* accepted = std::get_if<host::Accepted>(&outcome);
          BOOST_TEST_REQUIRE((accepted != nullptr));
          if (then) then(json::parse(accepted->json).as_object());
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

BOOST_AUTO_TEST_SUITE_END()
