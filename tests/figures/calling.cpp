// How long the waiting room takes to decide whom to call, with thousands waiting; beside it what
// the barest ordered set of as many keys takes for the same.
#include "tests/figures/calling.hpp"

#include "actors/waiting_room/waiting_room.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <random>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

namespace atrium::figures {
namespace {

using namespace waiting_room;
using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

const Instant nine{std::chrono::hours{24 * 365 * 56 + 9}};
constexpr int services = 8;
constexpr int windows = 65;
constexpr int calls = 5000;

double micros(Steady::duration took) {
  return std::chrono::duration<double, std::micro>(took).count();
}

double at_share(std::vector<double>& values, double share) {
  std::ranges::sort(values);
  return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

Configuration hall_of(const Strategy& strategy) {
  Configuration hall;
  hall.version = "figures";
  for (int i = 0; i < services; ++i) {
    const auto id = std::to_string(i);
    hall.series.push_back({SeriesId{id}, std::string(1, static_cast<char>('A' + i)), 4, 1, 0});
    hall.services.push_back({ServiceId{id}, SeriesId{id}, true, 300});
  }
  for (int i = 0; i < windows; ++i) {
    WindowSetup window{WindowId{std::to_string(i + 1)}, {}, {}, true};
    for (int k = 0; k < services; ++k) {
      auto& list = (i + k) % 4 == 0 ? window.services : window.also;
      list.emplace_back(std::to_string(k));
    }
    hall.windows.push_back(std::move(window));
  }
  hall.strategies = {strategy};
  hall.strategy = strategy.name;
  return hall;
}

class Room {
 public:
  explicit Room(const Strategy& strategy) {
    does(Configure{hall_of(strategy)});
    for (int i = 1; i <= windows; ++i) does(OpenWindow{WindowId{std::to_string(i)}, {}});
  }

  double does(const Command& command) {
    const Context context{now_ += 1s, {}, {}};
    const auto from = Steady::now();
    auto outcome = decide(state_, command, context);
    const auto took = micros(Steady::now() - from);
    auto* events = std::get_if<std::vector<Event>>(&outcome);
    if (events == nullptr) throw std::runtime_error(std::get<Refusal>(outcome).code);
    for (const auto& event : *events) evolve(state_, event);
    return took;
  }

  void somebody_comes() {
    Issue issue;
    issue.service = ServiceId{std::to_string(chance_() % services)};
    issue.priority = chance_() % 5 == 0 ? static_cast<int>(1 + chance_() % 2) : 0;
    if (chance_() % 5 == 0) issue.appointment = Appointment{std::to_string(chance_()), now_};
    does(issue);
  }

  double somebody_is_called() {
    const WindowId window{std::to_string(1 + chance_() % windows)};
    const auto took = does(CallNext{window});
    does(ReportNoShow{window});
    return took;
  }

 private:
  State state_;
  Instant now_ = nine;
  std::mt19937 chance_{20261121};
};

// Takes the least of so many keys and puts another in.
double bare_us(int waiting) {
  std::mt19937 chance{20261121};
  std::set<Key> keys;
  const auto any = [&](Slot slot) {
    return Key{{}, {nine + Duration{chance() % 1'000'000'000}, slot}};
  };
  for (int i = 0; i < waiting; ++i) keys.insert(any(static_cast<Slot>(i)));
  const auto from = Steady::now();
  for (int i = 0; i < calls; ++i) {
    keys.erase(keys.begin());
    keys.insert(any(static_cast<Slot>(waiting + i)));
  }
  return micros(Steady::now() - from) / calls;
}

void measure(const Strategy& strategy, int waiting) {
  Room room(strategy);
  for (int i = 0; i < waiting; ++i) room.somebody_comes();
  std::vector<double> took;
  for (int i = 0; i < calls; ++i) {
    took.push_back(room.somebody_is_called());
    room.somebody_comes();
  }
  fmt::print(
      R"({{"figure":"call_decision","strategy":"{}","waiting":{},"calls":{},"p50_us":{:.2f},)"
      R"("p99_us":{:.2f},"max_us":{:.2f},"bare_set_us":{:.2f}}})"
      "\n",
      strategy.name, waiting, calls, at_share(took, 0.5), at_share(took, 0.99), at_share(took, 1),
      bare_us(waiting));
}

}  // namespace

int calling(int waiting) {
  Strategy strategy;
  strategy.name = "booked_first";
  measure(strategy, waiting);
  strategy.name = "by_time";
  strategy.order = AppointmentOrder::by_time;
  measure(strategy, waiting);
  strategy.name = "ageing";
  strategy.weighing = Weighing::ageing;
  measure(strategy, waiting);
  strategy.name = "ratio";
  strategy.weighing = Weighing::ratio;
  measure(strategy, waiting);
  strategy.name = "unbounded";
  strategy.weighing = Weighing::strict;
  strategy.overtaken_max = strategy.overtaken_s = 0;
  measure(strategy, waiting);
  return 0;
}

}  // namespace atrium::figures
