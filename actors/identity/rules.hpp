// What the rules of several kinds share. Not for anybody outside this folder.
#pragma once

#include "actors/identity/identity.hpp"

#include <algorithm>
#include <optional>

namespace atrium::identity {

inline constexpr std::size_t citizen_length = 18;

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline bool are_digits(std::string_view text) { return std::ranges::all_of(text, is_digit); }

// Without spaces and hyphens, in capitals: people and readers write both.
std::string tidied(std::string_view text);

inline Finding valid(std::string normal) { return {Verdict::valid, std::move(normal), {}, {}}; }
inline Finding warned(std::string normal, std::string code, std::string why) {
  return {Verdict::warn, std::move(normal), std::move(code), std::move(why)};
}
inline Finding invalid(std::string normal, std::string code, std::string why) {
  return {Verdict::invalid, std::move(normal), std::move(code), std::move(why)};
}

// MOD 11-2 over the first 17 of a citizen number: '0' … '9' or 'X'.
char citizen_check_digit(std::string_view first_17);
// "YYYYMMDD" that is a day of the calendar, not after today.
bool is_birth_date(std::string_view text, Day today);
// The first two digits of a division: 11 Beijing … 65 Xinjiang, 71, 81, 82, and 83 on permits.
bool is_province(std::string_view two);
// What is wrong with the last four parts of an 18-digit number; nothing when all hold.
std::optional<Finding> fault_of_18(const std::string& number, std::string_view birth, Day today);

}  // namespace atrium::identity
