// The business day: it ends when anybody notices that it has, before whatever they wanted; and the
// doors.
#include "actors/waiting_room/rules/rules.hpp"

#include "runtime/core/plant.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <set>

namespace atrium::waiting_room {
namespace {

bool is_open(Status status) {
  return status == Status::waiting || status == Status::called || status == Status::serving ||
         (status == Status::parked && !ATRIUM_PLANTED("day_end_loses_parked"));
}

// A fresh day in the same hall; tickets are already put away.
void begin_day(State& room, Day day, const std::vector<TicketId>& carried, Instant at) {
  auto& facts = room.facts;
  facts.day = day;
  for (auto& window : facts.windows) {
    if (window.current && std::ranges::count(carried, *window.current) == 0) {
      window.since = at;
      window.current.reset();
    }
    window.last.reset();
    window.served = 0;
    window.turns.clear();
  }
  facts.turns.clear();
  for (auto& series : facts.series) series = {series.series, 0, 0, 0};
  for (auto& service : facts.services) service = {service.service, 0, 0, {}};
  facts.leases.clear();
  room.counts = {};
  room.index.aside.clear();
  room.index.lines.assign(facts.services.size(), {});
  room.index.bound.assign(facts.windows.size(), {});
  room.index.staff.clear();
  room.index.bonds.clear();
  const auto& configuration = configuration_of(room);
  room.index.day_ends =
      day_end(configuration.zone, std::chrono::minutes{configuration.reset_minute}, day);
}

}  // namespace

bool day_is_over(const State& room, Instant now) {
  return room.facts.configuration && now >= room.index.day_ends;
}

std::vector<Event> end_of_day(const State& room, Instant now) {
  const auto& configuration = configuration_of(room);
  DayEnded fact;
  fact.day = room.facts.day;
  fact.next =
      business_day(configuration.zone, std::chrono::minutes{configuration.reset_minute}, now);
  const bool carry = configuration.carry_over;
  for (const auto& ticket : room.facts.tickets) {
    if (!is_open(ticket.standing.status)) continue;
    (carry ? fact.carried : fact.unserved).push_back(ticket.ticket);
  }
  fact.at = now;
  auto events = lapse_leases(room, now);
  std::vector<Event> pauses;
  for (const auto& window : room.facts.windows) {
    if (carry) continue;
    if (window.current) fact.cleared.push_back(window.window);
    if (window.pause_asked) {
      pauses.push_back(WindowPaused{window.window, *window.pause_asked, now});
    }
  }
  events.push_back(std::move(fact));
  std::ranges::move(pauses, std::back_inserter(events));
  return events;
}

// The room as `ended` will leave it, for the command that came first on the new day. Where nothing
// is carried over, yesterday's tickets are known by id only: nothing that a decision may do needs
// more of them.
State morning_after(const State& room, const std::vector<Event>& ended) {
  if (configuration_of(room).carry_over) {
    State morning = room;
    for (const auto& event : ended) evolve(morning, event);
    return morning;
  }
  State morning;
  morning.facts.configuration = room.facts.configuration;
  morning.facts.doors_open = room.facts.doors_open;
  morning.facts.messages = room.facts.messages;
  morning.facts.windows = room.facts.windows;
  morning.facts.series = room.facts.series;
  morning.facts.services = room.facts.services;
  const auto is_end = [](const Event& event) { return std::holds_alternative<DayEnded>(event); };
  const auto end = std::ranges::find_if(ended, is_end);
  const auto& over = std::get<DayEnded>(*end);
  morning.facts.day = over.day;
  rebuild_index(morning, over.at);
  morning.index.past = room.index.tickets;
  morning.index.past_prefix = to_compact(over.day) + "-";
  begin_day(morning, over.next, {}, over.at);
  std::for_each(end + 1, ended.end(), [&](const Event& event) { evolve(morning, event); });
  return morning;
}

Outcome decide_one(const State& room, const OpenDoors&, const Context& context) {
  if (room.facts.doors_open) return accept<Event>();
  return accept<Event>(DoorsOpened{context.now});
}

Outcome decide_one(const State& room, const CloseDoors&, const Context& context) {
  if (!room.facts.doors_open) return accept<Event>();
  return accept<Event>(DoorsClosed{context.now});
}

// A day that is over has been ended before any command is looked at, this one too.
Outcome decide_one(const State& room, const EndDay&, const Context& context) {
  if (ATRIUM_PLANTED("day_ends_twice")) return end_of_day(room, context.now);
  return accept<Event>();
}

void evolve_one(State& room, const DoorsOpened&) { room.facts.doors_open = true; }

void evolve_one(State& room, const DoorsClosed&) { room.facts.doors_open = false; }

void evolve_one(State& room, const DayEnded& fact) {
  keep_marks(room, room.facts.tickets);
  for (const auto& id : fact.unserved) {
    auto& standing = ticket_of(room, id).standing;
    standing.status = Status::unserved;
    standing.finished_at = fact.at;
  }
  const std::set<TicketId> kept(fact.carried.begin(), fact.carried.end());
  const auto is_over = [&](const Ticket& ticket) { return !kept.contains(ticket.ticket); };
  const auto from = std::ranges::stable_partition(room.facts.tickets, is_over).begin();
  std::vector<Ticket> carried(from, room.facts.tickets.end());
  room.facts.tickets.erase(from, room.facts.tickets.end());
  room.facts.past = std::move(room.facts.tickets);
  room.facts.tickets = std::move(carried);
  begin_day(room, fact.next, fact.carried, fact.at);
  rebuild_index(room, fact.at);
}

}  // namespace atrium::waiting_room
