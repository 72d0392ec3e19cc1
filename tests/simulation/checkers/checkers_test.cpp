// Checkers can fail: each finds the wrong events that are planted for it, and is silent about right
// ones.
#include "simulation/checkers/checker.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace atrium::simulation {
namespace {

struct Planted {
  std::string type;
  std::string data;
  std::string stream = "main";
  Who who{};
};

Happening happening(Position position, const Planted& planted) {
  Happening one;
  one.position = position;
  one.type = planted.type;
  one.stream = {planted.type.substr(0, planted.type.find('.')), planted.stream};
  one.at = Instant{std::chrono::seconds{position}};
  one.data = boost::json::parse(planted.data).as_object();
  one.who = planted.who;
  return one;
}

// How many of all checkers complain, and of what invariant first.
std::vector<Broken> broken_by(const std::vector<Planted>& events) {
  std::vector<std::unique_ptr<Checker>> checkers;
  checkers.push_back(check_numbers());
  checkers.push_back(check_tickets());
  checkers.push_back(check_day());
  checkers.push_back(check_displays());
  checkers.push_back(check_evaluations());
  checkers.push_back(check_follow_ups());
  checkers.push_back(check_labels());
  checkers.push_back(check_time());
  checkers.push_back(check_announcements());
  Position position = 0;
  for (const auto& planted : events) {
    const auto one = happening(++position, planted);
    for (auto& checker : checkers) checker->see(one);
  }
  std::vector<Broken> broken;
  for (const auto& checker : checkers) {
    broken.insert(broken.end(), checker->broken().begin(), checker->broken().end());
  }
  return broken;
}

bool finds(const std::vector<Planted>& events, const std::string& words) {
  const auto broken = broken_by(events);
  return std::ranges::any_of(
      broken, [&](const Broken& one) { return one.what.find(words) != std::string::npos; });
}

const Planted open_1{"waiting_room.window_opened", R"({"window":"1"})"};
const Planted open_2{"waiting_room.window_opened", R"({"window":"2"})"};
const Planted issued{"waiting_room.issued", R"({"ticket":"d-A001","number":"A001","series":"A"})"};
const Planted issued_2{"waiting_room.issued",
                       R"({"ticket":"d-A002","number":"A002","series":"A"})"};
const Planted issued_3{"waiting_room.issued",
                       R"({"ticket":"d-A003","number":"A003","series":"A"})"};
const Planted called{"waiting_room.called", R"({"ticket":"d-A001","number":"A001","window":"1"})"};
const Planted called_2{"waiting_room.called",
                       R"({"ticket":"d-A002","number":"A002","window":"1"})"};
const Planted called_elsewhere{"waiting_room.called",
                               R"({"ticket":"d-A001","number":"A001","window":"2"})"};
const Planted started{"waiting_room.started", R"({"ticket":"d-A001","window":"1"})"};
const Planted finished{"waiting_room.finished", R"({"ticket":"d-A001","window":"1"})"};
const Planted rated{"evaluation.given", R"({"ticket":"d-A001","level":5})", "d-A001"};
const Planted shown{"display.directed", R"({"content":{"window":"1","number":"A001"}})",
                    "display-1"};
Planted stamped(const std::string& step) {
  return {"label.stamped", R"({"ticket":"d-A001","step":")" + step + "\"}", "d-A001"};
}
Planted withdrawn(const std::string& step) {
  return {"label.stamp_withdrawn", R"({"ticket":"d-A001","step":")" + step + "\"}", "d-A001"};
}
const Planted day_ended_with_it{"waiting_room.day_ended", R"({"unserved":["d-A001"]})"};
const Planted day_ended{"waiting_room.day_ended", R"({"unserved":[]})"};

BOOST_AUTO_TEST_SUITE(checkers)

BOOST_AUTO_TEST_CASE(a_visit_without_fault_breaks_nothing) {
  BOOST_TEST(
      broken_by({open_1, issued, called, shown, started, finished, rated, day_ended}).empty());
}

BOOST_AUTO_TEST_CASE(a_gap_in_the_numbers_is_found) {
  BOOST_TEST(finds({issued, issued_3}, "A003 of series A follows"));
}

BOOST_AUTO_TEST_CASE(a_number_given_twice_is_found) {
  BOOST_TEST(finds({issued, issued}, "issued twice"));
}

BOOST_AUTO_TEST_CASE(a_ticket_called_by_two_windows_is_found) {
  BOOST_TEST(finds({open_1, open_2, issued, called, called_elsewhere}, "cannot be called"));
}

BOOST_AUTO_TEST_CASE(a_window_with_two_tickets_is_found) {
  BOOST_TEST(finds({open_1, issued, issued_2, called, called_2}, "window 1 has d-A001"));
}

BOOST_AUTO_TEST_CASE(a_service_without_a_call_is_found) {
  BOOST_TEST(finds({open_1, issued, started}, "is waiting and cannot be started"));
}

BOOST_AUTO_TEST_CASE(a_ticket_served_twice_is_found) {
  BOOST_TEST(finds({open_1, issued, called, started, finished, finished},
                   "is done and cannot be finished"));
}

BOOST_AUTO_TEST_CASE(a_call_from_a_closed_window_is_found) {
  BOOST_TEST(finds({issued, called}, "is not open"));
}

BOOST_AUTO_TEST_CASE(a_ticket_lost_at_the_end_of_the_day_is_found) {
  BOOST_TEST(finds({issued, day_ended}, "neither served nor unserved"));
}

BOOST_AUTO_TEST_CASE(a_day_that_ends_and_begins_again_is_found) {
  const Planted twice{"waiting_room.day_ended",
                      R"({"day":"2026-11-23","next":"2026-11-23","unserved":[]})"};
  BOOST_TEST(finds({twice}, "day 2026-11-23 is followed by 2026-11-23"));
}

BOOST_AUTO_TEST_CASE(a_display_that_shows_a_number_nobody_called_is_found) {
  BOOST_TEST(finds({issued, shown}, "never called it"));
}

BOOST_AUTO_TEST_CASE(a_second_rating_is_found) {
  BOOST_TEST(finds({open_1, issued, called, started, finished, rated, rated}, "rated twice"));
}

BOOST_AUTO_TEST_CASE(a_rating_of_a_visit_that_was_not_served_is_found) {
  BOOST_TEST(finds({issued, rated}, "never served"));
}

BOOST_AUTO_TEST_CASE(a_label_stamped_step_by_step_breaks_nothing) {
  const auto back = withdrawn("handling");
  BOOST_TEST(broken_by({issued, stamped("receipt"), stamped("handling"), back, day_ended_with_it,
                        stamped("handling"), stamped("completion")})
                 .empty());
}

BOOST_AUTO_TEST_CASE(a_label_stamped_out_of_turn_is_found) {
  BOOST_TEST(finds({issued, stamped("handling")}, "stamped out of turn"));
  BOOST_TEST(finds({issued, stamped("receipt"), stamped("receipt")}, "stamped out of turn"));
}

BOOST_AUTO_TEST_CASE(a_label_of_a_ticket_that_nobody_issued_is_found) {
  BOOST_TEST(finds({stamped("receipt")}, "was never issued"));
}

BOOST_AUTO_TEST_CASE(a_label_of_a_ticket_that_was_carried_over_for_days_breaks_nothing) {
  const Planted night{"waiting_room.day_ended", R"({"unserved":[],"carried":["d-A001"]})"};
  const auto last = stamped("receipt");
  BOOST_TEST(!finds({issued, night, night, night, night, last}, "was never issued"));
  BOOST_TEST(finds({issued, day_ended, day_ended, day_ended, last}, "was never issued"));
}

BOOST_AUTO_TEST_CASE(a_stamp_taken_back_that_was_not_the_last_is_found) {
  BOOST_TEST(finds({issued, stamped("receipt"), withdrawn("handling")}, "was not the last"));
}

BOOST_AUTO_TEST_CASE(time_that_runs_backwards_is_found) {
  const auto checker = check_time();
  auto first = happening(9, issued);
  auto second = happening(10, issued_2);
  second.at = first.at - std::chrono::seconds{1};
  checker->see(first);
  checker->see(second);
  BOOST_TEST(checker->broken().size() == 1U);
}

Planted of_the_visit(const std::string& type, const std::string& more = "") {
  return {"evaluation." + type, R"({"ticket":"d-A001")" + more + "}", "d-A001"};
}
const Planted poor = of_the_visit("given", R"(,"level":1,"staff":"clerk1")");
const Planted opened = of_the_visit("follow_up_opened");
const Planted taken = of_the_visit("follow_up_taken_up", R"(,"staff":"chief")");
const Planted verified = of_the_visit("follow_up_verified", R"(,"staff":"chief")");
const Planted appealed = of_the_visit("follow_up_appealed", R"(,"staff":"clerk1")");
const Planted decided = of_the_visit("appeal_decided", R"(,"staff":"chief")");
const Planted closed = of_the_visit("follow_up_closed", R"(,"staff":"chief")");
const Planted told = of_the_visit("link_sent");

std::vector<Planted> after_service(std::vector<Planted> events) {
  std::vector<Planted> all{open_1, issued, called, shown, started, finished};
  all.insert(all.end(), events.begin(), events.end());
  return all;
}

BOOST_AUTO_TEST_CASE(a_follow_up_from_its_opening_to_its_end_breaks_nothing) {
  BOOST_TEST(
      broken_by(after_service({told, poor, opened, taken, verified, appealed, decided, closed}))
          .empty());
}

BOOST_AUTO_TEST_CASE(a_poor_rating_that_is_let_be_is_found) {
  BOOST_TEST(finds(after_service({poor, day_ended}), "is not followed up"));
}

BOOST_AUTO_TEST_CASE(a_follow_up_that_no_poor_rating_asked_for_is_found) {
  BOOST_TEST(finds(after_service({poor, opened, opened}), "without a poor rating"));
  const auto good = of_the_visit("given", R"(,"level":5)");
  BOOST_TEST(finds(after_service({good, opened}), "without a poor rating"));
}

BOOST_AUTO_TEST_CASE(a_step_out_of_turn_or_after_the_end_is_found) {
  BOOST_TEST(finds(after_service({poor, opened, taken, verified, closed, taken}), "was closed"));
  BOOST_TEST(finds(after_service({poor, opened, verified}), "before follow_up_taken_up"));
  BOOST_TEST(finds(after_service({poor, opened, taken, taken}), "twice"));
  BOOST_TEST(finds(after_service({poor, opened, taken, verified, appealed, closed}),
                   "before appeal_decided"));
}

BOOST_AUTO_TEST_CASE(a_step_by_the_one_who_was_rated_is_found) {
  const auto own = of_the_visit("follow_up_taken_up", R"(,"staff":"clerk1")");
  BOOST_TEST(finds(after_service({poor, opened, own}), "the one that was rated"));
}

BOOST_AUTO_TEST_CASE(a_clerk_who_rates_the_own_service_is_found) {
  auto own = poor;
  own.who = {WhoKind::staff, "clerk1"};
  BOOST_TEST(finds(after_service({own, opened}), "rated by its clerk"));
}

BOOST_AUTO_TEST_CASE(a_link_that_goes_out_twice_or_after_the_rating_is_found) {
  BOOST_TEST(finds(after_service({told, told}), "a second link"));
  BOOST_TEST(finds(after_service({poor, opened, told}), "which was rated"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace atrium::simulation
