// Whatever becomes of a hall's file on its way, reading it ends with an answer: a definition or
// faults with a place.
#include "tests/ops/small_hall.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <random>

namespace atrium::halls {
namespace {

// One to four bytes changed, dropped or doubled, or a piece of the text moved elsewhere.
std::string mutilated(std::mt19937& random) {
  std::string text = small_hall;
  const auto somewhere = [&] { return random() % text.size(); };
  for (auto left = 1 + random() % 4; left > 0; --left) {
    const auto at = somewhere();
    switch (random() % 4) {
      case 0:
        text[at] = static_cast<char>(random() % 256);
        break;
      case 1:
        text.erase(at, 1 + random() % 20);
        break;
      case 2:
        text.insert(at, text.substr(somewhere(), random() % 60));
        break;
      default:
        text.insert(at, 1, "[]\"'=.,{}#\n-0"[random() % 13]);
    }
  }
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(a_mutilated_hall_file)

BOOST_AUTO_TEST_CASE(is_answered_with_a_definition_or_with_faults_that_have_a_place) {
  std::mt19937 random{1};
  int faulty = 0;
  for (int i = 0; i < 3'000; ++i) {
    const auto text = mutilated(random);
    const auto lines = 1 + std::count(text.begin(), text.end(), '\n');
    for (const auto& fault : faults_of(text)) {
      const bool is_whole = fault.place.line >= 1 && fault.place.line <= lines &&
                            fault.place.column >= 1 && !fault.what.empty() && !fault.mend.empty();
      BOOST_REQUIRE_MESSAGE(is_whole, fault.place.line << ": " << fault.what << "\n" << text);
      ++faulty;
    }
  }
  BOOST_TEST(faulty > 1'000);
}

BOOST_AUTO_TEST_CASE(that_nests_deeper_than_any_hall_is_a_fault) {
  BOOST_TEST(faults_of("hall = " + std::string(100'000, '[')).size() == 1U);
  BOOST_TEST(faults_of(std::string(100'000, '[')).size() == 1U);
}

BOOST_AUTO_TEST_CASE(with_a_byte_order_mark_is_read_like_one_without) {
  BOOST_TEST(sound("\xef\xbb\xbf" + small_hall).hall.value == "small");
}

BOOST_AUTO_TEST_CASE(with_the_line_ends_of_another_system_is_read_like_its_own) {
  std::string text;
  for (const char c : small_hall) text += c == '\n' ? std::string("\r\n") : std::string(1, c);
  BOOST_TEST(sound(text).windows.size() == 2U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace atrium::halls
