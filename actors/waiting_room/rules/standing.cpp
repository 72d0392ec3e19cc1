// How a ticket comes to stand differently: the one place where status, lines, counts and windows
// change together.
#include "actors/waiting_room/rules/rules.hpp"

#include "runtime/core/plant.hpp"

#include <algorithm>
#include <utility>

namespace atrium::waiting_room {
namespace {

template <class AnyIndex>
auto& line_in(AnyIndex& index, const Standing& standing) {
  if (standing.bound) return index.bound[index.window_at.at(*standing.bound)];
  if (standing.bound_staff) return index.bound[index.staff.at(*standing.bound_staff)];
  return index.lines[index.services.at(standing.service).at];
}

// Those who wait for a member of staff stand in a line that begins with the first of them.
Line& line_for(Index& index, const Standing& standing) {
  if (standing.bound_staff && !index.staff.contains(*standing.bound_staff)) {
    index.staff.emplace(*standing.bound_staff, index.bound.size());
    index.bound.emplace_back();
  }
  return line_in(index, standing);
}

}  // namespace

const Line& line_of(const State& room, const Standing& standing) {
  return line_in(room.index, standing);
}

void count_status(Counts& counts, Status status, int by) {
  switch (status) {
    case Status::waiting:
      counts.waiting += by;
      return;
    case Status::called:
      counts.called += by;
      return;
    case Status::serving:
      counts.serving += by;
      return;
    case Status::parked:
      counts.parked += by;
      return;
    case Status::done:
      counts.done += by;
      return;
    case Status::no_show:
      counts.no_show += by;
      return;
    case Status::void_:
      counts.void_ += by;
      return;
    case Status::unserved:
      counts.unserved += by;
      return;
  }
}

void enter_line(State& room, Slot slot, Instant at) {
  const auto& ticket = room.facts.tickets[slot];
  const auto& standing = ticket.standing;
  line_for(room.index, standing).enter(key_of(room, slot), ticket.due, at, ticket.overtaken);
  if (standing.bound_until) room.index.bonds.emplace(*standing.bound_until, slot);
}

void restand(State& room, Slot slot, Standing next, Instant at) {
  auto& ticket = room.facts.tickets[slot];
  const bool waits_anew = ticket.standing.status != Status::waiting;
  if (waits_anew && next.status == Status::waiting) ticket.overtaken = {};
  stand_again(room, slot, std::move(next), at);
}

void stand_again(State& room, Slot slot, Standing next, Instant at) {
  auto& ticket = room.facts.tickets[slot];
  if (ticket.standing.status == Status::waiting && !ATRIUM_PLANTED("double_call")) {
    const auto& standing = ticket.standing;
    ticket.overtaken = line_in(room.index, standing).leave(key_of(room, slot), ticket.due);
    if (standing.bound_until) room.index.bonds.erase({*standing.bound_until, slot});
  }
  count_status(room.counts, ticket.standing.status, -1);
  ticket.standing = std::move(next);
  count_status(room.counts, ticket.standing.status, +1);
  if (ticket.standing.status == Status::waiting) enter_line(room, slot, at);
  is_aside(ticket) ? void(room.index.aside.insert(slot)) : void(room.index.aside.erase(slot));
}

void keep_marks(const State& room, std::vector<Ticket>& tickets) {
  const auto keep = [&](const Seniority& who, const Mark& mark) {
    tickets[who.slot].overtaken = mark;
  };
  for (const auto& line : room.index.lines) line.overtaken().each(keep);
  for (const auto& line : room.index.bound) line.overtaken().each(keep);
}

Standing back_in_line(Standing standing) {
  standing.status = Status::waiting;
  standing.window.reset();
  standing.staff.reset();
  standing.calls = 0;
  standing.called_at.reset();
  standing.started_at.reset();
  standing.parked_at.reset();
  standing.finished_at.reset();
  return standing;
}

void note_act(State& room, const WindowId& id, Act act, Slot slot, const Standing& before,
              Instant at) {
  const auto& ticket = room.facts.tickets[slot];
  window_of(room, id).last = LastAct{act, ticket.ticket, before, ticket.standing, at};
}

void leave_window(State& room, const WindowId& id, const TicketId& ticket, Instant at) {
  auto& window = window_of(room, id);
  if (window.current != ticket) return;
  window.current.reset();
  window.since = at;
}

void count_served(State& room, const ServiceId& id, Duration served, int by) {
  auto& count = room.facts.services[room.index.services.at(id).at];
  count.served += by;
  count.serving += by * served;
}

Duration service_time(const Standing& standing, Instant at) {
  if (!standing.started_at) return standing.served;
  return standing.served + std::max(Duration{}, at - *standing.started_at);
}

std::vector<Event> settled(const Window& window, Event act, Instant at) {
  std::vector<Event> events{std::move(act)};
  if (window.pause_asked) events.push_back(WindowPaused{window.window, *window.pause_asked, at});
  return events;
}

}  // namespace atrium::waiting_room
