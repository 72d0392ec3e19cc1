// See json.hpp.
#include "persistence/codec/json.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <iterator>

namespace atrium::persistence {

void write_json(std::string& to, std::string_view text) {
  to += '"';
  std::size_t written = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto letter = static_cast<unsigned char>(text[i]);
    if (letter >= 0x20 && letter != '"' && letter != '\\') continue;
    to.append(text.substr(written, i - written));
    written = i + 1;
    switch (letter) {
      case '"':
        to += "\\\"";
        break;
      case '\\':
        to += "\\\\";
        break;
      case '\n':
        to += "\\n";
        break;
      case '\r':
        to += "\\r";
        break;
      case '\t':
        to += "\\t";
        break;
      default:
        fmt::format_to(std::back_inserter(to), "\\u{:04x}", letter);
    }
  }
  to.append(text.substr(written));
  to += '"';
}

void write_json_instant(std::string& to, Instant at) {
  const auto midnight = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date(midnight);
  const auto year = static_cast<int>(date.year());
  if (year < 0 || year > 9999) return write_json(to, to_iso8601(at));
  const auto ms = std::chrono::floor<std::chrono::milliseconds>(at - midnight).count();
  char text[] = "\"0000-00-00T00:00:00.000Z\"";
  const auto digits = [&text](std::size_t end, std::int64_t value) {
    for (; value > 0; value /= 10) text[--end] = static_cast<char>('0' + value % 10);
  };
  digits(5, year);
  digits(8, static_cast<unsigned>(date.month()));
  digits(11, static_cast<unsigned>(date.day()));
  digits(14, ms / 3'600'000);
  digits(17, ms / 60'000 % 60);
  digits(20, ms / 1000 % 60);
  digits(24, ms % 1000);
  to.append(text, sizeof text - 1);
}

void write_json_number(std::string& to, std::int64_t value) {
  const fmt::format_int digits(value);
  to.append(digits.data(), digits.size());
}

void write_json_number(std::string& to, std::uint64_t value) {
  const fmt::format_int digits(value);
  to.append(digits.data(), digits.size());
}

void write_json_number(std::string& to, double value) {
  if (!std::isfinite(value)) {
    to += "null";
  } else if (value == std::trunc(value) && std::abs(value) < 1e15) {
    write_json_number(to, static_cast<std::int64_t>(value));
  } else {
    fmt::format_to(std::back_inserter(to), "{}", value);
  }
}

}  // namespace atrium::persistence
