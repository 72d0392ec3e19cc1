// Parking a ticket and taking it back, and handing it on to another window or service.
#include "actors/limits.hpp"
#include "actors/waiting_room/rules/rules.hpp"
#include "runtime/core/plant.hpp"

#include <algorithm>

namespace atrium::waiting_room {
namespace {

std::optional<Refusal> no_way_to_service(const State& room, const Transfer& ask) {
  const auto found = room.index.services.find(*ask.to_service);
  if (found == room.index.services.end()) {
    return refuse(RefusalKind::not_found, "service.unknown",
                  "the hall's definition has no such service", "to_service");
  }
  const bool served = std::ranges::any_of(found->second.windows, [&](std::size_t at) {
    return room.facts.windows[at].intake != Intake::closed;
  });
  if (served) return std::nullopt;
  return refuse(RefusalKind::wrong_phase, "service.has_no_window",
                "every window that serves it is closed", "to_service");
}

}  // namespace

Outcome decide_one(const State& room, const Park& ask, const Context& context) {
  const auto current = current_ticket(room, ask.window);
  if (!current) return current.error();
  const auto& ticket = *current->ticket;
  return settled(*current->window,
                 Parked{ticket.ticket, ticket.number, ask.window,
                        service_time(ticket.standing, context.now), context.now},
                 context.now);
}

Outcome decide_one(const State& room, const Unpark& ask, const Context& context) {
  if (auto refusal = limits::too_long({{"number", ask.number, limits::id_max}})) return *refusal;
  const auto window = working_window(room, ask.window);
  if (!window) return window.error();
  const auto slot = known_ticket(room, ask.number);
  if (!slot) return slot.error();
  const auto& ticket = room.facts.tickets[*slot];
  if (is_aside(ticket)) return stands_aside();
  if (ticket.standing.status != Status::parked) {
    return refuse(RefusalKind::wrong_phase, "ticket.not_parked", "only a parked ticket comes back",
                  "number");
  }
  if (auto refusal = not_for(room, **window, ticket)) return *refusal;
  auto parked = context.now - *ticket.standing.parked_at;
  if (ATRIUM_PLANTED("parked_time_counts")) parked = {};
  return accept<Event>(Unparked{ticket.ticket, ticket.number, ask.window,
                                ticket.standing.effective + parked, context.now});
}

Outcome decide_one(const State& room, const Transfer& ask, const Context& context) {
  const auto current = current_ticket(room, ask.window);
  if (!current) return current.error();
  const auto& ticket = *current->ticket;
  const Bond bond{ask.to_window, ask.to_staff};
  if (!bond.binds() && !ask.to_service) {
    return refuse(RefusalKind::invalid, "transfer.nowhere",
                  "name a window or a member of staff, a service or both", "to_window");
  }
  if (ask.to_service) {
    if (auto refusal = no_way_to_service(room, ask)) return *refusal;
  }
  if (!ask.to_service && leads_to(bond, *current->window)) {
    return refuse(RefusalKind::invalid, "transfer.to_itself", "the ticket is there already",
                  "to_window");
  }
  if (bond.binds()) {
    if (auto refusal = no_bond(room, bond, ask.to_service, false)) return *refusal;
  }
  Transferred fact;
  fact.ticket = ticket.ticket;
  fact.number = ticket.number;
  fact.window = ask.window;
  fact.from_service = ticket.standing.service;
  fact.to_window = ask.to_window;
  fact.service = ask.to_service.value_or(ticket.standing.service);
  fact.front = configuration_of(room).transfer_to_front;
  fact.was_serving = ticket.standing.status == Status::serving;
  fact.served = service_time(ticket.standing, context.now);
  fact.to_staff = ask.to_staff;
  fact.bound_until = bound_until(room, bond, context.now);
  fact.at = context.now;
  return settled(*current->window, std::move(fact), context.now);
}

void evolve_one(State& room, const Parked& fact) {
  const auto slot = slot_of(room, fact.ticket);
  const auto before = room.facts.tickets[slot].standing;
  Standing next = before;
  next.status = Status::parked;
  next.served = fact.served;
  next.started_at.reset();
  next.parked_at = fact.at;
  restand(room, slot, std::move(next), fact.at);
  leave_window(room, fact.window, fact.ticket, fact.at);
  note_act(room, fact.window, Act::park, slot, before, fact.at);
}

void evolve_one(State& room, const Unparked& fact) {
  const auto slot = slot_of(room, fact.ticket);
  auto next = back_in_line(room.facts.tickets[slot].standing);
  next.effective = fact.effective;
  restand(room, slot, std::move(next), fact.at);
}

void evolve_one(State& room, const Transferred& fact) {
  const auto slot = slot_of(room, fact.ticket);
  const auto before = room.facts.tickets[slot].standing;
  auto next = back_in_line(before);
  next.service = fact.service;
  bind_to(next, {fact.to_window, fact.to_staff, fact.bound_until});
  next.front = fact.front;
  next.served = Duration{};
  std::erase(next.next, fact.service);  // Done now rather than later.
  restand(room, slot, std::move(next), fact.at);
  if (!ATRIUM_PLANTED("transfer_keeps_window"))
    leave_window(room, fact.window, fact.ticket, fact.at);
  if (fact.was_serving) count_served(room, fact.from_service, fact.served, +1);
  note_act(room, fact.window, Act::transfer, slot, before, fact.at);
}

}  // namespace atrium::waiting_room
