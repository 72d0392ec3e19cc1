// Which rule a document comes under, and what the shape of a number alone tells.
#include "actors/identity/rules.hpp"

namespace atrium::identity {
namespace {

bool is_letter(char c) { return c >= 'A' && c <= 'Z'; }

// 17 digits and a digit or X.
bool is_citizen_form(std::string_view text) {
  return text.size() == citizen_length && are_digits(text.substr(0, 17)) &&
         (is_digit(text.back()) || text.back() == 'X');
}

bool is_pass_form(std::string_view text) {
  return (text.size() == 9 || text.size() == 11) && (text[0] == 'H' || text[0] == 'M') &&
         are_digits(text.substr(1));
}

}  // namespace

std::string tidied(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == ' ' || c == '-') continue;
    out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return out;
}

Finding check_hk_macao_pass(std::string_view text) {
  auto number = tidied(text);
  if (is_pass_form(number)) return valid(std::move(number));
  return invalid(std::move(number), "form",
                 "a pass is H or M and 8 digits, with or without 2 more; compare it with the card");
}

std::string kind_of(std::string_view text) {
  const auto number = tidied(text);
  const std::string_view view = number;
  if (is_pass_form(view)) return "hk_macao_pass";
  if (view.size() == 15 && are_digits(view)) return "id_card";
  if (view.size() == 15 && std::ranges::all_of(view.substr(0, 3), is_letter) &&
      are_digits(view.substr(3))) {
    return "foreigner_card";
  }
  if (!is_citizen_form(view)) return "";
  if (view.front() == '9') return "foreigner_card";
  const auto division = view.substr(0, 6);
  const bool permit = division == "810000" || division == "820000" || division == "830000";
  return permit ? "residence_permit" : "id_card";
}

Finding check_document(std::string_view kind, std::string_view number, Day today) {
  const auto seen = kind.empty() ? kind_of(number) : std::string(kind);
  if (seen == "id_card") return check_citizen_number(number, today);
  if (seen == "residence_permit") return check_residence_permit(number, today);
  if (seen == "hk_macao_pass") return check_hk_macao_pass(number);
  if (seen == "foreigner_card") return check_foreigner_card(number, today);
  if (seen == "credit_code") return check_credit_code(number);
  return valid(std::string(number));
}

}  // namespace atrium::identity
