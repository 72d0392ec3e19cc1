// From runs to intervals.
#include "actors/waiting_room/forecast/forecaster.hpp"

#include <algorithm>
#include <cmath>

namespace atrium::waiting_room::forecast {
namespace {

constexpr double tail = 0.1;  // Outside of the interval on either side, before it is stretched.
constexpr double longest_s = 24 * 3600;

// Nothing: not within the hall's day.
std::optional<double> quantile(const Calls& calls, double share) {
  const double place = share * static_cast<double>(calls.size()) - 0.5;
  const auto below = static_cast<std::size_t>(std::clamp(place, 0.0, double(calls.size() - 1)));
  const auto above = std::min(below + 1, calls.size() - 1);
  const double along = std::clamp(place - static_cast<double>(below), 0.0, 1.0);
  const double value = calls[below] + along * (double(calls[above]) - calls[below]);
  return value < longest_s ? std::optional(value) : std::nullopt;
}

}  // namespace

void Forecaster::learn(const Event& event) {
  measured_.see(event);
  calibration_.see(event);
}

void Forecaster::see(const Event& event) {
  evolve(room_, event);
  learn(event);
}

Wait Forecaster::wait_of(const Calls& calls) const {
  const auto likely = quantile(calls, 0.5);
  const double low = quantile(calls, tail).value_or(longest_s);
  if (!likely) return {static_cast<int>(low), std::nullopt, std::nullopt};
  const auto high = quantile(calls, 1 - tail);
  const auto& stretch = calibration_.stretch(horizon_of(static_cast<int>(*likely)));
  const auto told_low = std::floor(std::max(0.0, *likely - stretch.below * (*likely - low)));
  Wait wait{static_cast<int>(told_low), static_cast<int>(std::lround(*likely)), std::nullopt};
  if (high) {
    const auto told_high = std::ceil(*likely + stretch.above * (*high - *likely));
    wait.high_s = static_cast<int>(std::min(told_high, longest_s));
  }
  return wait;
}

bool Forecaster::is_served(const ServiceId& service) const {
  const auto& windows = room_.index.services.at(service).windows;
  return std::ranges::any_of(
      windows, [&](std::size_t at) { return room_.facts.windows[at].intake != Intake::closed; });
}

Estimates Forecaster::estimates(Instant now, int runs) const {
  Estimates estimates;
  estimates.as_of = now;
  if (!room_.facts.configuration) return estimates;
  const auto draws = measured_.draws(now);
  const auto times = open_times(measured_.hours(), now);
  const auto waiting = waiting_only(room_);
  for (const auto& part : parts_of(room_)) {
    Outlook outlook;
    look_ahead(room_, waiting, part, draws, times, measured_.overtaking(), now, {runs, {}},
               outlook);
    for (const auto& [ticket, calls] : outlook.tickets) {
      const auto& standing = room_.facts.tickets[room_.index.tickets.at(ticket)].standing;
      if (is_served(standing.service)) estimates.tickets[ticket] = wait_of(calls);
    }
    for (const auto& [service, calls] : outlook.newcomers) {
      if (is_served(service)) estimates.newcomers[service] = wait_of(calls);
    }
  }
  return estimates;
}

std::optional<Wait> Forecaster::newcomer(const ServiceId& service, Instant now, int runs) const {
  if (!room_.facts.configuration) return std::nullopt;
  const auto found = room_.index.services.find(service);
  if (found == room_.index.services.end() || !is_served(service)) return std::nullopt;
  const auto draws = measured_.draws(now);
  const auto times = open_times(measured_.hours(), now);
  const auto waiting = waiting_only(room_);
  for (const auto& part : parts_of(room_)) {
    if (std::ranges::find(part.services, found->second.at) == part.services.end()) continue;
    Outlook outlook;
    look_ahead(room_, waiting, part, draws, times, measured_.overtaking(), now, {runs, service},
               outlook);
    return wait_of(outlook.newcomers.at(service));
  }
  return std::nullopt;
}

}  // namespace atrium::waiting_room::forecast
