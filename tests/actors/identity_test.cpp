// Numbers that name people and bodies: which are right, which only warn, which are refused.
// The vectors are public ones (GB 11643, GB 32100, and samples of the authorities' notes).
#include "actors/identity/identity.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>
#include <vector>

using namespace atrium;
using namespace atrium::identity;
using boost::unit_test::description;
namespace data = boost::unit_test::data;

namespace atrium::identity {
std::ostream& operator<<(std::ostream& out, Verdict verdict) {
  return out << (verdict == Verdict::valid  ? "valid"
                 : verdict == Verdict::warn ? "warn"
                                            : "invalid");
}
}  // namespace atrium::identity

namespace {

constexpr Day november_2026{20778};  // 2026-11-21

Finding citizen(const std::string& number) { return check_citizen_number(number, november_2026); }
Finding foreigner(const std::string& number) { return check_foreigner_card(number, november_2026); }

const std::vector<std::string> citizens{
    "11010519491231002X", "440524188001010014", "150102198807303035", "33010219200403064X",
    "321083197812162119", "469023199003070012", "469023199003070020", "430102199003070012",
    "430102199003070020", "310105199003070014", "310105199003070022", "510502199003070014",
    "510502199003070022", "610116199003070014", "610116199003070022", "810000199003070015",
    "810000199003070023", "820000199003070017", "820000199003070025", "830000199003070019",
    "830000199003070027"};

const std::vector<std::string> credit_codes{
    "91350100M000100Y43", "9144030071526726XG", "914403001922038216",
    "91440300708461136T", "91110108551385082Q", "11440232MB2D06811W",
    "12441500196720244T", "91110000101623741K", "911101066976941872"};

struct Phone {
  std::string number;
  Verdict verdict;
  std::string normal;
};
std::ostream& operator<<(std::ostream& out, const Phone& phone) { return out << phone.number; }

const std::vector<Phone> phones{{"13500002696", Verdict::valid, "13500002696"},
                                {"+8613500002696", Verdict::valid, "13500002696"},
                                {"8619212345678", Verdict::valid, "19212345678"},
                                {"14512345678", Verdict::valid, "14512345678"},
                                {"17412345678", Verdict::valid, "17412345678"},
                                {"17401234567", Verdict::valid, "17401234567"},
                                {"1440001234567", Verdict::warn, "1440001234567"},
                                {"1410123456789", Verdict::warn, "1410123456789"},
                                {"15412345678", Verdict::warn, "15412345678"},
                                {"19412345678", Verdict::warn, "19412345678"},
                                {"12345678901", Verdict::warn, "12345678901"},
                                {"14400012345678", Verdict::invalid, "14400012345678"},
                                {"2350000269", Verdict::invalid, "2350000269"},
                                {"135000026960", Verdict::invalid, "135000026960"}};

}  // namespace

BOOST_AUTO_TEST_SUITE(identity_numbers)

BOOST_DATA_TEST_CASE(a_citizen_number_of_the_standard_is_valid, data::make(citizens)) {
  BOOST_TEST(citizen(sample).verdict == Verdict::valid);
  BOOST_TEST(citizen(sample).normal == sample);
}

BOOST_DATA_TEST_CASE(a_last_character_plus_one_is_refused_by_the_check_digit,
                     data::make(citizens)) {
  auto number = sample;
  number.back() = number.back() == 'X' || number.back() == '9' ? '0' : char(number.back() + 1);
  BOOST_TEST(citizen(number).verdict == Verdict::invalid);
  BOOST_TEST(citizen(number).code == "check_digit");
}

BOOST_AUTO_TEST_CASE(a_first_generation_number_is_extended_to_18, *description("[Q-02]")) {
  BOOST_TEST(citizen("150102880730303").normal == "150102198807303035");
  BOOST_TEST(citizen("330102200403064").normal == "33010219200403064X");
  BOOST_TEST(citizen("330102200403064").verdict == Verdict::valid);
  BOOST_TEST(citizen("330102201303064").code == "no_such_date");
}

BOOST_AUTO_TEST_CASE(a_small_x_and_blanks_are_brought_into_one_form, *description("[Q-02]")) {
  BOOST_TEST(citizen("11010519491231002x").normal == "11010519491231002X");
  BOOST_TEST(citizen("110105 19491231 002x").verdict == Verdict::valid);
}

BOOST_AUTO_TEST_CASE(a_date_that_never_was_is_refused) {
  BOOST_TEST(citizen("469023199013070012").code == "no_such_date");
  BOOST_TEST(citizen("469023199002300012").code == "no_such_date");
  BOOST_TEST(citizen("469023202703070012").code == "no_such_date", "not born yet");
}

BOOST_AUTO_TEST_CASE(a_number_of_another_form_is_refused_and_says_what_the_form_is) {
  for (const auto* number : {"", "12345", "4690231990030700121", "46902319900307001A"}) {
    BOOST_TEST(citizen(number).verdict == Verdict::invalid);
    BOOST_TEST(citizen(number).code == "form");
    BOOST_TEST(!citizen(number).why.empty());
  }
}

BOOST_AUTO_TEST_CASE(a_division_that_nobody_uses_warns_only) {
  BOOST_TEST(citizen("990102199003070011").verdict == Verdict::warn);
  BOOST_TEST(citizen("990102199003070011").code == "unknown_division");
}

BOOST_AUTO_TEST_CASE(a_residence_permit_has_one_of_three_divisions, *description("[Q-08]")) {
  for (const auto* number : {"810000199003070015", "820000199003070017", "830000199003070019"}) {
    BOOST_TEST(check_residence_permit(number, november_2026).verdict == Verdict::valid);
  }
  BOOST_TEST(check_residence_permit("469023199003070012", november_2026).code == "not_a_permit");
  BOOST_TEST(check_residence_permit("810000199003070016", november_2026).code == "check_digit");
}

BOOST_AUTO_TEST_CASE(a_pass_is_a_letter_and_eight_or_ten_digits) {
  BOOST_TEST(check_hk_macao_pass("H12345678").verdict == Verdict::valid);
  BOOST_TEST(check_hk_macao_pass("m1234567801").normal == "M1234567801");
  for (const auto* number : {"H1234567", "H123456780", "T12345678", "H1234567A", ""}) {
    BOOST_TEST(check_hk_macao_pass(number).verdict == Verdict::invalid);
  }
}

BOOST_AUTO_TEST_CASE(a_foreigners_card_new_or_old_is_valid, *description("[Q-08]")) {
  for (const auto* number :
       {"932682198501010017", "911124198108030024", "931012199012010018", "abc123456789012"}) {
    BOOST_TEST(foreigner(number).verdict == Verdict::valid);
  }
  BOOST_TEST(foreigner("abc123456789012").normal == "ABC123456789012");
}

BOOST_AUTO_TEST_CASE(a_foreigners_card_with_a_wrong_part_is_refused, *description("[Q-08]")) {
  BOOST_TEST(foreigner("832682198501010017").code == "form");
  BOOST_TEST(foreigner("932682198501010018").code == "check_digit");
  BOOST_TEST(foreigner("996682198501010017").code == "unknown_division");
  BOOST_TEST(foreigner("932682198513010017").code == "no_such_date");
  BOOST_TEST(foreigner("932682198502300017").code == "no_such_date");
  BOOST_TEST(foreigner("932682198501010009").code == "sequence");
  BOOST_TEST(foreigner("ab1123456789012").verdict == Verdict::invalid);
}

BOOST_DATA_TEST_CASE(a_phone_number_is_valid_warns_or_is_refused_by_the_list, data::make(phones)) {
  const auto found = check_phone(sample.number);
  BOOST_TEST(found.verdict == sample.verdict);
  BOOST_TEST(found.normal == sample.normal);
  BOOST_TEST(found.why.empty() == (sample.verdict == Verdict::valid));
}

BOOST_AUTO_TEST_CASE(a_number_that_gets_no_messages_is_told_from_an_unknown_one,
                     *description("[Q-03]")) {
  BOOST_TEST(check_phone("1410123456789").code == "no_messages");
  BOOST_TEST(check_phone("15412345678").code == "unknown_prefix");
  BOOST_TEST(check_phone("135 0000-2696").verdict == Verdict::valid);
}

BOOST_DATA_TEST_CASE(a_credit_code_that_was_given_out_is_valid, data::make(credit_codes)) {
  BOOST_TEST(check_credit_code(sample).verdict == Verdict::valid);
}

BOOST_AUTO_TEST_CASE(a_credit_code_with_a_wrong_symbol_is_refused) {
  for (const auto* code : {"91350100M000100Y4Z", "91310115MA1H8R7C6D", "91110000100006215H",
                           "913101060820201518", "9135010OM000100Y43", "91350100M000100Y4"}) {
    BOOST_TEST(check_credit_code(code).verdict == Verdict::invalid);
  }
  BOOST_TEST(check_credit_code("91310115MA1H8R7C6D").code == "check_digit");
}

BOOST_AUTO_TEST_CASE(a_credit_code_of_the_pilot_with_a_wrong_check_digit_warns_only) {
  BOOST_TEST(check_credit_code("91350211M0000XUF46").verdict == Verdict::warn);
  BOOST_TEST(check_credit_code("91350211M0000XUF46").code == "pilot_code");
}

BOOST_AUTO_TEST_CASE(a_document_is_known_by_its_look_when_its_kind_is_not_said) {
  BOOST_TEST(kind_of("150102880730303") == "id_card");
  BOOST_TEST(kind_of("11010519491231002x") == "id_card");
  BOOST_TEST(kind_of("810000199003070015") == "residence_permit");
  BOOST_TEST(kind_of("932682198501010017") == "foreigner_card");
  BOOST_TEST(kind_of("ABC123456789012") == "foreigner_card");
  BOOST_TEST(kind_of("H12345678") == "hk_macao_pass");
  BOOST_TEST(kind_of("E12345678").empty());
  BOOST_TEST(check_document("", "469023199003070013", november_2026).code == "check_digit");
  BOOST_TEST(check_document("passport", "e1", november_2026).normal == "e1");
}

BOOST_AUTO_TEST_CASE(what_others_may_see_is_masked) {
  BOOST_TEST(mask_number("469023199003070012") == "4690***********012");
  BOOST_TEST(mask_number("ABC123456789012") == "ABC1********012");
  BOOST_TEST(mask_number("H12345678") == "H******78");
  BOOST_TEST(mask_number("H123456") == "*******");
  BOOST_TEST(mask_phone("13500002696") == "135****2696");
  BOOST_TEST(mask_name("张三丰") == "张*");
  BOOST_TEST(mask_name("") == "");
}

BOOST_AUTO_TEST_SUITE_END()
