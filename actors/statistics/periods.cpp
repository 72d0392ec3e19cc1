// Local time is looked up instant by instant, so that a changed clock is no special case.
#include "actors/statistics/periods.hpp"

#include <fmt/format.h>

namespace atrium::statistics {
namespace {

using std::chrono::minutes;

constexpr minutes half_hour{30};

}  // namespace

std::vector<Instant> half_hours(const Calendar& calendar, Instant begin, Instant end) {
  std::vector<Instant> cuts{begin};
  while (cuts.back() < end) {
    const auto later = cuts.back() + half_hour;
    const auto past = local_time(calendar.zone, later).time_since_epoch() % half_hour;
    const auto next = later - past > cuts.back() ? later - past : later;
    cuts.push_back(std::min<Instant>(next, end));
  }
  return cuts;
}

std::vector<Instant> days(const Calendar& calendar, Instant begin, Instant end) {
  std::vector<Instant> cuts{begin};
  while (cuts.back() < end) {
    const auto day = business_day(calendar.zone, calendar.reset, cuts.back());
    cuts.push_back(std::min(day_end(calendar.zone, calendar.reset, day), end));
  }
  return cuts;
}

std::string half_hour_name(const Calendar& calendar, Instant begin) {
  const auto local = local_time(calendar.zone, begin).time_since_epoch();
  const auto offset = std::chrono::duration_cast<minutes>(local - begin.time_since_epoch()).count();
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const auto minute = std::chrono::duration_cast<minutes>(local - day).count() / 30 * 30;
  const auto east = offset < 0 ? -offset : offset;
  return fmt::format("{}T{:02}:{:02}{}{:02}:{:02}", to_text(Day{static_cast<int>(day.count())}),
                     minute / 60, minute % 60, offset < 0 ? '-' : '+', east / 60, east % 60);
}

}  // namespace atrium::statistics
