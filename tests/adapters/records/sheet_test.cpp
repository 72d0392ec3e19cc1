// Spreadsheets: what a cell may hold, and what it must never become.
#include "adapters/sheets/sheet.hpp"

#include <boost/test/unit_test.hpp>

namespace atrium::sheets {
namespace {

std::string line(const Cell& cell) {
  const auto text = to_csv({"s", {"h"}, {{cell}}});
  return text.substr(text.find('\n') + 1);
}

BOOST_AUTO_TEST_SUITE(sheet)

BOOST_AUTO_TEST_CASE(a_csv_begins_with_a_byte_order_mark_and_its_lines_end_as_rfc_4180_says) {
  BOOST_TEST(to_csv({"s", {"等候", "b"}, {{1.5, std::monostate{}}}}) ==
             "\xEF\xBB\xBF等候,b\r\n1.5,\r\n");
}

BOOST_AUTO_TEST_CASE(commas_quotes_and_line_feeds_are_quoted) {
  BOOST_TEST(line("a,b") == "\"a,b\"\r\n");
  BOOST_TEST(line("a\"b") == "\"a\"\"b\"\r\n");
  BOOST_TEST(line("a\nb") == "\"a\nb\"\r\n");
}

BOOST_AUTO_TEST_CASE(text_that_looks_like_a_formula_stays_text) {
  for (const std::string text : {"=1+1", "+1", "-1", "@SUM(A1)", "\tx"}) {
    BOOST_TEST(line(text) == "'" + text + "\r\n");
  }
  BOOST_TEST(line(-1.0) == "-1\r\n");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace atrium::sheets
