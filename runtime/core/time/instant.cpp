// ISO 8601, the one textual form of an instant.
#include "runtime/core/time/instant.hpp"

#include <fmt/format.h>

#include <charconv>

namespace atrium {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

// Takes exactly `width` digits off the front.
std::optional<int> take_digits(std::string_view& text, std::size_t width) {
  if (text.size() < width) return std::nullopt;
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + width, value);
  if (error != std::errc{} || end != text.data() + width || text.front() == '-')
    return std::nullopt;
  text.remove_prefix(width);
  return value;
}

bool take(std::string_view& text, char expected) {
  if (!text.starts_with(expected)) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<Duration> take_fraction(std::string_view& text) {
  if (!take(text, '.')) return Duration{0};
  std::int64_t micros = 0;
  std::int64_t unit = 100'000;
  bool any = false;
  while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
    micros += (text.front() - '0') * unit;
    unit /= 10;
    any = true;
    text.remove_prefix(1);
  }
  return any ? std::optional(Duration{micros}) : std::nullopt;
}

std::optional<std::chrono::minutes> take_offset(std::string_view& text) {
  if (take(text, 'Z')) return std::chrono::minutes{0};
  const bool east = text.starts_with('+');
  if (!east && !text.starts_with('-')) return std::nullopt;
  text.remove_prefix(1);
  const auto hours = take_digits(text, 2);
  if (!hours || !take(text, ':')) return std::nullopt;
  const auto minutes = take_digits(text, 2);
  if (!minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  const auto offset = std::chrono::hours{*hours} + std::chrono::minutes{*minutes};
  return east ? offset : -offset;
}

}  // namespace

std::string to_iso8601(Instant at) {
  const std::chrono::year_month_day date{std::chrono::floor<days>(at)};
  // Not `at` less its day: the first day of all begins before the first instant of all.
  auto since_midnight = at.time_since_epoch() % days{1};
  if (since_midnight < Duration{}) since_midnight += days{1};
  const std::chrono::hh_mm_ss time{std::chrono::floor<std::chrono::milliseconds>(since_midnight)};
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", int(date.year()),
                     unsigned(date.month()), unsigned(date.day()), time.hours().count(),
                     time.minutes().count(), time.seconds().count(), time.subseconds().count());
}

std::optional<Instant> from_iso8601(std::string_view text) {
  const auto year = take_digits(text, 4);
  if (!year || !take(text, '-')) return std::nullopt;
  const auto month = take_digits(text, 2);
  if (!month || !take(text, '-')) return std::nullopt;
  const auto day = take_digits(text, 2);
  if (!day || !take(text, 'T')) return std::nullopt;
  const auto hour = take_digits(text, 2);
  if (!hour || !take(text, ':')) return std::nullopt;
  const auto minute = take_digits(text, 2);
  if (!minute || !take(text, ':')) return std::nullopt;
  const auto second = take_digits(text, 2);
  if (!second) return std::nullopt;
  const auto fraction = take_fraction(text);
  if (!fraction) return std::nullopt;
  const auto offset = take_offset(text);
  const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month(*month),
                                         std::chrono::day(*day)};
  if (!offset || !text.empty() || !date.ok() || *hour > 23 || *minute > 59 || *second > 59) {
    return std::nullopt;
  }
  return Instant{sys_days{date}.time_since_epoch() + std::chrono::hours{*hour} +
                 std::chrono::minutes{*minute} + std::chrono::seconds{*second} + *fraction -
                 *offset};
}

}  // namespace atrium
