// Adding up, and learning from it.
#include "actors/waiting_room/forecast/calibration.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>

namespace atrium::waiting_room::forecast {
namespace {

// Four in five at least are to be inside; the rest is shared by both sides. Each miss widens a
// side at once, each hit narrows it a little: in the long run the share of misses is this.
constexpr double missed_below = 0.06;
constexpr double missed_above = 0.07;
constexpr double pace = 0.03;
constexpr double stretch_least = 0.5;
constexpr double stretch_most = 5;

constexpr std::array<const char*, horizons> names{"0-10", "10-30", "30+"};

void learn(double& stretch, bool missed, double share) {
  stretch = std::clamp(stretch * std::exp(pace * ((missed ? 1 : 0) - share)), stretch_least,
                       stretch_most);
}

HorizonScore score(std::string horizon, int called, int sooner, int later) {
  HorizonScore score;
  score.horizon = std::move(horizon);
  score.called = called;
  score.sooner = sooner;
  score.later = later;
  score.inside = called - sooner - later;
  return score;
}

}  // namespace

std::size_t horizon_of(int likely_s) {
  constexpr int short_s = 10 * 60;
  constexpr int long_s = 30 * 60;
  if (likely_s < short_s) return 0;
  return likely_s < long_s ? 1 : 2;
}

void Calibration::called(const Awaited& awaited, Instant at) {
  const auto& told = awaited.told;
  const auto waited_s = std::chrono::duration<double>(at - awaited.since).count();
  const bool sooner = waited_s < told.low_s;
  const bool later = waited_s > told.high_s;
  const auto horizon = horizon_of(told.likely_s);
  for (auto* sums : {&whole_, &today_}) {
    auto& sum = (*sums)[horizon];
    ++sum.called;
    sum.sooner += sooner ? 1 : 0;
    sum.later += later ? 1 : 0;
    sum.error_s += std::abs(waited_s - told.likely_s);
    sum.average_error_s += std::abs(waited_s - told.average_s);
    sum.width_s += told.high_s - told.low_s;
    sum.waited_s += waited_s;
  }
  learn(stretches_[horizon].below, sooner, missed_below);
  learn(stretches_[horizon].above, later, missed_above);
}

void Calibration::see(const Event& event) {
  if (const auto* issued = std::get_if<Issued>(&event)) {
    if (issued->told) open_[issued->ticket] = {*issued->told, issued->at};
  } else if (const auto* fact = std::get_if<Called>(&event)) {
    const auto found = open_.find(fact->ticket);
    if (found == open_.end()) return;
    // A special call goes by no order, and nobody could have told it.
    if (!fact->special) called(found->second, fact->at);
    open_.erase(found);
  } else if (const auto* moved = std::get_if<Transferred>(&event)) {
    open_.erase(moved->ticket);
  } else if (std::holds_alternative<DayEnded>(event)) {
    open_.clear();
    today_ = {};
  }
}

std::vector<HorizonScore> Calibration::listed(const Sums& sums) {
  std::vector<HorizonScore> list;
  Sum all;
  const auto add = [&](const char* name, const Sum& sum) {
    auto line = score(name, sum.called, sum.sooner, sum.later);
    const double count = std::max(1, sum.called);
    line.error_s = sum.error_s / count;
    line.average_error_s = sum.average_error_s / count;
    line.width_s = sum.width_s / count;
    line.waited_s = sum.waited_s / count;
    list.push_back(std::move(line));
  };
  for (std::size_t at = 0; at < horizons; ++at) {
    const auto& sum = sums[at];
    add(names[at], sum);
    all.called += sum.called;
    all.sooner += sum.sooner;
    all.later += sum.later;
    all.error_s += sum.error_s;
    all.average_error_s += sum.average_error_s;
    all.width_s += sum.width_s;
    all.waited_s += sum.waited_s;
  }
  add("all", all);
  return list;
}

}  // namespace atrium::waiting_room::forecast
