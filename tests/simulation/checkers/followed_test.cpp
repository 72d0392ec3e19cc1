// The checkers that work rules out anew can fail: seniority and order of call, and what follows
// from an event at the devices.
#include "simulation/checkers/checker.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

namespace atrium::simulation {
namespace {

struct Planted {
  std::string type;
  std::string data;
  std::string stream = "main";
  std::string command = "t";
  Position cause = 0;
};

halls::Definition hall() {
  halls::Definition hall;
  halls::Window window;
  window.number = WindowId{"1"};
  window.displays = {DeviceId{"display-1"}};
  window.evaluator = DeviceId{"evaluator-1"};
  hall.windows = {window};
  hall.ticket_machines = {{DeviceId{"machine-1"}, {}, {}}};
  return hall;
}

// What the checker says of events that happen one second after another, and of their end.
std::string said(std::unique_ptr<Checker> checker, const std::vector<Planted>& events,
                 bool closes = false) {
  Position position = 0;
  for (const auto& planted : events) {
    Happening one;
    one.position = ++position;
    one.type = planted.type;
    one.stream = {planted.type.substr(0, planted.type.find('.')), planted.stream};
    one.at = Instant{std::chrono::seconds{position}};
    one.command = {planted.command};
    one.cause = planted.cause;
    one.data = boost::json::parse(planted.data).as_object();
    checker->see(one);
  }
  if (closes) checker->close({});
  std::string all;
  for (const auto& broken : checker->broken()) all += broken.what + "\n";
  return all;
}

bool finds(const std::string& words, const std::string& said) {
  return said.find(words) != std::string::npos;
}

const Planted configured{
    "waiting_room.configured",
    R"({"configuration":{"calls_max":2,"appointment_order":"booked_first","windows":[
        {"window":"1","services":["tax"],"also":["land"]}]}})"};
Planted issued(const std::string& ticket, const std::string& service, int second) {
  return {"waiting_room.issued", R"({"ticket":")" + ticket + R"(","service":")" + service +
                                     R"(","machine":"machine-1","effective":"1970-01-01T00:00:0)" +
                                     std::to_string(second) + R"(Z","due":"1970-01-01T00:00:0)" +
                                     std::to_string(second) + R"(Z"})"};
}
Planted called(const std::string& ticket, int second) {
  return {"waiting_room.called",
          R"({"ticket":")" + ticket + R"(","number":")" + ticket +
              R"(","window":"1","call":1,"why":{"effective":"1970-01-01T00:00:0)" +
              std::to_string(second) + R"(Z"}})"};
}
Planted undone(const std::string& ticket, int second) {
  return {"waiting_room.undone",
          R"({"ticket":")" + ticket +
              R"(","window":"1","act":"call","back":{"status":"waiting","service":"tax",)"
              R"("calls":0,"effective":"1970-01-01T00:00:0)" +
              std::to_string(second) + R"(Z"}})"};
}
Planted recalled(int call) {
  return {"waiting_room.recalled",
          R"({"ticket":"a","number":"a","window":"1","call":)" + std::to_string(call) + "}"};
}
Planted directed(const std::string& number, const std::string& state, int calls, Position cause) {
  return {"display.directed",
          R"({"content":{"window":"1","number":")" + number + R"(","state":")" + state +
              R"(","text":"","calls":)" + std::to_string(calls) + "}}",
          "display-1", "~policy/show_calls#" + std::to_string(cause * 256), cause};
}
Planted slip(const std::string& ticket, Position cause) {
  return {"ticket_machine.slip_ordered", R"({"slip":{"ticket":")" + ticket + R"("}})", "machine-1",
          "~policy/print_slips#" + std::to_string(cause * 256), cause};
}

// For a member of staff, before their window is opened or after.
Planted issued_for_staff(const std::string& ticket, const std::string& staff) {
  auto one = issued(ticket, "tax", 2);
  one.data.insert(one.data.size() - 1, R"(,"bond":{"bound":null,"bound_staff":")" + staff + "\"}");
  return one;
}
const Planted opened{"waiting_room.window_opened", R"({"window":"1","staff":"wang"})"};
Planted closed(const std::string& released) {
  return {"waiting_room.window_closed", R"({"window":"1","released":[)" + released + "]}"};
}

BOOST_AUTO_TEST_SUITE(followed)

BOOST_AUTO_TEST_CASE(a_ticket_for_staff_called_where_they_work_breaks_nothing) {
  BOOST_TEST(said(check_standings(), {configured, opened, issued_for_staff("a", "wang"),
                                      called("a", 2)}) == "");
  BOOST_TEST(said(check_standings(),
                  {configured, opened, issued_for_staff("a", "wang"), closed(R"("a")")}) == "");
}

BOOST_AUTO_TEST_CASE(a_ticket_for_staff_called_where_they_do_not_work_is_found) {
  BOOST_TEST(finds("window 1 may not call a",
                   said(check_standings(),
                        {configured, opened, issued_for_staff("a", "zhao"), called("a", 2)})));
  BOOST_TEST(finds("a waits for something else after undo",
                   said(check_standings(), {configured, opened, issued_for_staff("a", "wang"),
                                            called("a", 2), undone("a", 2)})));
}

BOOST_AUTO_TEST_CASE(a_window_that_closes_and_lets_the_wrong_ones_go_is_found) {
  BOOST_TEST(finds(
      "a waits on for a window that closes",
      said(check_standings(), {configured, opened, issued_for_staff("a", "wang"), closed("")})));
  BOOST_TEST(finds("a is let go by a window that it does not wait for",
                   said(check_standings(),
                        {configured, opened, issued_for_staff("a", "zhao"), closed(R"("a")")})));
}

BOOST_AUTO_TEST_CASE(calls_in_order_break_nothing) {
  BOOST_TEST(
      said(check_standings(), {configured, issued("a", "tax", 2), issued("b", "tax", 3),
                               called("a", 2), undone("a", 2), called("a", 2), recalled(2)}) == "");
}

BOOST_AUTO_TEST_CASE(a_ticket_called_before_a_senior_one_is_found) {
  BOOST_TEST(
      finds("calls b before a", said(check_standings(), {configured, issued("a", "tax", 2),
                                                         issued("b", "tax", 3), called("b", 3)})));
}

BOOST_AUTO_TEST_CASE(a_service_of_the_second_choice_called_first_is_found) {
  BOOST_TEST(finds("calls a, also its, before b",
                   said(check_standings(), {configured, issued("a", "land", 2),
                                            issued("b", "tax", 3), called("a", 2)})));
}

BOOST_AUTO_TEST_CASE(a_service_that_the_window_does_not_serve_is_found) {
  BOOST_TEST(finds("may not call a", said(check_standings(),
                                          {configured, issued("a", "land-2", 2), called("a", 2)})));
}

BOOST_AUTO_TEST_CASE(seniority_lost_by_an_undo_is_found) {
  BOOST_TEST(finds("has seniority", said(check_standings(), {configured, issued("a", "tax", 2),
                                                             called("a", 2), undone("a", 4)})));
}

BOOST_AUTO_TEST_CASE(a_recall_that_does_not_count_is_found) {
  BOOST_TEST(finds(
      "recalled as number 1",
      said(check_standings(), {configured, issued("a", "tax", 2), called("a", 2), recalled(1)})));
}

BOOST_AUTO_TEST_CASE(a_call_too_many_is_found) {
  BOOST_TEST(
      finds("called 3 times", said(check_standings(), {configured, issued("a", "tax", 2),
                                                       called("a", 2), recalled(2), recalled(3)})));
}

BOOST_AUTO_TEST_CASE(effects_in_order_break_nothing) {
  BOOST_TEST(
      said(check_effects(hall()),
           {issued("a", "tax", 1), called("a", 1), slip("a", 1), directed("a", "called", 1, 2)},
           true) == "");
}

BOOST_AUTO_TEST_CASE(a_call_that_no_display_shows_is_found) {
  BOOST_TEST(finds("display-1 never shows", said(check_effects(hall()), {called("a", 1)}, true)));
}

BOOST_AUTO_TEST_CASE(a_call_that_is_shown_twice_is_found) {
  BOOST_TEST(finds("nothing led to",
                   said(check_effects(hall()), {called("a", 1), directed("a", "called", 1, 1),
                                                directed("a", "called", 1, 1)})));
}

BOOST_AUTO_TEST_CASE(a_command_of_the_house_that_is_carried_out_again_is_found) {
  BOOST_TEST(finds("was carried out before",
                   said(check_effects(hall()), {called("a", 1), directed("a", "called", 1, 1),
                                                directed("a", "called", 1, 1)})));
}

BOOST_AUTO_TEST_CASE(calls_shown_out_of_order_are_found) {
  BOOST_TEST(finds("and owed", said(check_effects(hall()),
                                    {called("a", 1), recalled(2), directed("a", "called", 2, 2)})));
}

BOOST_AUTO_TEST_CASE(a_slip_that_is_never_printed_is_found) {
  BOOST_TEST(finds("machine-1 never prints a",
                   said(check_effects(hall()), {issued("a", "tax", 1)}, true)));
}

BOOST_AUTO_TEST_CASE(a_slip_that_is_printed_twice_is_found) {
  BOOST_TEST(
      finds("out of turn, or twice",
            said(check_effects(hall()), {issued("a", "tax", 1), slip("a", 1), slip("a", 1)})));
}

BOOST_AUTO_TEST_CASE(a_visit_that_nobody_is_asked_to_rate_is_found) {
  const Planted finished{"waiting_room.finished", R"({"ticket":"a","window":"1"})"};
  const auto what = said(check_effects(hall()), {finished}, true);
  BOOST_TEST(finds("nobody is asked to rate a", what));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace atrium::simulation
