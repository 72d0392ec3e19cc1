// Numbers of the citizen kind, all 18 long with a MOD 11-2 check digit: GB 11643, residence
// permits, and foreigners' permanent residence from 2023 on.
#include "actors/identity/rules.hpp"

#include <array>
#include <chrono>

namespace atrium::identity {
namespace {

constexpr std::size_t first_generation_length = 15;
constexpr std::array permits = {"810000", "820000", "830000"};

Finding wrong_form(std::string number, std::string_view what) {
  return invalid(std::move(number), "form", std::string(what) + "; count the digits again");
}

std::string extended(const std::string& fifteen) {
  auto number = fifteen.substr(0, 6) + "19" + fifteen.substr(6);
  number += citizen_check_digit(number);
  return number;
}

}  // namespace

char citizen_check_digit(std::string_view first_17) {
  constexpr std::array weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  constexpr std::string_view digits = "10X98765432";
  int sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) sum += (first_17[i] - '0') * weights.at(i);
  return digits[static_cast<std::size_t>(sum % 11)];
}

bool is_birth_date(std::string_view text, Day today) {
  using namespace std::chrono;
  if (text.size() != 8 || !are_digits(text)) return false;
  const int compact = std::stoi(std::string(text));
  const year_month_day date{year{compact / 10000},
                            month{static_cast<unsigned>(compact / 100 % 100)},
                            day{static_cast<unsigned>(compact % 100)}};
  return date.ok() && int{date.year()} >= 1800 &&
         sys_days{date}.time_since_epoch().count() <= today.days;
}

bool is_province(std::string_view two) {
  constexpr std::array known = {"11", "12", "13", "14", "15", "21", "22", "23", "31",
                                "32", "33", "34", "35", "36", "37", "41", "42", "43",
                                "44", "45", "46", "50", "51", "52", "53", "54", "61",
                                "62", "63", "64", "65", "71", "81", "82", "83"};
  return std::ranges::count(known, two) > 0;
}

std::optional<Finding> fault_of_18(const std::string& number, std::string_view birth, Day today) {
  if (!is_birth_date(birth, today)) {
    return invalid(number, "no_such_date",
                   "its date of birth is no day that has been; compare it with the card");
  }
  if (citizen_check_digit(number) != number.back()) {
    return invalid(number, "check_digit",
                   "its check digit does not fit; compare every digit with the card");
  }
  return std::nullopt;
}

Finding check_citizen_number(std::string_view text, Day today) {
  auto number = tidied(text);
  if (number.size() == first_generation_length && are_digits(number)) number = extended(number);
  if (number.size() != citizen_length || !are_digits(std::string_view(number).substr(0, 17)) ||
      (!is_digit(number.back()) && number.back() != 'X')) {
    return wrong_form(std::move(number), "it is 18 digits, the last of them perhaps X");
  }
  if (auto fault = fault_of_18(number, std::string_view(number).substr(6, 8), today)) {
    return *fault;
  }
  if (!is_province(std::string_view(number).substr(0, 2))) {
    return warned(std::move(number), "unknown_division",
                  "its first two digits are no division in use; compare it with the card");
  }
  return valid(std::move(number));
}

Finding check_residence_permit(std::string_view text, Day today) {
  auto found = check_citizen_number(text, today);
  if (found.verdict == Verdict::invalid) return found;
  if (std::ranges::count(permits, std::string_view(found.normal).substr(0, 6)) > 0) return found;
  return invalid(std::move(found.normal), "not_a_permit",
                 "a residence permit begins with 810000, 820000 or 830000; choose the kind of "
                 "document that it is");
}

Finding check_foreigner_card(std::string_view text, Day today) {
  auto number = tidied(text);
  const std::string_view view = number;
  if (view.size() == first_generation_length) {
    const bool letters =
        std::ranges::all_of(view.substr(0, 3), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (letters && are_digits(view.substr(3))) return valid(std::move(number));
  }
  if (view.size() != citizen_length || view.front() != '9' || !are_digits(view.substr(0, 17)) ||
      (!is_digit(view.back()) && view.back() != 'X')) {
    return wrong_form(std::move(number),
                      "it is 18 digits that begin with 9, or 3 letters and 12 digits");
  }
  if (!is_province(view.substr(1, 2))) {
    return invalid(std::move(number), "unknown_division",
                   "its second and third digits name no province; compare it with the card");
  }
  if (view.substr(14, 3) == "000") {
    return invalid(std::move(number), "sequence",
                   "its sequence 000 is never given; compare it with the card");
  }
  if (auto fault = fault_of_18(number, view.substr(6, 8), today)) return *fault;
  return valid(std::move(number));
}

}  // namespace atrium::identity
