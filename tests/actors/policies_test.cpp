// What follows from events: displays, evaluators, slips, attendance, doors.
#include "actors/policies/ask_rating.hpp"
#include "actors/policies/close_rating.hpp"
#include "actors/policies/follow_hall.hpp"
#include "actors/policies/follow_intake.hpp"
#include "actors/policies/messages/remind_near.hpp"
#include "actors/policies/outside/prefill_forms.hpp"
#include "actors/policies/outside/upload_records.hpp"
#include "actors/policies/print_slips.hpp"
#include "actors/policies/show_calls.hpp"
#include "actors/policies/speaking/speak_calls.hpp"

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

Speech speech() {
  Speech speech;
  speech.call = {"请{number}号到{window}号窗口办理{name}", "{number} to {window}, {zone}"};
  speech.recall = {"请{number}号到{window}号窗口（重呼）", ""};
  speech.rounds = 2;
  speech.windows[window_3] = {"west", {"户籍", "Household"}, {"西区", "West"}};
  speech.speakers = {"west", "east"};
  return speech;
}

Effects spoken(const room::Event& event) { return SpeakCalls{speech()}.react(event, nine); }

}  // namespace

BOOST_AUTO_TEST_SUITE(policies)

BOOST_AUTO_TEST_CASE(the_speaker_of_a_windows_zone_announces_its_calls, *description("[Q-26]")) {
  auto fact = called(window_3);
  fact.at = nine;
  const auto effects = spoken(fact);
  BOOST_TEST_REQUIRE(effects.size() == 1U);
  const auto& to = std::get<To<speaker::Entity>>(effects[0]);
  BOOST_TEST(to.id == "west");
  const auto& announce = std::get<speaker::Announce>(to.command);
  BOOST_TEST(announce.text == "请A001号到3号窗口办理户籍");
  BOOST_TEST(announce.text_en == "A001 to 3, West");
  BOOST_TEST(announce.rounds == 2);
  BOOST_TEST(announce.length_ms > 3'000);
  BOOST_TEST((announce.called_at == nine));
}

BOOST_AUTO_TEST_CASE(a_recall_is_spoken_in_its_own_words, *description("[Q-20] [Q-26]")) {
  const auto effects = spoken(room::Recalled{a001, "A001", window_3, 2, nine});
  BOOST_TEST_REQUIRE(effects.size() == 1U);
  const auto& announce =
      std::get<speaker::Announce>(std::get<To<speaker::Entity>>(effects[0]).command);
  BOOST_TEST(announce.text == "请A001号到3号窗口（重呼）");
  BOOST_TEST(announce.text_en.empty());
  BOOST_TEST(announce.call == 2);
}

BOOST_AUTO_TEST_CASE(sound_is_made_of_what_a_speaker_has_taken_in_and_of_nothing_else,
                     *description("[Q-26] [Q-27]")) {
  std::vector<Saying> made;
  const PrepareSound policy{[&](const Saying& saying) { made.push_back(saying); }};
  speaker::Announcement one;
  one.text = "请A001号";
  one.text_en = "A001";
  for (const speaker::Event& event :
       std::vector<speaker::Event>{speaker::Queued{one, nine}, speaker::Begun{1, 1, nine, nine},
                                   speaker::VoiceSet{false, nine}, speaker::Ended{1, true, nine}}) {
    BOOST_TEST(policy.react(event, nine).empty());
  }
  BOOST_TEST_REQUIRE(made.size() == 1U);
  BOOST_TEST((made[0] == Saying{"请A001号", "A001"}));
}

BOOST_AUTO_TEST_CASE(whatever_ends_a_call_withdraws_its_announcement, *description("[Q-32]")) {
  room::Transferred moved;
  moved.ticket = a001;
  moved.window = window_3;
  for (const auto& event :
       std::vector<room::Event>{room::Started{a001, "A001", window_3, clerk03, nine},
                                room::NoShow{a001, "A001", window_3, nine},
                                room::Voided{a001, "A001", window_3, true, "", nine},
                                room::Parked{a001, "A001", window_3, {}, nine}, moved,
                                undone(room::Act::call, room::Status::waiting, false),
                                room::TicketSetAside{a001, "A001", window_3, {}, "", nine}}) {
    const auto effects = spoken(event);
    BOOST_TEST_REQUIRE(effects.size() == 1U);
    const auto& to = std::get<To<speaker::Entity>>(effects[0]);
    BOOST_TEST(to.id == "west");
    BOOST_TEST((std::get<speaker::Withdraw>(to.command).ticket == a001));
  }
  BOOST_TEST(spoken(room::DayEnded{{}, {}, {a001}, {window_3}, nine}).size() == 2U);
  BOOST_TEST(spoken(room::Finished{a001, "A001", window_3, clerk03, {}, {}, nine}).empty());
  BOOST_TEST(spoken(called(window_4)).empty());
}

BOOST_AUTO_TEST_CASE(every_speaker_follows_the_halls_mode, *description("[Q-26] [Q-27]")) {
  const FollowMode policy{{"west", "east"}};
  const auto voiced = [&](hall::Mode mode) {
    const auto effects = policy.react(hall::ModeSet{mode, nine}, nine);
    BOOST_TEST_REQUIRE(effects.size() == 2U);
    const auto& to = std::get<To<speaker::Entity>>(effects[1]);
    return std::get<speaker::SetVoiced>(to.command).voiced;
  };
  BOOST_TEST(voiced(hall::Mode::voiced));
  BOOST_TEST(voiced(hall::Mode::both));
  BOOST_TEST(!voiced(hall::Mode::silent));
  BOOST_TEST(policy.react(hall::Opened{}, nine).empty());
}

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

BOOST_AUTO_TEST_CASE(other_windows_or_another_order_lead_to_reminders, *description("[Q-29]")) {
  const auto reminds = [](const room::Event& event) {
    const auto effects = RemindNear{}.react(event, nine);
    if (effects.empty()) return false;
    const auto& to = std::get<To<room::Entity>>(effects.front());
    return to.id == "main" && std::holds_alternative<room::Remind>(to.command);
  };
  BOOST_TEST(reminds(room::StrategySet{{}, {}, nine}));
  BOOST_TEST(reminds(room::WindowOpened{window_3, clerk03, nine}));
  BOOST_TEST(reminds(room::WindowClosed{window_3, {}, nine}));
  BOOST_TEST(reminds(room::Configured{}));
  BOOST_TEST(reminds(room::Unbound{}));
  BOOST_TEST(reminds(room::TicketReleased{}));
  BOOST_TEST(!reminds(called(window_3)));
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

BOOST_AUTO_TEST_CASE(a_ticket_taken_by_id_card_prefills_its_form, *description("[Q-14]")) {
  const PrefillForms prefill{{ServiceId{"licence"}}};
  room::Issued issued;
  issued.ticket = a001;
  issued.service = ServiceId{"licence"};
  issued.holder = room::Holder{"id_card", {SubjectId{"s"}, "469023199003070012", false}, {}, {}};
  const auto effects = prefill.react(issued, nine);
  BOOST_REQUIRE(effects.size() == 1);
  const auto& message = std::get<Outgoing>(effects[0]).message;
  BOOST_TEST(message.channel == "prefill");
  BOOST_TEST(message.to.value == "469023199003070012");
  BOOST_TEST(message.fields.at("ticket") == "20261121-A001");
  issued.holder->id_type = "phone";
  BOOST_TEST(prefill.react(issued, nine).empty());
  issued.holder->id_type = "id_card";
  issued.service = ServiceId{"tax"};
  BOOST_TEST(prefill.react(issued, nine).empty());
}

BOOST_AUTO_TEST_CASE(each_step_of_a_ticket_is_uploaded_without_personal_data,
                     *description("[Q-38]")) {
  const UploadRecords upload{{"chengmai", "大厅", {{"3", "3号窗口", "a", "护照"}}}};
  room::Issued issued;
  issued.ticket = a001;
  issued.number = "A001";
  issued.holder = room::Holder{"id_card", {SubjectId{"s"}, "469023199003070012", false}, {}, {}};
  const auto sent = [&](const room::Event& event) {
    const auto effects = upload.react(event, nine);
    return effects.empty() ? Message{} : std::get<Outgoing>(effects[0]).message;
  };
  const auto first = sent(issued);
  BOOST_TEST(first.key == "ticket.issued");
  BOOST_TEST(first.to.value.empty());
  for (const auto& [key, value] : first.fields) BOOST_TEST(value.find("4690") == value.npos);
  BOOST_TEST(sent(called(window_3)).fields.at("window") == "3");
  BOOST_TEST(sent(room::Started{}).key == "ticket.started");
  BOOST_TEST(sent(room::Finished{}).key == "ticket.finished");
  BOOST_TEST(sent(room::NoShow{}).key == "ticket.no_show");
  BOOST_TEST(sent(room::Voided{}).key == "ticket.void");
  BOOST_TEST(sent(room::Configured{}).fields.at("services") == "护照");
  BOOST_TEST(sent(room::DoorsOpened{}).key.empty());
}

BOOST_AUTO_TEST_SUITE_END()
