// Local time from a table of offsets; no tz database is read here.
#include "runtime/core/time/zone.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace atrium {
namespace {

constexpr std::chrono::seconds shanghai_offset{8 * 3600};

using Offsets = std::vector<ZoneOffset>;

// The offset in force at that instant; a zone without any is Shanghai's.
Offsets::const_iterator holding(const Zone& zone, Instant at) {
  const auto next = std::ranges::upper_bound(zone.offsets, at, {}, &ZoneOffset::from);
  return next == zone.offsets.begin() ? next : std::prev(next);
}

std::chrono::seconds offset_at(const Zone& zone, Instant at) {
  if (zone.offsets.empty()) return shanghai_offset;
  return std::chrono::seconds{holding(zone, at)->offset_s};
}

// By the clock on the wall alone, which is set back where summer time ends.
Day day_shown(const Zone& zone, std::chrono::minutes reset, Instant at) {
  const auto shifted = local_time(zone, at) - reset;
  return {
      static_cast<int>(std::chrono::floor<std::chrono::days>(shifted).time_since_epoch().count())};
}

std::chrono::year_month_day date_of(Day day) {
  return std::chrono::year_month_day{std::chrono::sys_days{std::chrono::days{day.days}}};
}

}  // namespace

std::chrono::local_time<Duration> local_time(const Zone& zone, Instant at) {
  return std::chrono::local_time<Duration>{at.time_since_epoch() + offset_at(zone, at)};
}

// A day that has begun goes on when the clock is set back over its turn.
Day business_day(const Zone& zone, std::chrono::minutes reset, Instant at) {
  const auto shown = day_shown(zone, reset, at);
  if (zone.offsets.empty()) return shown;
  const auto entry = holding(zone, at);
  if (entry == zone.offsets.begin()) return shown;
  return std::max(shown, day_shown(zone, reset, entry->from - Duration{1}));
}

// The turn in local time has one instant per offset in force around it; the earliest one that the
// day before does not claim is the end, so that no instant belongs to two days or to none.
Instant day_end(const Zone& zone, std::chrono::minutes reset, Day day) {
  const auto turn = std::chrono::days{day.days + 1} + reset;
  const Instant by_utc{turn};
  Instant earliest = Instant::max();
  for (const auto shift : {-std::chrono::days{1}, std::chrono::days{0}, std::chrono::days{1}}) {
    const Instant candidate = by_utc - offset_at(zone, by_utc + shift);
    if (business_day(zone, reset, candidate) > day) earliest = std::min(earliest, candidate);
  }
  for (const auto& entry : zone.offsets) {
    if (entry.from < earliest && business_day(zone, reset, entry.from) > day &&
        business_day(zone, reset, entry.from - Duration{1}) <= day) {
      earliest = entry.from;
    }
  }
  return earliest;
}

std::string to_text(Day day) {
  const auto date = date_of(day);
  return fmt::format("{:04}-{:02}-{:02}", int(date.year()), unsigned(date.month()),
                     unsigned(date.day()));
}

std::string to_compact(Day day) {
  const auto date = date_of(day);
  return fmt::format("{:04}{:02}{:02}", int(date.year()), unsigned(date.month()),
                     unsigned(date.day()));
}

}  // namespace atrium
