// Strict: two digits, a colon, two digits, and nothing else.
#include "ops/halls/toml/time_of_day.hpp"

namespace atrium::halls {
namespace {

std::optional<int> two_digits(std::string_view text) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (text.size() != 2 || !is_digit(text[0]) || !is_digit(text[1])) return std::nullopt;
  return (text[0] - '0') * 10 + (text[1] - '0');
}

}  // namespace

std::optional<std::chrono::minutes> time_of_day(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const auto hour = two_digits(text.substr(0, 2));
  const auto minute = two_digits(text.substr(3));
  if (!hour || !minute || *minute > 59) return std::nullopt;
  const auto time = std::chrono::hours{*hour} + std::chrono::minutes{*minute};
  if (time > std::chrono::hours{24}) return std::nullopt;
  return time;
}

std::optional<Period> period(std::string_view text) {
  const auto dash = text.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto begins = time_of_day(text.substr(0, dash));
  const auto ends = time_of_day(text.substr(dash + 1));
  if (!begins || !ends) return std::nullopt;
  return Period{*begins, *ends};
}

}  // namespace atrium::halls
