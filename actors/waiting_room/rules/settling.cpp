// How a visit ends: finished, not shown up, or void.
#include "actors/limits.hpp"
#include "actors/waiting_room/rules/rules.hpp"

#include <fmt/format.h>

#include <utility>

namespace atrium::waiting_room {
namespace {

std::optional<Refusal> not_voidable(const Ticket& ticket, bool current) {
  switch (ticket.standing.status) {
    case Status::waiting:
    case Status::parked:
    case Status::no_show:
      return std::nullopt;
    case Status::called:
      if (current) return std::nullopt;
      return refuse(RefusalKind::conflict, "ticket.already_called",
                    fmt::format("window {} called it", ticket.standing.window->value), "number");
    case Status::serving:
      return refuse(RefusalKind::wrong_phase, "ticket.being_served", "finish its service instead",
                    "number");
    case Status::done:
      return refuse(RefusalKind::conflict, "ticket.done", "its service is finished", "number");
    case Status::void_:
    case Status::unserved:
      break;
  }
  return refuse(RefusalKind::conflict, "ticket.already_void", "it is void already", "number");
}

// Ends the current ticket, or one that no window holds.
void end_ticket(State& room, Slot slot, Status status, const WindowId& window, Act act,
                Instant at) {
  const auto before = room.facts.tickets[slot].standing;
  Standing next = before;
  next.status = status;
  next.finished_at = at;
  next.parked_at.reset();
  restand(room, slot, std::move(next), at);
  leave_window(room, window, room.facts.tickets[slot].ticket, at);
  note_act(room, window, act, slot, before, at);
}

}  // namespace

Outcome decide_one(const State& room, const Finish& ask, const Context& context) {
  const auto current = current_ticket(room, ask.window);
  if (!current) return current.error();
  const auto& ticket = *current->ticket;
  if (ticket.standing.status != Status::serving) {
    return refuse(RefusalKind::wrong_phase, "ticket.not_started", "start its service first");
  }
  const auto& standing = ticket.standing;
  if (!standing.next.empty()) {
    return settled(*current->window,
                   ServiceFinished{ticket.ticket, ticket.number, ask.window,
                                   staff_at(*current->window), standing.service,
                                   service_time(standing, context.now), standing.next, context.now},
                   context.now);
  }
  Finished fact{ticket.ticket,    ticket.number,
                ask.window,       staff_at(*current->window),
                standing.service, service_time(standing, context.now),
                context.now};
  if (ticket.holder && !ticket.holder->phone.value.empty()) fact.message_to = ticket.holder->phone;
  return settled(*current->window, std::move(fact), context.now);
}

Outcome decide_one(const State& room, const ReportNoShow& ask, const Context& context) {
  const auto current = current_ticket(room, ask.window);
  if (!current) return current.error();
  const auto& ticket = *current->ticket;
  if (ticket.standing.status == Status::serving) {
    return refuse(RefusalKind::wrong_phase, "ticket.being_served", "its holder has shown up");
  }
  auto events = settled(*current->window,
                        NoShow{ticket.ticket, ticket.number, ask.window, context.now}, context.now);
  if (auto back = return_of(room, ticket, ask.window, context.now)) {
    events.push_back(std::move(*back));
  }
  return events;
}

Outcome decide_one(const State& room, const Void& ask, const Context& context) {
  if (auto refusal = limits::too_long(
          {{"number", ask.number, limits::id_max}, {"reason", ask.reason, limits::reason_max}})) {
    return *refusal;
  }
  const auto window = working_window(room, ask.window);
  if (!window) return window.error();
  auto slot = [&]() -> Found<Slot> {
    if (!ask.number.empty()) return known_ticket(room, ask.number);
    const auto current = current_ticket(room, ask.window);
    if (!current) return Missing{current.error()};
    return current->slot;
  }();
  if (!slot) return slot.error();
  const auto& ticket = room.facts.tickets[*slot];
  const bool current = (*window)->current == ticket.ticket;
  if (auto refusal = not_voidable(ticket, current)) return *refusal;
  if (!current) {
    if (auto refusal = not_for(room, **window, ticket)) return *refusal;
  }
  Voided fact{ticket.ticket, ticket.number, ask.window, current, ask.reason, context.now};
  if (!current) return accept<Event>(std::move(fact));
  return settled(**window, std::move(fact), context.now);
}

void evolve_one(State& room, const Finished& fact) {
  const auto slot = slot_of(room, fact.ticket);
  end_ticket(room, slot, Status::done, fact.window, Act::finish, fact.at);
  count_served(room, fact.service, fact.served, +1);
  ++window_of(room, fact.window).served;
}

void evolve_one(State& room, const NoShow& fact) {
  end_ticket(room, slot_of(room, fact.ticket), Status::no_show, fact.window, Act::no_show, fact.at);
}

void evolve_one(State& room, const Voided& fact) {
  end_ticket(room, slot_of(room, fact.ticket), Status::void_, fact.window, Act::void_, fact.at);
}

}  // namespace atrium::waiting_room
