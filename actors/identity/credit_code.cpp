// Unified social credit codes, GB 32100: 31 symbols, weights that are powers of 3, modulus 31.
#include "actors/identity/rules.hpp"

#include <array>

namespace atrium::identity {
namespace {

constexpr std::string_view symbols = "0123456789ABCDEFGHJKLMNPQRTUWXY";

// Given out in the first months of the scheme with a check digit that no rule gives, and in use.
constexpr std::array pilot_codes = {"91350211M0000XUF46"};

char check_symbol(std::string_view first_17) {
  std::size_t sum = 0;
  std::size_t weight = 1;
  for (const char c : first_17) {
    sum += symbols.find(c) * weight;
    weight = weight * 3 % symbols.size();
  }
  return symbols[(symbols.size() - sum % symbols.size()) % symbols.size()];
}

}  // namespace

Finding check_credit_code(std::string_view text) {
  auto code = tidied(text);
  const bool known =
      std::ranges::all_of(code, [](char c) { return symbols.find(c) != std::string_view::npos; });
  if (code.size() != citizen_length || !known) {
    return invalid(std::move(code), "form",
                   "a credit code is 18 symbols without I, O, S, V and Z; compare it with the "
                   "licence");
  }
  if (check_symbol(std::string_view(code).substr(0, 17)) == code.back()) {
    return valid(std::move(code));
  }
  if (std::ranges::count(pilot_codes, code) > 0) {
    return warned(std::move(code), "pilot_code",
                  "its check digit does not fit, but it was given out so; look at the licence");
  }
  return invalid(std::move(code), "check_digit",
                 "its check digit does not fit; compare every symbol with the licence");
}

}  // namespace atrium::identity
