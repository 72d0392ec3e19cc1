// Working days: the published notices of 2025 and 2026, and what lies beyond them.
#include "runtime/core/time/working_days.hpp"

#include <boost/test/unit_test.hpp>

#include <array>

using namespace atrium;

namespace {

const WorkingDays& calendar = published_working_days();

Day day(std::string_view text) { return day_from(text).value(); }

bool works(std::string_view text) { return calendar.is_working(day(text)).value(); }

std::string after(std::string_view start, int n) {
  return to_text(calendar.after(day(start), n).value());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(working_days)

BOOST_AUTO_TEST_CASE(holidays_are_off_from_their_first_to_their_last_day,
                     *boost::unit_test::description("[AP-02]")) {
  for (const auto* date :
       {"2025-01-01", "2025-01-28", "2025-02-04", "2025-04-04", "2025-05-05", "2025-05-31",
        "2025-06-02", "2025-10-01", "2025-10-08", "2026-01-01", "2026-01-03", "2026-02-15",
        "2026-02-23", "2026-04-06", "2026-05-01", "2026-06-19", "2026-09-25", "2026-10-07"}) {
    BOOST_TEST(!works(date), date);
  }
  for (const auto* date : {"2025-01-02", "2025-01-27", "2025-02-05", "2025-05-06", "2025-06-03",
                           "2025-10-09", "2026-02-24", "2026-04-07", "2026-05-06", "2026-10-08"}) {
    BOOST_TEST(works(date), date);
  }
}

BOOST_AUTO_TEST_CASE(days_that_make_up_for_a_holiday_are_worked_though_on_a_weekend) {
  for (const auto* date :
       {"2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11", "2026-01-04",
        "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"}) {
    BOOST_TEST(works(date), date);
  }
  BOOST_TEST(!works("2026-11-21"));  // An ordinary Saturday.
  BOOST_TEST(!works("2026-11-22"));
  BOOST_TEST(works("2026-11-23"));
}

BOOST_AUTO_TEST_CASE(each_month_has_as_many_working_days_as_published) {
  constexpr std::array<std::array<int, 12>, 2> expected{
      {{19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23},
       {21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23}}};
  for (int year : {2025, 2026}) {
    int sum = 0;
    for (unsigned month = 1; month <= 12; ++month) {
      const std::chrono::year_month_day first{std::chrono::year{year}, std::chrono::month{month},
                                              std::chrono::day{1}};
      int count = 0;
      for (auto date = std::chrono::sys_days{first};
           std::chrono::year_month_day{date}.month() == first.month();
           date += std::chrono::days{1}) {
        const Day that{static_cast<int>(date.time_since_epoch().count())};
        count += calendar.is_working(that).value() ? 1 : 0;
      }
      BOOST_TEST(count == expected.at(year - 2025).at(month - 1), year << "-" << month);
      sum += count;
    }
    BOOST_TEST(sum == 248);
  }
}

BOOST_AUTO_TEST_CASE(a_term_does_not_count_the_day_on_which_it_starts) {
  BOOST_TEST(after("2025-01-20", 20) == "2025-02-21");
  BOOST_TEST(after("2025-01-24", 5) == "2025-02-07");
  BOOST_TEST(after("2025-04-25", 5) == "2025-05-06");
  BOOST_TEST(after("2025-09-27", 5) == "2025-10-10");
  BOOST_TEST(after("2025-09-30", 5) == "2025-10-14");
  BOOST_TEST(after("2026-01-01", 1) == "2026-01-04");
  BOOST_TEST(after("2026-02-10", 20) == "2026-03-16");
  BOOST_TEST(after("2026-02-13", 5) == "2026-02-27");
  BOOST_TEST(after("2026-02-14", 5) == "2026-02-28");
  BOOST_TEST(after("2026-02-16", 5) == "2026-02-28");
  BOOST_TEST(after("2026-09-30", 5) == "2026-10-13");
  BOOST_TEST(after("2026-10-01", 0) == "2026-10-01");
}

BOOST_AUTO_TEST_CASE(days_between_are_those_that_a_term_counts) {
  for (int n : {1, 5, 20}) {
    const Day end = calendar.after(day("2026-02-10"), n).value();
    BOOST_TEST(calendar.between(day("2026-02-10"), end).value() == n);
  }
  BOOST_TEST(calendar.between(day("2025-12-31"), day("2026-12-31")).value() == 248);
  BOOST_TEST(calendar.between(day("2026-03-02"), day("2026-03-02")).value() == 0);
  BOOST_TEST(calendar.between(day("2026-03-03"), day("2026-03-02")).value() == 0);
}

BOOST_AUTO_TEST_CASE(a_year_that_is_not_published_is_refused_by_name) {
  for (const auto& refused : {calendar.is_working(day("2027-01-01")).error(),
                              calendar.after(day("2026-12-30"), 2).error(),
                              calendar.between(day("2026-12-30"), day("2027-01-04")).error()}) {
    BOOST_TEST(refused.code == "calendar.year_not_published");
    BOOST_TEST(refused.detail.find("2027") != std::string::npos);
  }
  BOOST_TEST(calendar.is_working(day("2024-12-31")).error().detail.find("2024") !=
             std::string::npos);
  BOOST_TEST(after("2026-12-30", 1) == "2026-12-31");
}

BOOST_AUTO_TEST_CASE(a_notice_may_name_days_of_the_year_before_its_own) {
  WorkingDays more = calendar;
  more.years.push_back({2027, {day("2026-12-31"), day("2027-01-01")}, {day("2027-01-02")}});
  BOOST_TEST(!more.is_working(day("2026-12-31")).value());
  BOOST_TEST(more.is_working(day("2027-01-02")).value());
  BOOST_TEST(more.is_working(day("2027-01-04")).value());
}

BOOST_AUTO_TEST_CASE(a_day_is_read_only_from_a_date_that_exists) {
  BOOST_TEST(to_text(day("2024-02-29")) == "2024-02-29");
  for (const auto* text : {"", "2026-02-29", "2026-13-01", "2026-00-10", "2026-1-01", "20260101",
                           "2026-01-32", "2026/01/01", "+026-01-01", "2026--1-01", "2026-01-0x"}) {
    BOOST_TEST(!day_from(text), text);
  }
}

BOOST_AUTO_TEST_SUITE_END()
