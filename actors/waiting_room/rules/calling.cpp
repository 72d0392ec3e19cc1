// Calling: the next in order, or exactly one number; announcing it again; beginning the service.
#include "actors/limits.hpp"
#include "actors/waiting_room/rules/rules.hpp"
#include "runtime/core/plant.hpp"

#include <fmt/format.h>

namespace atrium::waiting_room {
namespace {

Refusal busy() {
  return refuse(RefusalKind::wrong_phase, "window.busy",
                "settle the current ticket first: start, finish, no-show, park, transfer or void");
}

// A special call takes a ticket that waits, is parked, or did not show up.
std::optional<Refusal> not_callable(const Ticket& ticket) {
  if (is_aside(ticket)) return stands_aside();
  switch (ticket.standing.status) {
    case Status::waiting:
    case Status::parked:
    case Status::no_show:
      return std::nullopt;
    case Status::called:
      return refuse(RefusalKind::conflict, "ticket.already_called",
                    fmt::format("window {} called it", ticket.standing.window->value), "number");
    case Status::serving:
      return refuse(RefusalKind::conflict, "ticket.being_served",
                    fmt::format("window {} serves it", ticket.standing.window->value), "number");
    case Status::done:
      return refuse(RefusalKind::conflict, "ticket.done", "its service is finished", "number");
    case Status::void_:
    case Status::unserved:
      break;
  }
  return refuse(RefusalKind::wrong_phase, "ticket.not_callable", "it is void", "number");
}

Why why_special(const Ticket& ticket, Slot slot, Instant now) {
  Why why;
  why.strategy = "special";
  why.front = ticket.standing.front;
  why.priority = ticket.priority;
  why.booked = ticket.booked;
  why.effective = ticket.standing.effective;
  if (ticket.standing.parked_at) why.effective += now - *ticket.standing.parked_at;
  why.order = static_cast<int>(slot);
  why.waited_for = waited_for(ticket.standing);
  return why;
}

Called called(const State& room, const Ticket& ticket, const Window& window, Why why, Instant now) {
  Called fact;
  fact.ticket = ticket.ticket;
  fact.number = ticket.number;
  fact.window = window.window;
  fact.service = ticket.standing.service;
  fact.staff = staff_at(window);
  fact.call = 1;
  fact.why = std::move(why);
  fact.at = now;
  fact.quiet = is_quiet(ticket);
  fact.message_to = message_of_call(room, ticket);
  return fact;
}

}  // namespace

Outcome decide_one(const State& room, const CallNext& ask, const Context& context) {
  const auto window = working_window(room, ask.window);
  if (!window) return window.error();
  if ((*window)->current) return busy();
  auto choice = next_for(room, **window, context.now);
  if (!choice) return accept<Event>();
  const auto& ticket = room.facts.tickets[choice->slot];
  return accept<Event>(called(room, ticket, **window, std::move(choice->why), context.now));
}

Outcome decide_one(const State& room, const CallNumber& ask, const Context& context) {
  if (auto refusal = limits::too_long(
          {{"number", ask.number, limits::id_max}, {"reason", ask.reason, limits::reason_max}})) {
    return *refusal;
  }
  const auto window = working_window(room, ask.window);
  if (!window) return window.error();
  const auto slot = known_ticket(room, ask.number);
  if (!slot) return slot.error();
  const auto& ticket = room.facts.tickets[*slot];
  if (auto refusal = not_callable(ticket)) return *refusal;
  if (auto refusal = not_for(room, **window, ticket)) return *refusal;
  if (ended_unserved(ticket.standing.status)) {
    if (auto refusal = second_ticket(room, ticket.appointment, ticket.ticket)) return *refusal;
  }
  if ((*window)->current) return busy();
  if (ask.reason.empty()) {
    return refuse(RefusalKind::invalid, "ticket.reason_missing",
                  "say why this number goes before others", "reason");
  }
  auto fact = called(room, ticket, **window, why_special(ticket, *slot, context.now), context.now);
  fact.special = true;
  fact.reason = ask.reason;
  return accept<Event>(std::move(fact));
}

Outcome decide_one(const State& room, const Recall& ask, const Context& context) {
  const auto current = current_ticket(room, ask.window);
  if (!current) return current.error();
  const auto& ticket = *current->ticket;
  if (ticket.standing.status == Status::serving) {
    return refuse(RefusalKind::wrong_phase, "ticket.being_served", "its service has begun");
  }
  if (ticket.standing.calls >= configuration_of(room).calls_max) {
    return refuse(RefusalKind::exhausted, "ticket.calls_exhausted",
                  fmt::format("it was called {} times: no-show is left", ticket.standing.calls));
  }
  return accept<Event>(Recalled{ticket.ticket, ticket.number, ask.window, ticket.standing.calls + 1,
                                context.now, is_quiet(ticket), message_of_call(room, ticket)});
}

Outcome decide_one(const State& room, const Start& ask, const Context& context) {
  const auto current = current_ticket(room, ask.window);
  if (!current) return current.error();
  const auto& ticket = *current->ticket;
  if (ticket.standing.status == Status::serving) {
    return refuse(RefusalKind::conflict, "ticket.being_served", "its service has begun already");
  }
  return accept<Event>(
      Started{ticket.ticket, ticket.number, ask.window, staff_at(*current->window), context.now});
}

void evolve_one(State& room, const Called& fact) {
  const auto slot = slot_of(room, fact.ticket);
  const auto before = room.facts.tickets[slot].standing;
  Standing next = before;
  next.status = Status::called;
  next.window = fact.window;
  next.staff = fact.staff.empty() ? std::nullopt : std::optional(fact.staff);
  bind_to(next, {});
  next.front = false;
  next.effective = fact.why.effective;
  next.calls = fact.call;
  next.called_at = fact.at;
  next.started_at.reset();
  next.parked_at.reset();
  next.finished_at.reset();
  restand(room, slot, std::move(next), fact.at);
  room.facts.tickets[slot].why = fact.why;

  auto& window = window_of(room, fact.window);
  if (!fact.special && !before.binds()) {
    mark_overtaken(room, window, {before.effective, slot}, fact.at);
  }
  window.current = fact.ticket;
  window.since = fact.at;
  note_act(room, fact.window, Act::call, slot, before, fact.at);
  take_turn(room, window, fact.why);
}

// A call stays the window's last act: it can be taken back after an announcement too.
void evolve_one(State& room, const Recalled& fact) {
  auto& ticket = ticket_of(room, fact.ticket);
  ticket.standing.calls = fact.call - (ATRIUM_PLANTED("recall_not_counted") ? 1 : 0);
  auto& last = window_of(room, fact.window).last;
  if (last && last->ticket == fact.ticket) last->after = ticket.standing;
}

void evolve_one(State& room, const Started& fact) {
  const auto slot = slot_of(room, fact.ticket);
  const auto before = room.facts.tickets[slot].standing;
  Standing next = before;
  next.status = Status::serving;
  next.staff = fact.staff.empty() ? std::nullopt : std::optional(fact.staff);
  next.started_at = fact.at;
  restand(room, slot, std::move(next), fact.at);
  window_of(room, fact.window).since = fact.at;
  note_act(room, fact.window, Act::start, slot, before, fact.at);
}

}  // namespace atrium::waiting_room
