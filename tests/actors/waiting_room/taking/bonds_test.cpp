// Waiting for one window or one member of staff alone: from the issue on, or handed on to them.
#include "tests/actors/waiting_room/room.hpp"

using namespace atrium;
using namespace atrium::waiting_room;
using boost::unit_test::description;

namespace {

const StaffId clerk_1{"clerk01"}, clerk_2{"clerk02"}, clerk_9{"clerk09"};
constexpr int set_time_s = 600;

Issue for_staff(const ServiceId& service, const StaffId& staff) {
  auto issue = take(service);
  issue.to_staff = staff;
  return issue;
}
Issue for_window(const ServiceId& service, const WindowId& window) {
  auto issue = take(service);
  issue.to_window = window;
  return issue;
}
Transfer to_staff(const WindowId& from, const StaffId& staff) { return {from, {}, {}, staff}; }

// Clerk 9 is not in; who is bound waits ten minutes, or for as long as `set_s` says.
Room bound_room(int set_s = set_time_s) {
  auto configuration = hall();
  configuration.bound_s = set_s;
  return open_room(configuration);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(bonds)

BOOST_AUTO_TEST_CASE(a_ticket_bound_to_staff_waits_for_the_window_where_they_work,
                     *description("[Q-24]")) {
  auto room = bound_room();
  room.did(for_staff(passport, clerk_2));
  BOOST_TEST(ticket(room, "A001").bound_staff->value == "clerk02");
  BOOST_TEST(window(room, window_1).waiting == 0);
  BOOST_TEST(window(room, window_2).waiting == 1);
  BOOST_TEST(calls(room, window_1) == "nobody");
  BOOST_TEST(calls(room, window_2) == "A001");
  BOOST_TEST(room.fact<Called>().why.waited_for == "staff");
  BOOST_TEST(!ticket(room, "A001").bound_staff.has_value());
}

BOOST_AUTO_TEST_CASE(nobody_else_can_call_or_void_a_ticket_bound_to_staff) {
  auto room = bound_room();
  room.did(for_staff(passport, clerk_2));
  const auto refused = [&](const Command& command) {
    room.when(command).then_refused(RefusalKind::wrong_phase, "ticket.bound_to_staff");
  };
  refused(CallNumber{window_1, "A001", "asked for"});
  refused(Void{window_1, "A001", ""});
  room.did(CallNumber{window_2, "A001", "asked for"});
}

BOOST_AUTO_TEST_CASE(whoever_looks_after_a_ticket_may_call_it_while_its_clerk_is_not_at_work,
                     *description("[Q-20] [Q-24]")) {
  auto room = bound_room();
  room.did(for_staff(passport, clerk_9));
  BOOST_TEST(calls(room, window_1) == "nobody");
  room.did(CallNumber{window_1, "A001", "the name was mistyped"}, Undo{window_1});
  room.did(Void{window_2, "A001", "left"});
}

BOOST_AUTO_TEST_CASE(a_ticket_bound_to_staff_moves_with_them, *description("[Q-24]")) {
  auto room = bound_room();
  room.did(for_staff(passport, clerk_2), OpenWindow{window_4, clerk_2});
  room.when(CloseWindow{window_2}).then(WindowClosed{window_2, {}, nine});
  BOOST_TEST(calls(room, window_1) == "nobody");
  BOOST_TEST(calls(room, window_4) == "A001");
}

BOOST_AUTO_TEST_CASE(somebody_at_two_windows_is_waited_for_once_at_either) {
  auto room = bound_room();
  room.did(OpenWindow{window_4, clerk_2}, for_staff(passport, clerk_2));
  BOOST_TEST(window(room, window_2).waiting == 1);
  BOOST_TEST(window(room, window_4).waiting == 1);
  room.did(take(passport), for_staff(passport, clerk_2));
  BOOST_TEST(*ticket(room, "A002").ahead == 1);
  BOOST_TEST(*ticket(room, "A003").ahead == 2);
  BOOST_TEST(serves_next(room, window_4) == "A001");
}

BOOST_AUTO_TEST_CASE(who_leaves_lets_go_whoever_waits_for_them, *description("[Q-24]")) {
  auto room = bound_room();
  room.did(for_staff(passport, clerk_2));
  const auto closed = room.when(CloseWindow{window_2}).fact<WindowClosed>();
  BOOST_TEST_REQUIRE(closed.released.size() == 1U);
  BOOST_TEST(closed.released[0].value == "20261121-A001");
  BOOST_TEST((due(room.state())->at == turn));
  BOOST_TEST(calls(room, window_1) == "A001");
}

BOOST_AUTO_TEST_CASE(who_is_not_in_yet_is_waited_for_until_the_set_time, *description("[Q-24]")) {
  auto room = bound_room();
  room.did(for_staff(passport, clerk_9), for_staff(passport, clerk_9), take(passport));
  BOOST_TEST(*ticket(room, "A002").ahead == 1);
  BOOST_TEST(calls(room, window_1) == "A003");
  room.at(nine + 9min).did(OpenWindow{window_4, clerk_9});
  BOOST_TEST(serves_next(room, window_4) == "A001");
  room.at(nine + 10min).when(Unbind{}).then(Unbound{{TicketId{"20261121-A002"}}, nine + 10min});
  BOOST_TEST(calls(room, window_2) == "A002");
  BOOST_TEST(room.fact<Called>().why.waited_for.empty());
}

BOOST_AUTO_TEST_CASE(who_is_not_in_is_not_waited_for_without_an_end) {
  auto room = bound_room(0);
  room.when(for_staff(passport, clerk_9))
      .then_refused(RefusalKind::wrong_phase, "staff.not_at_work");
  room.did(for_staff(passport, clerk_2));
  BOOST_TEST((due(room.state())->at == turn));
}

BOOST_AUTO_TEST_CASE(a_booking_for_staff_is_kept_from_its_time_on) {
  auto room = bound_room();
  auto early = check_in(passport, nine + 30min);
  early.to_staff = clerk_9;
  room.did(early);
  BOOST_TEST((due(room.state())->at == nine + 30min - 2min + 10min));
}

BOOST_AUTO_TEST_CASE(a_ticket_may_wait_for_a_window_from_its_issue_on) {
  auto room = bound_room();
  room.did(for_window(passport, window_2), take(passport));
  BOOST_TEST(ticket(room, "A001").bound->value == "2");
  BOOST_TEST(serves_next(room, window_1) == "A002");
  BOOST_TEST(calls(room, window_2) == "A001");
  BOOST_TEST(room.fact<Called>().why.waited_for == "window");
}

BOOST_AUTO_TEST_CASE(a_bond_that_leads_nowhere_says_why) {
  auto room = bound_room();
  const auto refused = [&](const Command& ask, RefusalKind kind, const char* code) {
    room.when(ask).then_refused(kind, code);
  };
  auto twice = for_window(passport, window_1);
  twice.to_staff = clerk_1;
  refused(twice, RefusalKind::invalid, "ticket.bound_twice");
  refused(for_window(passport, WindowId{"99"}), RefusalKind::not_found, "window.unknown");
  refused(for_window(passport, window_4), RefusalKind::wrong_phase, "transfer.window_closed");
  refused(for_window(tax, window_1), RefusalKind::wrong_phase, "service.not_served");
  refused(for_staff(tax, clerk_1), RefusalKind::wrong_phase, "service.not_served");
  refused(for_staff(passport, StaffId{std::string(65, 'x')}), RefusalKind::invalid,
          "request.too_long");
}

BOOST_AUTO_TEST_CASE(a_ticket_is_handed_on_to_a_member_of_staff, *description("[Q-19]")) {
  auto room = bound_room();
  room.did(take(passport), CallNext{window_1}, Start{window_1});
  const auto moved = room.when(to_staff(window_1, clerk_2)).fact<Transferred>();
  BOOST_TEST(moved.to_staff->value == "clerk02");
  BOOST_TEST(!moved.to_window.has_value());
  BOOST_TEST((moved.bound_until == nine + 10min));
  BOOST_TEST(calls(room, window_1) == "nobody");
  BOOST_TEST(calls(room, window_2) == "A001");
}

BOOST_AUTO_TEST_CASE(a_ticket_is_handed_on_to_who_is_at_work_only) {
  auto room = bound_room();
  room.did(take(passport), CallNext{window_1});
  const auto refused = [&](const Transfer& ask, RefusalKind kind, const char* code) {
    room.when(ask).then_refused(kind, code);
  };
  refused(to_staff(window_1, clerk_9), RefusalKind::wrong_phase, "staff.not_at_work");
  refused(to_staff(window_1, clerk_1), RefusalKind::invalid, "transfer.to_itself");
  refused({window_1, window_2, {}, clerk_2}, RefusalKind::invalid, "ticket.bound_twice");
  refused({window_1, {}, land, clerk_2}, RefusalKind::wrong_phase, "service.not_served");
}

BOOST_AUTO_TEST_CASE(an_undone_call_and_a_mended_rule_leave_the_bond_to_staff) {
  auto room = bound_room();
  room.did(for_staff(passport, clerk_2), CallNext{window_2}, Undo{window_2});
  BOOST_TEST(ticket(room, "A001").bound_staff->value == "clerk02");
  const TicketId a001{"20261121-A001"};
  room.did(SetAside{a001, "a rule broke"}, Release{a001});
  BOOST_TEST(calls(room, window_1) == "nobody");
  BOOST_TEST(calls(room, window_2) == "A001");
}

BOOST_AUTO_TEST_CASE(a_call_of_a_ticket_bound_to_staff_overtakes_nobody, *description("[Q-30]")) {
  auto room = bound_room();
  auto urgent = for_staff(passport, clerk_1);
  urgent.priority = 2;
  room.did(take(passport), urgent);
  BOOST_TEST(serves_next(room, window_1) == "A002");
  room.did(CallNext{window_1});
  BOOST_TEST(room.fact<Called>().why.times == 0);
}

BOOST_AUTO_TEST_CASE(who_waits_for_staff_is_overtaken_like_everybody, *description("[Q-30]")) {
  auto room = bound_room();
  room.did(for_staff(passport, clerk_1)).at(nine + 1min).did(take(passport, 2));
  BOOST_TEST(serves_next(room, window_2) == "A002");  // It may not call the other.
  room.at(nine + 2min).did(take(passport, 2));
  BOOST_TEST(serves_next(room, window_1) == "A003");
  BOOST_TEST(calls(room, window_1) == "A001");
  BOOST_TEST(room.fact<Called>().why.times == 1);
}

BOOST_AUTO_TEST_SUITE_END()
