// A room full of people, in which one is called and one comes, again and again.
#include "runtime/node/bench/calling.hpp"

#include "actors/waiting_room/waiting_room.hpp"

#include <fmt/ostream.h>

#include <algorithm>
#include <chrono>
#include <ostream>
#include <random>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

namespace atrium::node {
namespace {

using namespace waiting_room;
using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

const Instant nine{std::chrono::hours{24 * 365 * 56 + 9}};
constexpr int services = 8;
constexpr int windows = 65;

double micros(Steady::duration took) {
  return std::chrono::duration<double, std::micro>(took).count();
}

double at_share(std::vector<double>& values, double share) {
  std::ranges::sort(values);
  return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

// How the windows call: all alike, or one after the other each by its own.
struct Way {
  std::string name;
  std::vector<Strategy> strategies;
};

Configuration hall_of(const Way& way) {
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
    window.strategy = way.strategies[static_cast<std::size_t>(i) % way.strategies.size()].name;
    hall.windows.push_back(std::move(window));
  }
  hall.strategies = way.strategies;
  return hall;
}

class Room {
 public:
  explicit Room(const Way& way) {
    does(Configure{hall_of(way)});
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

  // Of anybody who waits: the whole answer about the ticket.
  double somebody_asks() {
    const Ticket* ticket = nullptr;
    do {
      ticket = &state_.facts.tickets[chance_() % state_.facts.tickets.size()];
    } while (ticket->standing.status != Status::waiting);
    const auto from = Steady::now();
    const auto answer = look(state_, FindTicket{ticket->ticket}, now_);
    const auto took = micros(Steady::now() - from);
    ahead_ += std::get<TicketView>(std::get<Answer>(answer)).ahead.value_or(0);
    return took;
  }

  // A decision that finds nothing to weigh: a window that has its ticket is refused another.
  double refused_us(int times) {
    const WindowId window{"1"};
    does(CallNext{window});
    const Context context{now_, {}, {}};
    const auto from = Steady::now();
    for (int i = 0; i < times; ++i) {
      const auto outcome = decide(state_, CallNext{window}, context);
      if (!std::holds_alternative<Refusal>(outcome)) throw std::runtime_error("called twice");
    }
    const auto took = micros(Steady::now() - from) / times;
    does(ReportNoShow{window});
    return took;
  }

  [[nodiscard]] std::int64_t ahead() const { return ahead_; }

 private:
  State state_;
  std::int64_t ahead_ = 0;
  Instant now_ = nine;
  std::mt19937 chance_{20261121};
};

// Takes the least of so many keys and puts another in.
double bare_us(int waiting, int calls) {
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

void measure(const Way& way, const CallingOptions& options, std::ostream& out) {
  Room room(way);
  for (int i = 0; i < options.waiting; ++i) room.somebody_comes();
  std::vector<double> took;
  std::vector<double> asked;
  for (int i = 0; i < options.calls; ++i) {
    took.push_back(room.somebody_is_called());
    asked.push_back(room.somebody_asks());
    room.somebody_comes();
  }
  fmt::print(out,
             R"({{"bench":"calling","strategy":"{}","waiting":{},"calls":{},"p50_us":{:.2f},)"
             R"("p99_us":{:.2f},"max_us":{:.2f},"ahead_p50_us":{:.2f},"ahead_p99_us":{:.2f},)"
             R"("mean_ahead":{:.0f},"refused_us":{:.2f},"bare_set_us":{:.2f}}})"
             "\n",
             way.name, options.waiting, options.calls, at_share(took, 0.5), at_share(took, 0.99),
             at_share(took, 1), at_share(asked, 0.5), at_share(asked, 0.99),
             static_cast<double>(room.ahead()) / options.calls, room.refused_us(options.calls),
             bare_us(options.waiting, options.calls));
}

std::vector<Way> all_ways() {
  Strategy strategy;
  std::vector<Way> ways;
  std::vector<Strategy> mixed;
  const auto add = [&](const char* name) {
    strategy.name = name;
    mixed.push_back(strategy);
    ways.push_back({name, {strategy}});
  };
  add("booked_first");
  strategy.order = AppointmentOrder::by_time;
  add("by_time");
  strategy.weighing = Weighing::ageing;
  add("ageing");
  strategy.weighing = Weighing::ratio;
  add("ratio");
  ways.push_back({"mixed", mixed});
  strategy.weighing = Weighing::strict;
  strategy.overtaken_max = strategy.overtaken_s = 0;
  add("unbounded");
  return ways;
}

}  // namespace

int bench_calling(const CallingOptions& options, std::ostream& out) {
  for (const auto& way : all_ways()) measure(way, options, out);
  return 0;
}

}  // namespace atrium::node
