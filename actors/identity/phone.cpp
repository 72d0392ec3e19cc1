// Mobile numbers, by the expressions of VincentSit/ChinaMobilePhoneNumberRegex (2022-05). Prefixes
// are added every year, so an eleven-digit number of a prefix not listed only warns.
#include "actors/identity/rules.hpp"

#include <regex>

namespace atrium::identity {
namespace {

constexpr const char* gets_messages =
    R"(^(?:\+?86)?1(?:3\d{3}|5[^4\D]\d{2}|8\d{3}|7(?:[0-35-9]\d{2}|4(?:0\d|1[0-2]|9\d)))"
    R"(|9[0-35-9]\d{2}|6[2567]\d{2}|4[579]\d{2})\d{6}$)";
constexpr const char* any_listed =
    R"(^(?:\+?86)?1(?:3\d{3}|5[^4\D]\d{2}|8\d{3}|7(?:[0-35-9]\d{2}|4(?:0\d|1[0-2]|9\d)))"
    R"(|9[0-35-9]\d{2}|6[2567]\d{2}|4(?:(?:10|4[01])\d{3}|[68]\d{4}|[579]\d{2}))\d{6}$)";
constexpr const char* any_eleven = R"(^(?:\+?86)?1\d{10}$)";

bool fits(const std::string& number, const std::regex& form) {
  return std::regex_match(number, form);
}

// +86 and 86 say no more than that the number is of this country.
std::string without_country(const std::string& number) {
  const std::string_view view = number;
  if (view.starts_with("+86")) return number.substr(3);
  return view.starts_with("86") ? number.substr(2) : number;
}

}  // namespace

Finding check_phone(std::string_view text) {
  static const std::regex sms(gets_messages);
  static const std::regex all(any_listed);
  static const std::regex eleven(any_eleven);
  constexpr std::size_t longest = 20;
  const auto number = tidied(text);
  if (number.size() > longest) {
    return invalid(number, "form", "a mobile number has 11 digits; count them again");
  }
  if (fits(number, sms)) return valid(without_country(number));
  if (fits(number, all)) {
    return warned(without_country(number), "no_messages",
                  "numbers of this prefix belong to devices and get no messages; ask for another "
                  "number if messages are to be sent");
  }
  if (fits(number, eleven)) {
    return warned(without_country(number), "unknown_prefix",
                  "its prefix is not on our list, which may be older than the number; compare it");
  }
  return invalid(number, "form",
                 "a mobile number has 11 digits and begins with 1; count them again");
}

}  // namespace atrium::identity
