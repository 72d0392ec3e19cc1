// A hall's local time, as a value: the offsets from UTC and when each begins. The table travels in
// the hall's configuration event, so that a later change of time-zone law, or of the machine's tz
// database, cannot change history.
#pragma once

#include "runtime/core/time/instant.hpp"

#include <boost/describe.hpp>

#include <compare>
#include <string>
#include <vector>

namespace atrium {

struct ZoneOffset {
  Instant from;      // This offset holds from here on, until the next entry.
  int offset_s = 0;  // Seconds east of UTC.
  bool operator==(const ZoneOffset&) const = default;
};
BOOST_DESCRIBE_STRUCT(ZoneOffset, (), (from, offset_s))

struct Zone {
  std::string name = "Asia/Shanghai";
  std::vector<ZoneOffset>
      offsets;  // Ascending by `from`; the first also holds before its begin; empty = UTC+8.
  bool operator==(const Zone&) const = default;
};
BOOST_DESCRIBE_STRUCT(Zone, (), (name, offsets))

// A business day, named by the date on which it began: days since 1970-01-01 in local time.
struct Day {
  int days = 0;
  friend auto operator<=>(const Day&, const Day&) = default;
};
BOOST_DESCRIBE_STRUCT(Day, (), (days))

std::chrono::local_time<Duration> local_time(const Zone&, Instant);

// The business day of `at` in a hall whose day turns at `reset` after local midnight (0 ≤ reset <
// 24 h). Never goes back: in the hour that comes twice, a day that began the first time goes on.
Day business_day(const Zone&, std::chrono::minutes reset, Instant at);

// When `day` ends: the first instant that belongs to the next day. Half-open: an event at 04:00
// with reset 04:00 is of the new day.
Instant day_end(const Zone&, std::chrono::minutes reset, Day day);

std::string to_text(Day day);     // "2026-11-21"
std::string to_compact(Day day);  // "20261121", as in ticket ids.

}  // namespace atrium
