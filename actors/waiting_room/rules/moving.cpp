// Parking a ticket and taking it back, and handing it on to another window or service.
#include "actors/limits.hpp"
#include "actors/waiting_room/rules/rules.hpp"
#include "runtime/core/plant.hpp"

#include <algorithm>
#include <chrono>

namespace atrium::waiting_room {
namespace {

std::optional<Refusal> no_way_to_window(const State& room, const Transfer& ask,
                                        const ServiceId& service) {
  const auto target = known_window(room, *ask.to_window);
  if (!target) return target.error();
  if (*ask.to_window == ask.window && !ask.to_service) {
    return refuse(RefusalKind::invalid, "transfer.to_itself", "the ticket is at that window",
                  "to_window");
  }
  if ((*target)->intake == Intake::closed) {
    return refuse(RefusalKind::wrong_phase, "transfer.window_closed",
                  "choose a window that is open", "to_window");
  }
  if (ask.to_service && !serves(room, **target, service)) {
    return refuse(RefusalKind::wrong_phase, "service.not_served",
                  "that window does not serve the service", "to_service");
  }
  return std::nullopt;
}

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

// Who waits for one window only, and not for good.
std::vector<Slot> bound_slots(const State& room) {
  std::vector<Slot> slots;
  for (const auto& line : room.index.bound) line.everybody(slots);
  std::erase_if(slots, [&](Slot slot) { return !room.facts.tickets[slot].standing.bound_until; });
  std::ranges::sort(slots);
  return slots;
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
  if (!ask.to_window && !ask.to_service) {
    return refuse(RefusalKind::invalid, "transfer.nowhere", "name a window, a service or both",
                  "to_window");
  }
  if (ask.to_service) {
    if (auto refusal = no_way_to_service(room, ask)) return *refusal;
  }
  const auto service = ask.to_service.value_or(ticket.standing.service);
  if (ask.to_window) {
    if (auto refusal = no_way_to_window(room, ask, service)) return *refusal;
  }
  Transferred fact;
  fact.ticket = ticket.ticket;
  fact.number = ticket.number;
  fact.window = ask.window;
  fact.from_service = ticket.standing.service;
  fact.to_window = ask.to_window;
  fact.service = service;
  fact.front = configuration_of(room).transfer_to_front;
  fact.was_serving = ticket.standing.status == Status::serving;
  fact.served = service_time(ticket.standing, context.now);
  const auto bound_s = configuration_of(room).bound_s;
  if (ask.to_window && bound_s > 0) fact.bound_until = context.now + std::chrono::seconds{bound_s};
  fact.at = context.now;
  return settled(*current->window, std::move(fact), context.now);
}

Outcome decide_one(const State& room, const Unbind&, const Context& context) {
  Unbound fact{{}, context.now};
  for (const auto slot : bound_slots(room)) {
    const auto& ticket = room.facts.tickets[slot];
    if (ticket.standing.bound_until <= context.now) fact.tickets.push_back(ticket.ticket);
  }
  if (fact.tickets.empty()) return accept<Event>();
  return accept<Event>(std::move(fact));
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
  next.bound = fact.to_window;
  next.bound_until = fact.bound_until;
  next.front = fact.front;
  next.served = Duration{};
  std::erase(next.next, fact.service);  // Done now rather than later.
  restand(room, slot, std::move(next), fact.at);
  if (!ATRIUM_PLANTED("transfer_keeps_window"))
    leave_window(room, fact.window, fact.ticket, fact.at);
  if (fact.was_serving) count_served(room, fact.from_service, fact.served, +1);
  note_act(room, fact.window, Act::transfer, slot, before, fact.at);
}

void evolve_one(State& room, const Unbound& fact) {
  for (const auto& id : fact.tickets) {
    const auto slot = slot_of(room, id);
    auto next = room.facts.tickets[slot].standing;
    next.bound.reset();
    next.bound_until.reset();
    restand(room, slot, std::move(next), fact.at);
  }
}

std::optional<Instant> bond_ends(const State& room) {
  std::optional<Instant> first;
  for (const auto slot : bound_slots(room)) {
    const auto& until = room.facts.tickets[slot].standing.bound_until;
    if (!first || *until < *first) first = until;
  }
  return first;
}

}  // namespace atrium::waiting_room
