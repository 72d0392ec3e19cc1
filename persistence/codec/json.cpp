// See json.hpp.
#include "persistence/codec/json.hpp"

#include <fmt/format.h>

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
