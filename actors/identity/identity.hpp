// Whether a number that names a person or a body can be right, by the public rules for its kind:
// form, date, check digit. Says nothing on whether such a person exists. Values and pure functions
// only; nothing here is stored.
#pragma once

#include "runtime/core/ids.hpp"
#include "runtime/core/time/zone.hpp"

#include <string>
#include <string_view>

namespace atrium::identity {

// warn: it breaks a rule of thumb, or may be right all the same; let it pass and show why.
enum class Verdict { valid, warn, invalid };

struct Finding {
  Verdict verdict = Verdict::valid;
  std::string normal;  // As it is to be kept: no spaces, capitals, 18 digits where 15 were given.
  std::string code;  // Why not simply valid: "check_digit", "no_such_date", …; empty when valid.
  std::string why;   // The same in words, with how to mend it. Never the number itself.
  bool operator==(const Finding&) const = default;
};

// GB 11643: 18 characters, or 15 of the first generation, which are extended. Residence permits for
// people of Hong Kong, Macao and Taiwan follow the same rule. Nobody is born after `today`.
Finding check_citizen_number(std::string_view number, Day today);
// The same, and its division is 810000, 820000 or 830000.
Finding check_residence_permit(std::string_view number, Day today);
// H or M and 8 digits, with or without 2 more for the issue.
Finding check_hk_macao_pass(std::string_view number);
// A foreigner's permanent residence: 18 digits from 2023 on, or 3 letters and 12 digits before.
Finding check_foreigner_card(std::string_view number, Day today);
// Eleven digits, with or without +86. One that gets no messages, or of a prefix not listed, warns.
Finding check_phone(std::string_view number);
// GB 32100: 18 symbols. Codes that were really issued with a wrong check digit warn.
Finding check_credit_code(std::string_view code);

// By the kind of document: "id_card", "residence_permit", "hk_macao_pass", "foreigner_card",
// "credit_code". Empty: by what the number looks like. A kind without a public rule is valid.
Finding check_document(std::string_view kind, std::string_view number, Day today);
// The kind that a number looks like, as a reader gives it; empty: none of these.
std::string kind_of(std::string_view number);

// For screens and slips: "4690***********012", "H******78", "135****2696", "张*". Empty stays empty.
std::string mask_number(std::string_view number);
std::string mask_phone(std::string_view phone);
std::string mask_name(std::string_view name);

}  // namespace atrium::identity
