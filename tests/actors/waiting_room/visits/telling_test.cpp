// Who is told by message: silent and virtual calls, and the reminder.
#include "tests/actors/waiting_room/room.hpp"

using namespace atrium;
using namespace atrium::waiting_room;
using boost::unit_test::description;

namespace {

Issue take_with_phone(const ServiceId& service, const std::string& channel = "ticket_machine") {
  auto issue = take(service);
  issue.channel = channel;
  issue.machine = DeviceId{"machine-1"};
  issue.holder = Holder{};
  issue.holder->phone = {SubjectId{"s1"}, "13800138001", false};
  return issue;
}

Called called_in(Room& room) { return room.when(CallNext{window_1}).fact<Called>(); }

// "A005 3, A006 3": whom the last command's events remind, with how many ahead.
std::string reminded(Room& room) {
  std::string text;
  for (const auto& event : room.accepted()) {
    const auto* fact = std::get_if<Reminded>(&event);
    if (fact == nullptr) continue;
    text += (text.empty() ? "" : ", ") + fact->number + " " + std::to_string(fact->ahead);
  }
  return text;
}

// `waiting` tickets for passport, a second apart.
Room line_of(int waiting, const Configuration& configuration = hall()) {
  auto room = open_room(configuration);
  for (int i = 0; i < waiting; ++i) room.at(nine + i * 1s).did(take(passport));
  return room;
}

std::string serve_one(Room& room) {
  room.when(CallNext{window_1});
  auto text = reminded(room);
  room.did(Start{window_1}, Finish{window_1});
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(telling)

BOOST_AUTO_TEST_CASE(a_call_goes_to_the_holders_phone_only_where_the_hall_is_silent,
                     *description("[Q-27]")) {
  auto room = open_room();
  room.did(take_with_phone(passport), take_with_phone(passport), take(passport));
  BOOST_TEST(!called_in(room).message_to.has_value());
  room.did(ReportNoShow{window_1}, SetMessages{true});
  const auto called = called_in(room);
  BOOST_TEST(called.message_to.value().value == "13800138001");
  BOOST_TEST(!called.quiet);
  BOOST_TEST(room.when(Recall{window_1}).fact<Recalled>().message_to.has_value());
  room.did(ReportNoShow{window_1});
  BOOST_TEST(!called_in(room).message_to.has_value());  // Gave no phone.
}

BOOST_AUTO_TEST_CASE(a_hall_that_sends_messages_already_records_nothing, *description("[Q-27]")) {
  auto room = open_room();
  room.when(SetMessages{false}).then_nothing();
  room.when(SetMessages{true}).then(MessagesSet{true, nine});
  room.when(SetMessages{true}).then_nothing();
}

BOOST_AUTO_TEST_CASE(a_virtual_call_is_quiet_and_always_goes_to_the_phone, *description("[Q-31]")) {
  auto room = open_room();
  room.when(take_with_phone(passport, "virtual"));
  BOOST_TEST(!room.fact<Issued>().machine.has_value());  // No slip.
  const auto called = called_in(room);
  BOOST_TEST(called.quiet);
  BOOST_TEST(called.message_to.has_value());
  const auto recalled = room.when(Recall{window_1}).fact<Recalled>();
  BOOST_TEST(recalled.quiet);
  BOOST_TEST(recalled.message_to.has_value());
}

BOOST_AUTO_TEST_CASE(a_ticket_without_paper_needs_a_phone, *description("[Q-31]")) {
  auto room = open_room();
  auto issue = take(passport);
  issue.channel = "virtual";
  room.when(issue).then_refused(RefusalKind::invalid, "ticket.phone_missing");
  issue.holder = Holder{};
  room.when(issue).then_refused(RefusalKind::invalid, "ticket.phone_missing");
}

BOOST_AUTO_TEST_CASE(a_reminder_comes_once_when_three_are_ahead, *description("[Q-29]")) {
  auto room = line_of(6);  // A006 has five ahead, A005 four.
  BOOST_TEST(serve_one(room) == "A005 3");
  BOOST_TEST(serve_one(room) == "A006 3");
  for (int i = 0; i < 4; ++i) BOOST_TEST(serve_one(room).empty());
}

BOOST_AUTO_TEST_CASE(a_ticket_issued_with_few_ahead_is_not_reminded, *description("[Q-29]")) {
  auto room = line_of(4);
  for (int i = 0; i < 4; ++i) BOOST_TEST(serve_one(room).empty());
}

BOOST_AUTO_TEST_CASE(a_reminder_comes_when_somebody_ahead_gives_up, *description("[Q-29]")) {
  auto room = line_of(5);
  room.when(Void{window_1, "A002", "went home"});
  BOOST_TEST(reminded(room) == "A005 3");
}

BOOST_AUTO_TEST_CASE(whoever_leaves_behind_a_ticket_does_not_bring_it_nearer,
                     *description("[Q-29]")) {
  auto room = line_of(6);
  room.when(CallNumber{window_1, "A006", "in a hurry"});
  BOOST_TEST(reminded(room).empty());
}

BOOST_AUTO_TEST_CASE(an_undone_call_brings_no_second_reminder, *description("[Q-29]")) {
  auto room = line_of(5);
  room.when(CallNext{window_1});
  BOOST_TEST(reminded(room) == "A005 3");
  room.did(Undo{window_1});
  BOOST_TEST(ticket(room, "A005").ahead.value() == 4);
  room.when(CallNext{window_1});
  BOOST_TEST(reminded(room).empty());
}

BOOST_AUTO_TEST_CASE(a_reminder_looks_at_every_line_of_the_windows_concerned,
                     *description("[Q-29]")) {
  auto room = open_room();
  for (int i = 0; i < 4; ++i) room.at(nine + i * 1s).did(take(passport));
  room.did(take(tax));  // Window 2 serves both: four are ahead of B001.
  room.when(CallNext{window_1});
  BOOST_TEST(reminded(room) == "B001 3");
}

BOOST_AUTO_TEST_CASE(another_strategy_reminds_those_whom_it_brings_forward_once,
                     *description("[Q-29]")) {
  auto room = line_of(4);
  auto booked = check_in(passport, nine + 1min);
  room.at(nine + 10s).did(SetStrategy{{}, "by_time", {}}, booked);
  BOOST_TEST(ticket(room, "A005").ahead.value() == 4);
  room.when(Remind{}).then_nothing();
  room.did(SetStrategy{{}, "booked_first", {}});
  room.when(Remind{});
  BOOST_TEST(reminded(room) == "A005 0");
  room.when(Remind{}).then_nothing();
}

BOOST_AUTO_TEST_CASE(a_window_that_closes_takes_its_other_lines_out_of_the_way,
                     *description("[Q-29]")) {
  auto room = open_room();
  for (int i = 0; i < 4; ++i) room.at(nine + i * 1s).did(take(passport));
  room.did(take(tax));
  room.when(Remind{}).then_nothing();
  room.did(CloseWindow{window_2});
  room.when(Remind{});
  BOOST_TEST(reminded(room) == "B001 0");
}

BOOST_AUTO_TEST_CASE(a_booked_visitor_behind_walk_ins_does_not_keep_their_reminders_back,
                     *description("[Q-29]")) {
  auto configuration = hall();
  configuration.strategy = "by_time";
  auto room = line_of(5, configuration);
  room.at(nine + 10s).did(check_in(passport, nine + 1min));
  room.when(CallNext{window_1});
  BOOST_TEST(reminded(room) == "A005 3");
}

BOOST_AUTO_TEST_CASE(whoever_reached_the_bound_is_reminded_though_others_of_its_rank_are_senior,
                     *description("[Q-29, Q-30]")) {
  auto configuration = hall();
  configuration.remind_ahead = 1;
  auto room = line_of(4, configuration);
  for (int i = 0; i < 4; ++i) room.did(CallNext{window_1}, Start{window_1}, Park{window_1});
  for (int i = 0; i < 3; ++i) room.did(take(passport, 1));
  room.did(take(passport));  // A008; three are ahead.
  for (int i = 0; i < 7; ++i) room.did(take(passport, 1));
  for (int i = 0; i < 8; ++i) {  // Five overtake A008.
    BOOST_TEST(serve_one(room).find("A008") == std::string::npos);
  }
  for (const auto* number : {"A001", "A002", "A003", "A004"}) {
    room.did(Unpark{window_1, number});
  }
  room.when(Void{window_1, "A014", "went home"});
  BOOST_TEST(reminded(room) == "A008 0");
}

BOOST_AUTO_TEST_CASE(the_hall_says_how_many_ahead_bring_a_reminder, *description("[Q-29]")) {
  auto configuration = hall();
  configuration.remind_ahead = 1;
  auto room = line_of(3, configuration);
  BOOST_TEST(serve_one(room) == "A003 1");
  configuration.remind_ahead = 0;
  auto silent = line_of(3, configuration);
  for (int i = 0; i < 3; ++i) BOOST_TEST(serve_one(silent).empty());
}

BOOST_AUTO_TEST_SUITE_END()
