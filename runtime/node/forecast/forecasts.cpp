// Once a second, for every hall, and less often where that is too much.
#include "runtime/node/forecast/forecasts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <exception>

namespace atrium::node {
namespace {

using namespace std::chrono_literals;

constexpr auto ages_at_most = 5s;  // While somebody waits and nothing happens.
constexpr int runs_most = 64;
constexpr int runs_least = 8;

}  // namespace

Forecasts::Time Forecasts::pause_after(Time took) {
  return std::max<Time>(1s, took * (1s / work_at_most));
}

Forecasts::Forecasts(const host::Runtime& runtime, const std::vector<halls::Definition>& halls,
                     const RoomCodec& codec)
    : runtime_(runtime) {
  for (const auto& hall : halls) {
    auto& entry = halls_[hall.hall];
    entry.forecast = std::make_unique<HallForecast>(hall, runtime.feed(hall.hall), codec);
    entry.runs = runs_most;
  }
}

Forecasts::~Forecasts() { stop(); }

void Forecasts::run() {
  thread_ = std::jthread([this](const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any woken;
    while (!stop.stop_requested()) {
      const auto begun = std::chrono::steady_clock::now();
      look_again();
      const auto pause = pause_after(std::chrono::steady_clock::now() - begun);
      std::unique_lock lock(mutex);
      woken.wait_for(lock, stop, pause, [] { return false; });
    }
  });
}

void Forecasts::stop() {
  if (!thread_.joinable()) return;
  thread_.request_stop();
  thread_.join();
}

void Forecasts::look_again() {
  for (auto& [id, hall] : halls_) {
    if (!hall.trouble.empty()) continue;
    try {
      look(hall);
    } catch (const std::exception& broken) {
      hall.trouble = broken.what();
    }
    if (hall.trouble.empty()) continue;
    fmt::print(stderr, "warning: hall {} tells no waits until the next start: {}\n", id.value,
               hall.trouble);
    std::scoped_lock lock(mutex_);
    hall.estimates.reset();
  }
}

void Forecasts::look(Hall& hall) {
  const auto changed = hall.forecast->catch_up();
  if (!changed) {
    hall.trouble = changed.error().what;
    return;
  }
  const auto now = runtime_.clock().now();
  const bool aged = hall.made && now - *hall.made >= ages_at_most;
  if (*changed || !hall.made || (aged && hall.forecast->forecaster().busy())) refresh(hall, now);
}

// As many runs as the second has room for: fewer are less steady, not late. Where the least are too
// many, the next look comes later.
void Forecasts::refresh(Hall& hall, Instant now) {
  const auto begun = std::chrono::steady_clock::now();
  const auto& forecaster = hall.forecast->forecaster();
  auto estimates =
      std::make_shared<const waiting_room::Estimates>(forecaster.estimates(now, hall.runs));
  const auto& calibration = forecaster.calibration();
  front::CalibrationView view{calibration.today(), calibration.scores()};
  hall.made = now;
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
  const std::chrono::duration<double> room = work_at_most / static_cast<double>(halls_.size());
  const double fits = hall.runs * room.count() / std::max(1e-6, took.count());
  hall.runs =
      std::clamp(static_cast<int>(std::min<double>(fits, runs_most)), runs_least, runs_most);
  std::scoped_lock lock(mutex_);
  hall.estimates = std::move(estimates);
  hall.calibration = std::move(view);
}

std::shared_ptr<const waiting_room::Estimates> Forecasts::estimates(const PartitionId& hall) const {
  const auto found = halls_.find(hall);
  if (found == halls_.end()) return nullptr;
  std::scoped_lock lock(mutex_);
  return found->second.estimates;
}

std::optional<waiting_room::Wait> Forecasts::newcomer(const PartitionId& hall,
                                                      const ServiceId& service) const {
  const auto last = estimates(hall);
  return last == nullptr ? std::nullopt : last->newcomer(service);
}

front::CalibrationView Forecasts::calibration(const PartitionId& hall) const {
  const auto found = halls_.find(hall);
  if (found == halls_.end()) return {};
  std::scoped_lock lock(mutex_);
  return found->second.calibration;
}

}  // namespace atrium::node
