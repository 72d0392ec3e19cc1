// Which days are working days: the years that the State Council has published, as a value. A year
// that is not published is refused by name, never guessed. What one hall closes for besides is not
// here: that is the hall's own rule.
#pragma once

#include "runtime/core/decision.hpp"
#include "runtime/core/time/zone.hpp"

#include <boost/describe.hpp>
#include <tl/expected.hpp>

#include <optional>
#include <string_view>
#include <vector>

namespace atrium {

// Every other day is a working day from Monday to Friday and off on Saturday and Sunday. A notice
// may name days of the year before or after its own.
struct PublishedYear {
  int year = 0;
  std::vector<Day> off;   // Holidays.
  std::vector<Day> work;  // Days worked to make up for them.
  bool operator==(const PublishedYear&) const = default;
};
BOOST_DESCRIBE_STRUCT(PublishedYear, (), (year, off, work))

// The refusal is `calendar.year_not_published` and names the year.
template <class T>
using Reckoned = tl::expected<T, Refusal>;

struct WorkingDays {
  std::vector<PublishedYear> years;
  bool operator==(const WorkingDays&) const = default;

  [[nodiscard]] Reckoned<bool> is_working(Day day) const;
  // The n-th working day (n ≥ 0) after `start`, which itself is not counted; `start` when n is 0.
  [[nodiscard]] Reckoned<Day> after(Day start, int n) const;
  // How many working days lie in (from, to]; 0 unless from < to. between(d, after(d, n)) is n.
  [[nodiscard]] Reckoned<int> between(Day from, Day to) const;
};
BOOST_DESCRIBE_STRUCT(WorkingDays, (), (years))

// 2025 and 2026, as the General Office of the State Council published them.
const WorkingDays& published_working_days();

// "2026-11-21"; nothing for any other text and for a date that does not exist.
std::optional<Day> day_from(std::string_view text);

}  // namespace atrium
