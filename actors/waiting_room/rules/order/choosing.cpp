// Which strategy a window calls by: the definition's, or one that was set while the hall runs and
// stays until another is set, or until the definition says something new for that window.
#include "actors/limits.hpp"
#include "actors/waiting_room/rules/rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace atrium::waiting_room {
namespace {

constexpr int share_max = 99;
constexpr int weight_max = 99;
constexpr int day_s = 86'400;

Refusal bad(std::string detail, std::string field) {
  return refuse(RefusalKind::invalid, "strategy.bad_value", std::move(detail), std::move(field));
}

Strategy plain(std::string name, AppointmentOrder order, Weighing weighing = Weighing::strict) {
  Strategy strategy;
  strategy.name = std::move(name);
  strategy.order = order;
  strategy.weighing = weighing;
  return strategy;
}

// Always there, unless the definition gives the name another meaning.
const std::array<Strategy, 4>& built_in() {
  using enum AppointmentOrder;
  static const std::array<Strategy, 4> all{plain("booked_first", booked_first),
                                           plain("by_time", by_time),
                                           plain("ageing", booked_first, Weighing::ageing),
                                           plain("ratio", booked_first, Weighing::ratio)};
  return all;
}

Refusal unknown(const std::string& name) {
  return refuse(RefusalKind::not_found, "strategy.unknown",
                fmt::format("the hall's definition has no strategy \"{}\"", name), "strategy");
}

}  // namespace

const Strategy* named_strategy(const Configuration& configuration, const std::string& name) {
  const auto own = std::ranges::find(configuration.strategies, name, &Strategy::name);
  if (own != configuration.strategies.end()) return &*own;
  const auto other = std::ranges::find(built_in(), name, &Strategy::name);
  return other == built_in().end() ? nullptr : &*other;
}

std::vector<Strategy> strategies_of(const Configuration& configuration) {
  auto all = configuration.strategies;
  for (const auto& strategy : built_in()) {
    if (named_strategy(configuration, strategy.name) == &strategy) all.push_back(strategy);
  }
  return all;
}

Strategy hall_strategy(const Configuration& configuration) {
  if (const auto* named = named_strategy(configuration, configuration.strategy)) return *named;
  const bool by_time = configuration.appointment_order == AppointmentOrder::by_time;
  return built_in()[by_time ? 1 : 0];
}

Strategy defined_strategy(const Configuration& configuration, const WindowSetup& setup) {
  const auto* own = named_strategy(configuration, setup.strategy);
  return own != nullptr ? *own : hall_strategy(configuration);
}

std::optional<Refusal> bad_strategy(const Strategy& strategy) {
  if (auto refusal = limits::too_long({{"strategy", strategy.name, limits::id_max}})) {
    return refusal;
  }
  const auto within = [](int value, int least, int most) {
    return value >= least && value <= most;
  };
  const bool weighs = strategy.weights.size() <= priority_max + 1 &&
                      std::ranges::all_of(strategy.weights, [&](int weight) {
                        return within(weight, 0, weight_max);
                      });
  if (!weighs || !within(strategy.booked_weight, 0, weight_max)) {
    return bad(fmt::format("at most {} weights, each 0 to {}", priority_max + 1, weight_max),
               "weights");
  }
  if (!within(strategy.higher, 1, share_max) || !within(strategy.lower, 1, share_max)) {
    return bad(fmt::format("a ratio is of 1 to {} calls each", share_max), "higher");
  }
  if (!within(strategy.overtaken_max, 0, 9999)) return bad("0 to 9999 times", "overtaken_max");
  if (!within(strategy.overtaken_s, 0, day_s)) return bad("0 to 86400 seconds", "overtaken_s");
  return std::nullopt;
}

Outcome decide_one(const State& room, const SetStrategy& ask, const Context& context) {
  StrategySet fact{{}, ask.value, context.now};
  if (auto refusal = limits::too_long({{"strategy", ask.strategy, limits::id_max}})) {
    return *refusal;
  }
  std::set<WindowId> seen;
  for (const auto& window : ask.windows) {
    if (auto found = known_window(room, window); !found) return found.error();
    if (seen.insert(window).second) fact.windows.push_back(window);
  }
  if (ask.value) {
    if (auto refusal = bad_strategy(*ask.value)) return *refusal;
  } else if (!ask.strategy.empty()) {
    const auto* named = named_strategy(configuration_of(room), ask.strategy);
    if (named == nullptr) return unknown(ask.strategy);
    fact.strategy = *named;
  }
  return accept<Event>(std::move(fact));
}

void evolve_one(State& room, const StrategySet& fact) {
  for (auto& window : room.facts.windows) {
    if (!fact.windows.empty() && std::ranges::count(fact.windows, window.window) == 0) continue;
    window.strategy = fact.strategy;
    begin_turns(window);
  }
  if (fact.windows.empty()) begin_turns(room);
}

}  // namespace atrium::waiting_room
