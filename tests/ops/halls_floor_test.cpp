// What may be wrong in what stands in a hall: names that nobody declared, names declared twice,
// numbers out of bounds.
#include "tests/ops/small_hall.hpp"

#include <boost/test/unit_test.hpp>

namespace atrium::halls {

BOOST_AUTO_TEST_SUITE(a_faulty_hall_floor)

BOOST_AUTO_TEST_CASE(a_window_that_serves_an_unknown_service_is_a_fault) {
  check_only_fault(with("serves = [\"passport\"]", "serves = [\"passport\", \"pasport\"]"),
                   "pasport", "the service \"pasport\"", "did you mean \"passport\"?");
}

BOOST_AUTO_TEST_CASE(a_window_that_serves_nothing_is_a_fault) {
  check_only_fault(with("serves = [\"passport\"]", "serves = []"), "serves = []",
                   "window \"2\" serves nothing", "serves = [");
}

BOOST_AUTO_TEST_CASE(a_window_that_lists_a_service_twice_is_a_fault) {
  check_only_fault(with("serves = [\"passport\"]", "serves = [\"passport\", \"passport\"]"),
                   "serves = [\"passport\", \"passport\"]", "twice", "remove one");
}

BOOST_AUTO_TEST_CASE(a_window_that_prefers_what_it_does_not_serve_is_a_fault) {
  check_only_fault(with("serves = [\"passport\"]", "serves = [\"passport\"]\nprefers = [\"tax\"]"),
                   "prefers = [\"tax\"]\ndisplays = [\"display-2\"]", "does not serve",
                   "add it to serves");
}

BOOST_AUTO_TEST_CASE(two_windows_with_one_number_are_a_fault) {
  check_only_fault(with("window = \"2\"", "window = \"1\""), "window = \"1\"\nname = \"2",
                   "two windows are called \"1\"", "the first is in line");
}

BOOST_AUTO_TEST_CASE(two_services_with_one_key_are_a_fault) {
  const auto text = with("service = \"tax\"", "service = \"passport\"");
  const auto faults = faults_of(text);  // The windows miss "tax", too.
  BOOST_REQUIRE(!faults.empty());
  BOOST_TEST(faults[0].what == "two services are called \"passport\"");
  BOOST_TEST(faults[0].place.line == line_of(text, "service = \"passport\"\nname = \"税务\""));
}

BOOST_AUTO_TEST_CASE(a_service_that_no_window_serves_is_a_fault) {
  check_only_fault(
      with("serves = [\"passport\", \"tax\"]\nprefers = [\"tax\"]", "serves = [\"passport\"]"),
      "service = \"tax\"", "no window serves \"tax\"", "add it to serves");
}

BOOST_AUTO_TEST_CASE(two_series_with_one_prefix_are_a_fault) {
  const auto faults = faults_of(with("prefix = \"B\"", "prefix = \"A\""));
  BOOST_REQUIRE(!faults.empty());
  BOOST_TEST(faults[0].what == "two series are called \"A\"");
}

BOOST_AUTO_TEST_CASE(two_prefixes_that_begin_alike_are_a_fault) {
  const auto text = with("prefix = \"B\"", "prefix = \"AB\"");
  const auto faults = faults_of(text);
  BOOST_REQUIRE(!faults.empty());
  BOOST_TEST(faults[0].what == "the prefixes \"A\" and \"AB\" begin alike");
  BOOST_TEST(faults[0].place.line == line_of(text, "prefix = \"AB\""));
}

BOOST_AUTO_TEST_CASE(a_prefix_that_is_not_capital_letters_is_a_fault) {
  const auto faults = faults_of(with("prefix = \"B\"", "prefix = \"b1\""));
  BOOST_REQUIRE(!faults.empty());
  BOOST_TEST(faults[0].mend == "use 1 to 3 capital letters A to Z");
}

BOOST_AUTO_TEST_CASE(digits_out_of_range_are_a_fault) {
  check_only_fault(with("digits = 3\ndaily_limit = 500", "digits = 5\ndaily_limit = 50"),
                   "digits = 5", "is 5", "from 2 to 4");
}

BOOST_AUTO_TEST_CASE(a_daily_limit_that_its_digits_cannot_write_is_a_fault) {
  check_only_fault(with("daily_limit = 500", "daily_limit = 1000"), "daily_limit = 1000",
                   "would reach 1000", "lower daily_limit to 999");
}

BOOST_AUTO_TEST_CASE(a_number_too_big_for_any_field_is_a_fault) {
  check_only_fault(with("calls_max = 3", "calls_max = 9223372036854775807"), "calls_max",
                   "is 9223372036854775807", "from 1 to 10");
  check_only_fault(with("calls_max = 3", "calls_max = 92233720368547758070"), "calls_max",
                   "not TOML", "correct");
}

BOOST_AUTO_TEST_CASE(an_unknown_zone_class_or_series_is_a_fault) {
  check_only_fault(with("zone = \"a\"\nx = 6", "zone = \"e\"\nx = 6"), "zone = \"e\"",
                   "the zone \"e\"", "use one of: a");
  check_only_fault(
      with("class = \"public_service\"\nminutes = 10", "class = \"public_servise\"\nminutes = 10"),
      "public_servise", "the class", "\"public_service\"");
  check_only_fault(with("series = \"B\"", "series = \"C\""), "series = \"C\"", "the series \"C\"",
                   "use one of: A, B");
}

BOOST_AUTO_TEST_CASE(a_window_number_that_is_not_a_number_is_a_fault) {
  check_only_fault(with("window = \"2\"", "window = \"02\""), "window = \"02\"", "\"02\"",
                   "1 to 999");
}

BOOST_AUTO_TEST_CASE(a_window_outside_the_floor_is_a_fault) {
  check_only_fault(with("x = 6", "x = 21"), "x = 21", "is 21", "from 0 to 20");
}

BOOST_AUTO_TEST_CASE(two_windows_in_one_place_are_a_fault) {
  check_only_fault(with("x = 6", "x = 2"),
                   "x = 2\ny = 1\nclass = \"public_service\"\nserves = "
                   "[\"passport\"]",
                   "stand in one place", "its own x and y");
}

BOOST_AUTO_TEST_CASE(an_evaluator_of_two_windows_is_a_fault) {
  check_only_fault(with("\"evaluator-2\"", "\"evaluator-1\""),
                   "evaluator = \"evaluator-1\"\n[[ticket_machines]]",
                   "two devices are called \"evaluator-1\"", "another name");
}

BOOST_AUTO_TEST_CASE(a_display_may_be_shared_by_two_windows,
                     *boost::unit_test::description("[Q-32]")) {
  BOOST_TEST(sound(with("[\"display-2\"]", "[\"display-1\"]")).windows.at(1).displays.at(0).value ==
             "display-1");
}

BOOST_AUTO_TEST_CASE(a_hall_without_windows_is_a_fault) {
  const auto text = small_hall.substr(0, small_hall.find("[[windows]]"));
  const auto faults = faults_of(text);
  BOOST_REQUIRE(!faults.empty());
  BOOST_TEST(faults[0].what == "the file has 0 sections [[windows]]");
  BOOST_TEST(faults[0].mend == "write 1 to 200 of them");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace atrium::halls
