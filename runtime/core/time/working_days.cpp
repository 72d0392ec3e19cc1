// Working days by the published notices. Sources: General Office of the State Council, notice
// 国办发明电〔2024〕12号 of 2024-11-12 for 2025, and the notice of 2025-11-04 for 2026
// (https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm).
#include "runtime/core/time/working_days.hpp"

#include "runtime/core/assert.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <span>

namespace atrium {
namespace {

using std::chrono::sys_days;

struct Dates {
  std::string_view first;
  std::string_view last;
};

constexpr std::array off_2025{Dates{"2025-01-01", "2025-01-01"}, Dates{"2025-01-28", "2025-02-04"},
                              Dates{"2025-04-04", "2025-04-06"}, Dates{"2025-05-01", "2025-05-05"},
                              Dates{"2025-05-31", "2025-06-02"}, Dates{"2025-10-01", "2025-10-08"}};
constexpr std::array<std::string_view, 5> work_2025{"2025-01-26", "2025-02-08", "2025-04-27",
                                                    "2025-09-28", "2025-10-11"};
constexpr std::array off_2026{Dates{"2026-01-01", "2026-01-03"}, Dates{"2026-02-15", "2026-02-23"},
                              Dates{"2026-04-04", "2026-04-06"}, Dates{"2026-05-01", "2026-05-05"},
                              Dates{"2026-06-19", "2026-06-21"}, Dates{"2026-09-25", "2026-09-27"},
                              Dates{"2026-10-01", "2026-10-07"}};
constexpr std::array<std::string_view, 6> work_2026{"2026-01-04", "2026-02-14", "2026-02-28",
                                                    "2026-05-09", "2026-09-20", "2026-10-10"};

PublishedYear published(int year, std::span<const Dates> off,
                        std::span<const std::string_view> work) {
  PublishedYear notice{year, {}, {}};
  for (const Dates& holiday : off) {
    const int last = day_from(holiday.last).value().days;
    for (int day = day_from(holiday.first).value().days; day <= last; ++day) {
      notice.off.push_back({day});
    }
  }
  for (const auto date : work) notice.work.push_back(day_from(date).value());
  return notice;
}

sys_days date_of(Day day) { return sys_days{std::chrono::days{day.days}}; }

int year_of(Day day) { return int{std::chrono::year_month_day{date_of(day)}.year()}; }

bool named(const std::vector<PublishedYear>& years, std::vector<Day> PublishedYear::*list,
           Day day) {
  return std::ranges::any_of(years, [&](const PublishedYear& notice) {
    return std::ranges::find(notice.*list, day) != (notice.*list).end();
  });
}

std::optional<int> number(std::string_view digits) {
  int value = 0;
  const auto* end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, value);
  if (read.ec != std::errc{} || read.ptr != end || value < 0) return std::nullopt;
  return value;
}

}  // namespace

Reckoned<bool> WorkingDays::is_working(Day day) const {
  const int year = year_of(day);
  if (std::ranges::find(years, year, &PublishedYear::year) == years.end()) {
    return tl::unexpected(
        refuse(RefusalKind::wrong_phase, "calendar.year_not_published",
               fmt::format("The working days of {} are not published here: add the notice of that "
                           "year to the hall file under [[calendar.years]].",
                           year)));
  }
  if (named(years, &PublishedYear::off, day)) return false;
  if (named(years, &PublishedYear::work, day)) return true;
  const std::chrono::weekday weekday{date_of(day)};
  return weekday != std::chrono::Saturday && weekday != std::chrono::Sunday;
}

// Ends: each year that is not published refuses, and the published ones are finite.
Reckoned<Day> WorkingDays::after(Day start, int n) const {
  ATRIUM_ASSERT(n >= 0, "working days are counted forward");
  for (Day day = start; n > 0;) {
    ++day.days;
    const auto working = is_working(day);
    if (!working) return tl::unexpected(working.error());
    if (*working && --n == 0) return day;
  }
  return start;
}

Reckoned<int> WorkingDays::between(Day from, Day to) const {
  int count = 0;
  for (Day day{from.days + 1}; day <= to; ++day.days) {
    const auto working = is_working(day);
    if (!working) return tl::unexpected(working.error());
    count += *working ? 1 : 0;
  }
  return count;
}

const WorkingDays& published_working_days() {
  static const WorkingDays both{
      {published(2025, off_2025, work_2025), published(2026, off_2026, work_2026)}};
  return both;
}

std::optional<Day> day_from(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = number(text.substr(0, 4));
  const auto month = number(text.substr(5, 2));
  const auto day = number(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month(*month),
                                         std::chrono::day(*day)};
  if (!date.ok()) return std::nullopt;
  return Day{static_cast<int>(sys_days{date}.time_since_epoch().count())};
}

}  // namespace atrium
