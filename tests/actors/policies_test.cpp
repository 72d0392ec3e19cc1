// What follows from events: displays, evaluators, slips, attendance, doors.
#include "actors/policies/ask_rating.hpp"
#include "actors/policies/close_rating.hpp"
#include "actors/policies/follow_hall.hpp"
#include "actors/policies/follow_intake.hpp"
#include "actors/policies/print_slips.hpp"
#include "actors/policies/show_calls.hpp"

#include <boost/test/unit_test.hpp>

using namespace atrium;
using namespace atrium::policies;
using boost::unit_test::description;
namespace room = waiting_room;

namespace {

const Instant nine = from_iso8601("2026-11-21T01:00:00Z").value();
const WindowId window_3{"3"};
const WindowId window_4{"4"};  // Has no devices.
const TicketId a001{"20261121-A001"};
const StaffId clerk03{"clerk03"};

Topology topology() {
  return {{{window_3, {{DeviceId{"d3"}, DeviceId{"d3b"}}, DeviceId{"e3"}}}, {window_4, {}}},
          {DeviceId{"machine-1"}, DeviceId{"machine-2"}}};
}

room::Called called(const WindowId& window) {
  room::Called fact;
  fact.ticket = a001;
  fact.number = "A001";
  fact.window = window;
  fact.call = 1;
  return fact;
}

// "d3 called A001 1 · d3b …": what the displays are told.
std::string shown(const room::Event& event) {
  std::string text;
  for (const auto& effect : ShowCalls{topology()}.react(event, nine)) {
    const auto& to = std::get<To<display::Entity>>(effect);
    const auto& show = std::get<display::Show>(to.command);
    if (!text.empty()) text += " · ";
    text += to.id + " " + boost::describe::enum_to_string(show.state, "?");
    if (!show.number.empty()) text += " " + show.number + " " + std::to_string(show.calls);
    if (!show.text.empty()) text += " " + show.text;
  }
  return text;
}

room::Undone undone(room::Act act, room::Status status, bool current) {
  room::Undone fact;
  fact.ticket = a001;
  fact.number = "A001";
  fact.window = window_3;
  fact.act = act;
  fact.back.status = status;
  fact.back.calls = 2;
  fact.current = current;
  return fact;
}

template <class Command>
std::vector<Command> asked_of_evaluator(const Effects& effects) {
  std::vector<Command> commands;
  for (const auto& effect : effects) {
    const auto& to = std::get<To<evaluator::Entity>>(effect);
    BOOST_TEST(to.id == "e3");
    commands.push_back(std::get<Command>(to.command));
  }
  return commands;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(policies)

BOOST_AUTO_TEST_CASE(every_display_of_a_window_shows_its_calls, *description("[DS-01] [Q-26]")) {
  BOOST_TEST(shown(called(window_3)) == "d3 called A001 1 · d3b called A001 1");
  BOOST_TEST(shown(room::Recalled{a001, "A001", window_3, 2, nine}) ==
             "d3 called A001 2 · d3b called A001 2");
  BOOST_TEST(shown(room::Started{a001, "A001", window_3, clerk03, nine}) ==
             "d3 serving A001 0 · d3b serving A001 0");
}

BOOST_AUTO_TEST_CASE(a_display_is_cleared_when_its_ticket_is_settled, *description("[Q-20]")) {
  const std::string idle = "d3 idle · d3b idle";
  BOOST_TEST(shown(room::Finished{a001, "A001", window_3, clerk03, {}, {}, nine}) == idle);
  BOOST_TEST(shown(room::NoShow{a001, "A001", window_3, nine}) == idle);
  BOOST_TEST(shown(room::Parked{a001, "A001", window_3, {}, nine}) == idle);
  BOOST_TEST(shown(room::Voided{a001, "A001", window_3, true, "", nine}) == idle);
  room::Transferred moved;
  moved.window = window_3;
  BOOST_TEST(shown(moved) == idle);
}

BOOST_AUTO_TEST_CASE(a_ticket_voided_in_the_line_changes_no_display) {
  BOOST_TEST(shown(room::Voided{a001, "A001", window_3, false, "", nine}).empty());
}

BOOST_AUTO_TEST_CASE(a_display_shows_pause_text_closing_and_opening,
                     *description("[DS-01] [Q-21]")) {
  BOOST_TEST(shown(room::WindowPaused{window_3, "lunch", nine}) ==
             "d3 paused lunch · d3b paused lunch");
  BOOST_TEST(shown(room::WindowResumed{window_3, nine}) == "d3 idle · d3b idle");
  BOOST_TEST(shown(room::WindowClosed{window_3, {}, nine}) == "d3 closed · d3b closed");
  BOOST_TEST(shown(room::WindowOpened{window_3, clerk03, nine}) == "d3 idle · d3b idle");
}

BOOST_AUTO_TEST_CASE(a_display_follows_an_act_that_is_taken_back) {
  using room::Act;
  using room::Status;
  BOOST_TEST(shown(undone(Act::call, Status::waiting, false)) == "d3 idle · d3b idle");
  BOOST_TEST(shown(undone(Act::start, Status::called, true)) ==
             "d3 called A001 2 · d3b called A001 2");
  BOOST_TEST(shown(undone(Act::finish, Status::serving, true)) ==
             "d3 serving A001 0 · d3b serving A001 0");
  BOOST_TEST(shown(undone(Act::void_, Status::waiting, false)).empty());
}

BOOST_AUTO_TEST_CASE(no_number_stays_up_after_the_day) {
  BOOST_TEST(shown(room::DayEnded{{}, {}, {a001}, {window_3}, nine}) == "d3 idle · d3b idle");
}

BOOST_AUTO_TEST_CASE(a_window_without_devices_leads_to_nothing) {
  BOOST_TEST(shown(called(window_4)).empty());
  BOOST_TEST(shown(called(WindowId{"99"})).empty());
  const room::Finished finished{a001, "A001", window_4, clerk03, {}, {}, nine};
  BOOST_TEST(AskRating{topology()}.react(finished, nine).empty());
}

BOOST_AUTO_TEST_CASE(what_a_window_does_not_do_changes_no_display) {
  for (const auto& event : std::vector<room::Event>{
           room::Configured{}, room::Issued{}, room::Unparked{}, room::PauseAsked{},
           room::PauseWithdrawn{}, room::DoorsOpened{}, room::DoorsClosed{}}) {
    BOOST_TEST(shown(event).empty());
  }
}

BOOST_AUTO_TEST_CASE(a_finished_service_asks_for_a_rating, *description("[EV-01]")) {
  const room::Finished finished{a001, "A001", window_3, clerk03, {}, {}, nine};
  const auto asked =
      asked_of_evaluator<evaluator::AskRating>(AskRating{topology()}.react(finished, nine));
  BOOST_TEST_REQUIRE(asked.size() == 1U);
  BOOST_TEST(asked[0].ticket.value == "20261121-A001");
  BOOST_TEST(asked[0].clerk.value == "clerk03");
}

BOOST_AUTO_TEST_CASE(the_question_ends_when_the_next_service_begins_or_the_window_closes) {
  const AskRating policy{topology()};
  for (const auto& event :
       std::vector<room::Event>{room::Started{a001, "A001", window_3, clerk03, nine},
                                room::WindowClosed{window_3, {}, nine}, room::DayEnded{},
                                undone(room::Act::finish, room::Status::serving, true)}) {
    BOOST_TEST(asked_of_evaluator<evaluator::Withdraw>(policy.react(event, nine)).size() == 1U);
  }
  BOOST_TEST(policy.react(called(window_3), nine).empty());
}

BOOST_AUTO_TEST_CASE(a_rating_given_anywhere_ends_the_question, *description("[EV-14]")) {
  evaluation::Given given;
  given.ticket = a001;
  given.window = window_3;
  const auto withdrawn =
      asked_of_evaluator<evaluator::Withdraw>(CloseRating{topology()}.react(given, nine));
  BOOST_TEST_REQUIRE(withdrawn.size() == 1U);
  BOOST_TEST(withdrawn[0].ticket.value == "20261121-A001");
  BOOST_TEST(CloseRating{topology()}.react(evaluation::FollowUpOpened{}, nine).empty());
}

BOOST_AUTO_TEST_CASE(a_ticket_is_printed_at_the_machine_where_it_was_taken,
                     *description("[Q-11]")) {
  room::Issued issued;
  issued.ticket = a001;
  issued.number = "A001";
  issued.ahead = 4;
  issued.machine = DeviceId{"machine-2"};
  const auto effects = PrintSlips{topology()}.react(issued, nine);
  BOOST_TEST_REQUIRE(effects.size() == 1U);
  const auto& to = std::get<To<ticket_machine::Entity>>(effects[0]);
  BOOST_TEST(to.id == "machine-2");
  BOOST_TEST(std::get<ticket_machine::Print>(to.command).number == "A001");
  BOOST_TEST(std::get<ticket_machine::Print>(to.command).ahead == 4);
}

BOOST_AUTO_TEST_CASE(a_ticket_taken_elsewhere_is_not_printed) {
  room::Issued issued;
  BOOST_TEST(PrintSlips{topology()}.react(issued, nine).empty());
  issued.machine = DeviceId{"machine-9"};
  BOOST_TEST(PrintSlips{topology()}.react(issued, nine).empty());
}

BOOST_AUTO_TEST_CASE(slips_of_a_past_day_are_not_printed) {
  const auto effects = PrintSlips{topology()}.react(room::DayEnded{}, nine);
  BOOST_TEST_REQUIRE(effects.size() == 2U);
  const auto& to = std::get<To<ticket_machine::Entity>>(effects[1]);
  BOOST_TEST(to.id == "machine-2");
  BOOST_TEST(std::holds_alternative<ticket_machine::ClearSlips>(to.command));
}

BOOST_AUTO_TEST_CASE(a_window_follows_the_waiting_rooms_intake) {
  const auto asked = [](const room::Event& event) {
    const auto effects = FollowIntake{}.react(event, nine);
    BOOST_TEST_REQUIRE(effects.size() == 1U);
    const auto& to = std::get<To<window::Entity>>(effects[0]);
    BOOST_TEST(to.id == "3");
    return to.command;
  };
  BOOST_TEST(std::get<window::FollowOpened>(asked(room::WindowOpened{window_3, clerk03, nine}))
                 .staff.value == "clerk03");
  BOOST_TEST(
      std::get<window::FollowPaused>(asked(room::WindowPaused{window_3, "lunch", nine})).reason ==
      "lunch");
  BOOST_TEST(
      std::holds_alternative<window::FollowResumed>(asked(room::WindowResumed{window_3, nine})));
  BOOST_TEST(
      std::holds_alternative<window::FollowClosed>(asked(room::WindowClosed{window_3, {}, nine})));
  BOOST_TEST(FollowIntake{}.react(called(window_3), nine).empty());
}

BOOST_AUTO_TEST_CASE(the_waiting_room_follows_the_halls_doors) {
  const auto asked = [](const hall::Event& event) {
    const auto effects = FollowHall{}.react(event, nine);
    BOOST_TEST_REQUIRE(effects.size() == 1U);
    const auto& to = std::get<To<waiting_room::Entity>>(effects[0]);
    BOOST_TEST(to.id == "main");
    return to.command;
  };
  BOOST_TEST(std::holds_alternative<room::OpenDoors>(asked(hall::Opened{{}, nine})));
  BOOST_TEST(std::holds_alternative<room::CloseDoors>(asked(hall::Closed{{}, nine})));
  BOOST_TEST(FollowHall{}.react(hall::Configured{}, nine).empty());
}

BOOST_AUTO_TEST_SUITE_END()
