// The waiting room's events of one morning: A001 comes and goes every way there is.
#include "tests/golden/golden.hpp"
#include "tests/golden/samples.hpp"

namespace atrium::golden {
namespace {

using namespace std::chrono_literals;
using namespace waiting_room;
using Names = std::vector<std::string>;

const Instant nine{Duration{1'795'222'800'000'001}};  // 2026-11-21T01:00:00Z and a little.
const Day today{20'778}, tomorrow{20'779};
const TicketId a001{"20261121-A001"}, a002{"20261121-A002"};
const WindowId one{"1"}, two{"2"};
const ServiceId passport{"passport"}, tax{"tax"};
const StaffId clerk{"clerk01"};

// Every number differs from its default and from every other.
Configuration configuration() {
  Configuration hall;
  hall.version = "2026-11-21 晨";
  hall.zone = {"Asia/Shanghai", {{Instant{Duration{-1}}, 28'800}, {nine + 1000h, 32'400}}};
  hall.reset_minute = 241;
  hall.calls_max = 4;
  hall.appointment_order = AppointmentOrder::by_time;
  hall.due_before_s = 121;
  hall.grace_s = 901;
  hall.undo_s = 61;
  hall.transfer_to_front = true;
  hall.series = {{SeriesId{"a"}, "A", 3, 1, 500}, {SeriesId{"b"}, "B", 4, 7, 0}};
  hall.services = {{passport, SeriesId{"a"}, true, 301}, {tax, SeriesId{"b"}, false, 602}};
  hall.windows = {{one, {passport}, {tax}, true}, {two, {tax, passport}, {}, false}};
  return hall;
}

Issued issued(const TicketId& ticket, int value) {
  Issued fact;
  fact.ticket = ticket;
  fact.number = ticket.value.substr(9);
  fact.series = SeriesId{"a"};
  fact.value = value;
  fact.service = passport;
  fact.channel = "ticket_machine";
  fact.effective = nine + value * 1s;
  fact.due = nine + value * 2s;
  fact.at = nine + value * 1s;
  return fact;
}

// Told how long the wait will be.
Issued issued_and_told() {
  auto fact = issued(a002, 2);
  fact.told = Told{60, 240, 600, 300};
  return fact;
}

// Checked in for an appointment, by somebody who is known.
Issued issued_to_a_person() {
  auto fact = issued(a001, 1);
  fact.machine = DeviceId{"machine-1"};
  fact.priority = 2;
  fact.booked = true;
  fact.appointment = "booking-17";
  fact.ahead = 3;
  Holder holder;
  holder.id_type = "id_card";
  holder.id_number = {person, "11010519491231002X", false};
  holder.name = {person, "张三", false};
  holder.phone = {person, "13800138000", false};
  fact.holder = holder;
  return fact;
}

Called called() {
  Called fact{a001, "A001", one, passport, clerk, 1, true, "with a child", {}, nine + 60s};
  fact.why = {"special", true, 2, true, nine + 1s, 0, 1, {a002}};
  return fact;
}

Strategy in_turn() {
  Strategy strategy{"in_turn", AppointmentOrder::by_time, Weighing::ratio, {1, 0, 4}, 3, 5, 2,
                    true};
  strategy.overtaken_max = 7;
  strategy.overtaken_s = 1801;
  strategy.own_first = false;
  return strategy;
}

Configuration with_strategies() {
  auto hall = configuration();
  hall.strategies = {in_turn(), {"old", AppointmentOrder::booked_first, Weighing::ageing}};
  hall.strategy = "old";
  hall.windows[0].strategy = "in_turn";
  return hall;
}

Configuration one_each() {
  auto hall = configuration();
  hall.one_per_person = true;
  return hall;
}

Called called_in_turn() {
  Called fact{a002, "A002", one, passport, clerk, 1, false, "", {}, nine + 61s};
  fact.why = {"ratio", false, 0, false,        nine + 2s, 1, 1,    {a001},
              "times", 7,     6, 90'000'001us, 5,         2, true, {{4, 5, 1}, {0, 1, 0}}};
  return fact;
}

// As A001 stood before it was called.
Standing back_in_line() {
  Standing standing;
  standing.service = passport;
  standing.effective = nine + 1s;
  return standing;
}

Standing bound_a_while() {
  auto standing = back_in_line();
  standing.bound = two;
  standing.bound_until = nine + 1800s;
  return standing;
}

// For a member of staff who comes later, perhaps.
Issued issued_for_staff() {
  auto fact = issued(a001, 1);
  fact.bond = Bond{{}, clerk, nine + 1801s};
  return fact;
}

Standing bound_to_staff() {
  auto standing = back_in_line();
  standing.bound_staff = clerk;
  return standing;
}

Called called_for_staff() {
  Called fact{a001, "A001", one, passport, clerk, 1, false, "", {}, nine + 60s};
  fact.why.strategy = "booked_first";
  fact.why.effective = nine + 1s;
  fact.why.waited_for = "staff";
  return fact;
}

Transferred transferred_to_staff() {
  Transferred fact{a001,  "A001", one,          passport,    {},          passport,
                   false, true,   40'000'007us, nine + 120s, nine + 1920s};
  fact.to_staff = clerk;
  return fact;
}

Configuration with_bonds() {
  auto hall = configuration();
  hall.bound_s = 1800;
  return hall;
}

const Names two_wait{"configured", "window_opened", "issued", "issued_plain"};
const Names is_called{"configured", "window_opened", "issued", "issued_plain", "called"};
const Names is_served{"configured", "window_opened", "issued", "issued_plain", "called", "started"};

Names with(Names names, const std::string& more) {
  names.push_back(more);
  return names;
}

std::vector<Sample<Entity>> of_tickets() {
  const auto at = nine + 120s;
  return {
      {"configured", {}, Configured{configuration(), today, nine}},
      {"issued", {"configured"}, issued_to_a_person()},
      {"issued_plain", {"configured", "issued"}, issued(a002, 2)},
      {"issued_and_told", {"configured", "issued"}, issued_and_told()},
      {"called", two_wait, called()},
      {"configured_strategies", {"configured"}, Configured{with_strategies(), today, nine + 1s}},
      {"configured_one_per_person", {"configured"}, Configured{one_each(), today, nine + 1s}},
      {"strategy_set", {"configured"}, StrategySet{{one}, in_turn(), nine + 2s}},
      {"strategy_unset", {"configured", "strategy_set"}, StrategySet{{}, {}, nine + 3s}},
      {"called_in_turn", two_wait, called_in_turn()},
      {"recalled", is_called, Recalled{a001, "A001", one, 2, nine + 70s}},
      {"started", is_called, Started{a001, "A001", one, clerk, nine + 80s}},
      {"finished", is_served, Finished{a001, "A001", one, clerk, passport, 40'000'007us, at}},
      {"finished_with_phone", is_served,
       Finished{a001, "A001", one, clerk, passport, 40'000'007us, at,
                Personal<std::string>{SubjectId{"20261121-A001"}, "13800000001", false}}},
      {"no_show", is_called, NoShow{a001, "A001", one, at}},
      {"voided", is_called, Voided{a001, "A001", one, true, "took the wrong one", at}},
      {"parked", is_served, Parked{a001, "A001", one, 40'000'007us, at}},
      {"unparked", with(is_served, "parked"), Unparked{a001, "A001", one, nine + 31s, nine + 150s}},
      {"transferred", is_served,
       Transferred{a001, "A001", one, passport, two, tax, true, true, 40'000'007us, at}},
      {"ticket_set_aside", is_served,
       TicketSetAside{a001, "A001", one, 40'000'007us, "a rule broke twice", at}},
      {"ticket_released", with(is_served, "ticket_set_aside"),
       TicketReleased{a001, "A001", Status::waiting, two, nine + 160s}},
      {"transferred_for_a_while", is_served,
       Transferred{a001, "A001", one, passport, two, tax, false, true, 40'000'007us, at,
                   at + 1800s}},
      {"unbound", with(is_served, "transferred_for_a_while"), Unbound{{a001}, at + 1800s}},
      {"configured_bound", {"configured"}, Configured{with_bonds(), today, nine + 1s}},
      {"undone_while_bound", is_called,
       Undone{a001, "A001", one, Act::call, bound_a_while(), false, at}},
      {"issued_for_staff", {"configured"}, issued_for_staff()},
      {"called_for_staff", {"configured", "window_opened", "issued_for_staff"}, called_for_staff()},
      {"transferred_to_staff", is_served, transferred_to_staff()},
      {"undone_while_bound_to_staff", is_called,
       Undone{a001, "A001", one, Act::call, bound_to_staff(), false, at}},
      {"undone", is_called, Undone{a001, "A001", one, Act::call, back_in_line(), false, at}},
  };
}

std::vector<Sample<Entity>> of_windows() {
  const auto at = nine + 120s;
  return {
      {"window_opened", {"configured"}, WindowOpened{one, clerk, nine + 1s}},
      {"window_closed", with(is_served, "transferred"), WindowClosed{two, {a001}, nine + 200s}},
      {"pause_asked", is_called, PauseAsked{one, "lunch", at}},
      {"pause_withdrawn", with(is_called, "pause_asked"), PauseWithdrawn{one, nine + 130s}},
      {"window_paused", two_wait, WindowPaused{one, "系统故障", at}},
      {"window_resumed", with(two_wait, "window_paused"), WindowResumed{one, nine + 140s}},
      {"doors_closed", {"configured"}, DoorsClosed{at}},
      {"doors_opened", {"configured", "doors_closed"}, DoorsOpened{nine + 150s}},
      {"day_ended", with(is_called, "recalled"),
       DayEnded{today, tomorrow, {a001, a002}, {one}, nine + 24h}},
  };
}

Configuration configuration_with_visits() {
  auto hall = configuration();
  hall.version = "2026-11-22";
  hall.remind_ahead = 4;
  hall.journeys = {{"new_firm", {tax, passport}}};
  hall.no_show_place = NoShowPlace::after_n;
  hall.no_show_after = 5;
  hall.no_show_returns = 2;
  hall.carry_over = true;
  return hall;
}

const Personal<std::string> phone{person, "13800138000", false};

Issued issued_for_two() {
  auto fact = issued(a001, 1);
  fact.next = {tax};
  fact.remind = true;
  return fact;
}

// Given out by a terminal that was cut off.
Issued issued_offline() {
  auto fact = issued(TicketId{"20261121-A003"}, 3);
  fact.offline = Offline{"20261121-L1", 17, nine + 2s};
  return fact;
}

Called called_quietly() {
  auto fact = called();
  fact.quiet = true;
  fact.message_to = phone;
  return fact;
}

const Names visit_waits{"configured", "window_opened", "issued_for_two"};
const Names visit_is_called = with(visit_waits, "called_quietly");
const Names visit_is_served = with(visit_is_called, "started");

std::vector<Sample<Entity>> of_visits() {
  const auto at = nine + 120s;
  return {
      {"configured_with_visits", {}, Configured{configuration_with_visits(), today, nine}},
      {"issued_for_two", {"configured", "window_opened"}, issued_for_two()},
      {"called_quietly", visit_waits, called_quietly()},
      {"recalled_quietly", visit_is_called,
       Recalled{a001, "A001", one, 2, nine + 70s, true, phone}},
      {"service_finished", visit_is_served,
       ServiceFinished{a001, "A001", one, clerk, passport, 40'000'007us, {tax}, at}},
      {"visit_planned", visit_is_called, VisitPlanned{a001, "A001", one, {tax}, nine + 75s}},
      {"reminded", visit_waits, Reminded{a001, "A001", passport, 3, phone, at}},
      {"returned", with(is_called, "no_show"),
       Returned{a001, "A001", one, nine + 130s, true, nine + 120s}},
      {"messages_set", {"configured"}, MessagesSet{true, at}},
      {"block_leased",
       {"configured"},
       BlockLeased{"20261121-L1", "kiosk-1", 2, SeriesId{"a"}, 3, 5, nine + 8h, nine + 1s}},
      {"issued_offline", {"configured", "window_opened", "block_leased"}, issued_offline()},
      {"lease_ended",
       {"configured", "window_opened", "block_leased", "issued_offline"},
       LeaseEnded{"20261121-L1", SeriesId{"a"}, {4, 5}, at}},
      {"day_ended_carrying",
       {"configured_with_visits", "window_opened", "issued"},
       DayEnded{today, tomorrow, {}, {}, nine + 24h, {a001}}},
  };
}

}  // namespace

template <>
std::vector<Sample<Entity>> samples() {
  auto all = of_tickets();
  for (auto& one_more : of_visits()) all.push_back(std::move(one_more));
  for (auto& one_more : of_windows()) all.push_back(std::move(one_more));
  return all;
}

}  // namespace atrium::golden
