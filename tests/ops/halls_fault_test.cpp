// What may be wrong in a hall's file as a whole: each fault is named with its line and its mend.
#include "tests/ops/small_hall.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>

namespace atrium::halls {

BOOST_AUTO_TEST_SUITE(a_faulty_hall_file)

BOOST_AUTO_TEST_CASE(the_small_hall_is_faultless) {
  const auto hall = sound(small_hall);
  BOOST_TEST(hall.windows.size() == 2U);
  BOOST_TEST(hall.services.at(0).name.en == "出入境证件");  // English defaults to Chinese.
  BOOST_TEST(hall.series.at(1).daily_limit == 999);
}

BOOST_AUTO_TEST_CASE(an_unknown_key_is_answered_with_the_nearest_known_one) {
  check_only_fault(with("calls_max = 3", "cals_max = 3"), "cals_max", "no key \"cals_max\"",
                   "\"calls_max\"");
}

BOOST_AUTO_TEST_CASE(an_unknown_key_like_no_other_is_to_be_removed) {
  check_only_fault(with("[floor]", "[floor]\ncolour = 3"), "colour", "no key \"colour\"", "remove");
}

BOOST_AUTO_TEST_CASE(a_text_where_a_number_belongs_is_a_fault) {
  check_only_fault(with("calls_max = 3", "calls_max = \"3\""), "calls_max", "is a text",
                   "whole number from 1 to 10 without quotes");
}

BOOST_AUTO_TEST_CASE(a_number_where_a_text_belongs_is_a_fault) {
  check_only_fault(with("hall = \"small\"", "hall = 7"), "hall = 7", "is a whole number",
                   "a text in quotes");
}

BOOST_AUTO_TEST_CASE(a_text_where_a_list_belongs_is_a_fault) {
  check_only_fault(with("[\"08:30-12:00\", \"14:30-17:30\"]", "\"08:30-12:00\""), "monday",
                   "is a text", "write a list");
}

BOOST_AUTO_TEST_CASE(a_value_where_sections_belong_is_a_fault) {
  check_only_fault("ticket_machines = 1\n" + with("[[ticket_machines]]\nmachine = \"machine-1\"\n"
                                                  "zone = \"a\"\nx = 10\ny = 9\n",
                                                  ""),
                   "ticket_machines", "and not sections", "[[ticket_machines]]");
}

BOOST_AUTO_TEST_CASE(a_missing_key_is_named_at_its_section_with_an_example) {
  check_only_fault(without("depth = 10"), "[floor]", "[floor] has no \"depth\"", "depth = 5");
}

BOOST_AUTO_TEST_CASE(a_missing_section_is_a_fault) {
  check_only_fault(with("[hours]\nmonday = [\"08:30-12:00\", \"14:30-17:30\"]\n", ""),
                   "hall =", "no section [hours]", "add the section [hours]");
}

BOOST_AUTO_TEST_CASE(a_hall_that_is_never_open_is_a_fault) {
  check_only_fault(without("monday = [\"08:30-12:00\", \"14:30-17:30\"]"), "[hours]", "never open",
                   "monday = ");
}

BOOST_AUTO_TEST_CASE(a_time_that_no_clock_shows_is_a_fault) {
  check_only_fault(with("\"08:30-12:00\"", "\"8:30-12:00\""), "monday", "\"8:30-12:00\"",
                   "\"08:30-12:00\"");
  check_only_fault(with("\"08:30-12:00\"", "\"08:60-12:00\""), "monday", "not a period",
                   "\"08:30-12:00\"");
  check_only_fault(with("\"04:00\"", "\"24:00\""), "reset", "not a time of day", "00:00 to 23:59");
}

BOOST_AUTO_TEST_CASE(a_period_that_ends_before_it_begins_is_a_fault) {
  check_only_fault(with("\"08:30-12:00\"", "\"12:00-08:30\""), "monday", "ends before it begins",
                   "earlier time first");
}

BOOST_AUTO_TEST_CASE(periods_of_a_day_that_overlap_are_a_fault) {
  check_only_fault(with("\"14:30-17:30\"", "\"11:30-17:30\""), "monday",
                   "before the period before it ends", "without overlap");
}

BOOST_AUTO_TEST_CASE(a_reset_time_inside_opening_hours_is_a_fault) {
  check_only_fault(with("\"04:00\"", "\"09:00\""), "monday", "reset time lies inside",
                   "at which the hall is closed");
}

BOOST_AUTO_TEST_CASE(a_reset_time_at_the_edge_of_opening_hours_is_sound) {
  BOOST_TEST(sound(with("\"04:00\"", "\"08:30\"")).reset.count() == 8 * 60 + 30);
}

BOOST_AUTO_TEST_CASE(an_unknown_time_zone_is_a_fault) {
  check_only_fault(with("Asia/Shanghai", "Asia/Chengmai"), "time_zone", "\"Asia/Chengmai\"",
                   "Asia/Shanghai");
}

BOOST_AUTO_TEST_CASE(an_unknown_mode_or_order_is_a_fault) {
  check_only_fault(with("mode = \"both\"", "mode = \"loud\""), "mode", "no mode \"loud\"",
                   "\"voiced\"");
  check_only_fault(with("\"booked_first\"", "\"booked\""), "order", "no order \"booked\"",
                   "\"by_time\"");
}

BOOST_AUTO_TEST_CASE(an_unknown_place_for_transferred_tickets_is_a_fault) {
  check_only_fault(with("calls_max = 3", "transfer = \"end\""), "transfer", "by \"end\"",
                   "\"seniority\" or \"front\"");
}

BOOST_AUTO_TEST_CASE(a_strategy_that_there_is_not_is_a_fault) {
  check_only_fault(with("calls_max = 3", "strategy = \"by_tim\""), "strategy", "\"by_tim\"",
                   "\"by_time\"");
}

BOOST_AUTO_TEST_CASE(a_strategy_with_values_that_mean_nothing_is_a_fault) {
  const auto strategy = [](const std::string& line) {
    return with("calls_max = 3", "calls_max = 3\n[[strategies]]\nstrategy = \"mine\"\n" + line);
  };
  check_only_fault(strategy("ratio = \"2-1\""), "ratio", "\"2-1\" is no ratio", "\"2:1\"");
  check_only_fault(strategy("weighing = \"luck\""), "weighing", "\"luck\"", "\"ageing\"");
  check_only_fault(strategy("weights = [0, -1]"), "weights", "something else", "0 to 99");
}

BOOST_AUTO_TEST_CASE(an_id_with_other_characters_is_a_fault) {
  check_only_fault(with("hall = \"small\"", "hall = \"Small Hall\""), "hall =", "Small Hall",
                   "lower-case");
}

BOOST_AUTO_TEST_CASE(a_hall_cannot_take_the_name_of_what_halls_share) {
  check_only_fault(with("hall = \"small\"", "hall = \"org\""), "hall =", "\"org\"", "another id");
}

BOOST_AUTO_TEST_CASE(an_over_long_text_is_a_fault_counted_in_characters_not_bytes) {
  std::string forty;
  for (int i = 0; i < 40; ++i) forty += "厅";
  BOOST_TEST(sound(with("小厅", forty)).name.zh == forty);
  check_only_fault(with("小厅", forty + "厅"), "name =", "41 characters", "at most 40");
}

BOOST_AUTO_TEST_CASE(a_text_with_control_characters_or_nothing_in_it_is_a_fault) {
  check_only_fault(with("欢迎", "a\\u0000b"), "welcome", "control characters", "one line");
  check_only_fault(with("欢迎", "  "), "welcome", "cannot be", "1 to 120 characters");
}

BOOST_AUTO_TEST_CASE(text_that_is_not_utf_8_is_a_fault_at_its_place) {
  check_only_fault(with("小厅", "\xff\xfe"), "name =", "utf-8", "correct the text here");
}

BOOST_AUTO_TEST_CASE(text_that_is_not_toml_is_a_fault_where_reading_stopped) {
  check_only_fault(with("digits = 3", "digits = = 3"), "digits", "not TOML", "correct the text");
}

BOOST_AUTO_TEST_CASE(an_empty_file_names_everything_that_a_hall_needs) {
  const auto faults = faults_of("");
  BOOST_TEST(faults.size() >= 10U);
  for (const auto& fault : faults) BOOST_TEST(fault.place.line == 1);
}

BOOST_AUTO_TEST_CASE(a_name_that_a_slip_does_not_know_is_answered_with_the_nearest,
                     *boost::unit_test::description("[Q-12]")) {
  check_only_fault(with("[texts]\n", "[slip]\nlines = [\"# {number}\", \"{numer}\"]\n[texts]\n"),
                   "{number}", "a slip knows no \"{numer}\"", "did you mean \"{number}\"?");
  check_only_fault(with("minutes = 12", "minutes = 12\nslip = [\"{xyzzy}\"]"), "xyzzy",
                   "a slip knows no", "use one of: ahead");
}

BOOST_AUTO_TEST_CASE(a_brace_without_its_partner_is_a_fault,
                     *boost::unit_test::description("[Q-12]")) {
  for (const auto* line : {"{number", "number}", "{{number}}"}) {
    check_only_fault(
        with("[texts]\n", std::string("[slip]\nlines = [\"") + line + "\"]\n[texts]\n"), "lines",
        "a brace without its partner", "write names as {number}");
  }
}

BOOST_AUTO_TEST_CASE(a_staff_password_in_clear_is_a_fault,
                     *boost::unit_test::description("[Q-05]")) {
  check_only_fault(with("[texts]\n", "[tickets]\nstaff_password = \"1234\"\n[texts]\n"),
                   "staff_password", "cannot be what stands there", "atrium hall password");
}

BOOST_AUTO_TEST_CASE(no_fault_repeats_a_staff_password, *boost::unit_test::description("[Q-05]")) {
  const std::string long_one = "s3cret-" + std::string(300, 'x');
  for (const auto& value : {std::string("\"s3cret\""), std::string("\"s3cret\\t\""),
                            '"' + long_one + '"', std::string("[\"s3cret\"]")}) {
    const auto faults =
        faults_of(with("[texts]\n", "[tickets]\nstaff_password = " + value + "\n[texts]\n"));
    BOOST_REQUIRE(!faults.empty());
    for (const auto& fault : faults) {
      BOOST_TEST((fault.what + fault.mend).find("s3cret") == std::string::npos, fault.what);
    }
  }
}

BOOST_AUTO_TEST_CASE(an_unknown_paper_is_a_fault, *boost::unit_test::description("[Q-15]")) {
  check_only_fault(with("minutes = 12", "minutes = 12\npaper = \"silk\""), "paper",
                   "there is no paper \"silk\"", "\"slip\" or \"label\"");
}

BOOST_AUTO_TEST_CASE(all_faults_are_found_at_once_in_the_order_of_the_file) {
  auto text = with("calls_max = 3", "calls_max = 0");
  text.replace(text.find("minutes = 12"), 12, "minutes = 0 ");
  text.replace(text.find("x = 6"), 5, "x = 99");
  const auto faults = faults_of(text);
  BOOST_REQUIRE(faults.size() == 3U);
  BOOST_TEST(faults[0].place.line == line_of(text, "calls_max = 0"));
  BOOST_TEST(faults[1].place.line == line_of(text, "minutes = 0"));
  BOOST_TEST(faults[2].place.line == line_of(text, "x = 99"));
}

BOOST_AUTO_TEST_CASE(a_link_to_rate_needs_the_address_of_a_site_and_a_place_in_its_text,
                     *boost::unit_test::description("[EV-13]")) {
  const auto link = [](const std::string& lines) {
    return with("[floor]", "[ratings.link]\n" + lines + "\n[floor]");
  };
  const auto hall = sound(link("address = \"https://hall.example\"\nafter_min = 5"));
  BOOST_REQUIRE(hall.ratings.link.has_value());
  BOOST_TEST(hall.ratings.link->after.count() == 5);
  BOOST_TEST(!sound(small_hall).ratings.link.has_value());
  check_only_fault(link("after_min = 5"), "[ratings.link]", "has no \"address\"", "address = ");
  for (const std::string wrong : {"hall.example", "https://hall.example/"}) {
    check_only_fault(link("address = \"" + wrong + "\""), "address", "no address of a site",
                     "https://");
  }
  check_only_fault(link("address = \"https://hall.example\"\ntext = \"请评价\""), "text",
                   "without its link", "{link}");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace atrium::halls
