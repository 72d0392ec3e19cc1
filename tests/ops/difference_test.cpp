// What a hall's new file changes, entry by entry.
#include "ops/halls/difference.hpp"

#include <boost/test/unit_test.hpp>

namespace atrium::halls {

namespace {

std::string told(const char* before, const char* after) {
  std::string text;
  for (const auto& one : differences(boost::json::parse(before), boost::json::parse(after))) {
    text += (text.empty() ? "" : "; ") + to_text(one);
  }
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(a_difference)

BOOST_AUTO_TEST_CASE(is_told_by_the_names_of_entries_whatever_their_order) {
  BOOST_TEST(told(R"({"windows":[{"window":"1","also":["a"]},{"window":"2","also":[]}],"calls":3})",
                  R"({"windows":[{"window":"3"},{"window":"1","also":["a","b"]}],"calls":2})") ==
             R"(windows/1/also: ["a"] → ["a","b"]; windows/2: taken out; windows/3: new; )"
             "calls: 3 → 2");
}

BOOST_AUTO_TEST_CASE(is_nothing_between_definitions_that_say_the_same) {
  BOOST_TEST(told(R"({"services":[{"service":"a"},{"service":"b"}]})",
                  R"({"services":[{"service":"b"},{"service":"a"}]})") == "");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace atrium::halls
