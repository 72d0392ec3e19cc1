// The half hours and business days of a hall's own time.
#pragma once

#include "actors/statistics/book.hpp"

#include <string>
#include <vector>

namespace atrium::statistics {

// Ascending from `begin` to `end`, both included: at every local half hour, also over a change of
// the clocks.
std::vector<Instant> half_hours(const Calendar& calendar, Instant begin, Instant end);
// The same at every turn of the day.
std::vector<Instant> days(const Calendar& calendar, Instant begin, Instant end);

std::string half_hour_name(const Calendar& calendar, Instant begin);  // "2026-11-21T08:30+08:00"

}  // namespace atrium::statistics
