// From weekly hours to instants.
#include "actors/waiting_room/forecast/hours.hpp"

#include <algorithm>

namespace atrium::waiting_room::forecast {
namespace {

using namespace std::chrono_literals;

constexpr int days_back = 1;
constexpr int days_ahead = 8;
constexpr int thursday = 3;  // 1970-01-01, with Monday as 0.

Instant at_local(const Zone& zone, int day, std::chrono::minutes minute) {
  if (minute >= 24h) return day_end(zone, minute - 24h, Day{day});
  return day_end(zone, minute, Day{day - 1});
}

}  // namespace

std::vector<OpenTime> open_times(const Hours& hours, Instant at) {
  const int today = business_day(hours.zone, 0min, at).days;
  const bool never_said =
      std::ranges::all_of(hours.week, [](const auto& day) { return day.empty(); });
  if (never_said) {
    return {{at_local(hours.zone, today - days_back, 0min),
             at_local(hours.zone, today + days_ahead, 0min)}};
  }
  std::vector<OpenTime> times;
  for (int day = today - days_back; day <= today + days_ahead; ++day) {
    const auto weekday = static_cast<std::size_t>(((day + thursday) % 7 + 7) % 7);
    for (const auto& [begins, ends] : hours.week[weekday]) {
      times.push_back({at_local(hours.zone, day, begins), at_local(hours.zone, day, ends)});
    }
  }
  return times;
}

std::optional<OpenTime> latest(const std::vector<OpenTime>& times, Instant at) {
  const auto next = std::ranges::find_if(times, [&](const auto& open) { return open.begins > at; });
  if (next == times.begin()) return std::nullopt;
  return *std::prev(next);
}

std::optional<OpenTime> following(const std::vector<OpenTime>& times, Instant at) {
  const auto next = std::ranges::find_if(times, [&](const auto& open) { return open.begins > at; });
  if (next == times.end()) return std::nullopt;
  return *next;
}

}  // namespace atrium::waiting_room::forecast
