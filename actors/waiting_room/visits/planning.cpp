// A visit of several services under one number: what may follow what, and what a window changes in
// it.
#include "actors/waiting_room/rules/rules.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace atrium::waiting_room {

std::optional<Refusal> bad_plan(const State& room, const ServiceId& first,
                                const std::vector<ServiceId>& next,
                                const std::vector<ServiceId>& known) {
  if (next.size() + 1 > services_max) {
    return refuse(RefusalKind::invalid, "visit.too_many_services",
                  fmt::format("a visit has at most {} services", services_max), "services");
  }
  for (const auto& service : next) {
    if (!room.index.services.contains(service)) {
      return refuse(RefusalKind::not_found, "service.unknown",
                    "the hall's definition has no such service", "services");
    }
    if (service == first || std::ranges::count(next, service) > 1) {
      return refuse(RefusalKind::invalid, "visit.service_twice",
                    fmt::format("{} is in the visit already", service.value), "services");
    }
    if (std::ranges::count(known, service) > 0) continue;
    if (auto refusal = not_offered(room, service)) return refusal;
  }
  return std::nullopt;
}

Outcome decide_one(const State& room, const PlanVisit& ask, const Context& context) {
  const auto current = current_ticket(room, ask.window);
  if (!current) return current.error();
  const auto& ticket = *current->ticket;
  const auto& standing = ticket.standing;
  if (auto refusal = bad_plan(room, standing.service, ask.next, standing.next)) return *refusal;
  if (ask.next == standing.next) return accept<Event>();
  return accept<Event>(
      VisitPlanned{ticket.ticket, ticket.number, ask.window, ask.next, context.now});
}

void evolve_one(State& room, const VisitPlanned& fact) {
  auto& standing = ticket_of(room, fact.ticket).standing;
  standing.next = fact.next;
  auto& last = window_of(room, fact.window).last;  // The act before can still be taken back.
  if (last && last->ticket == fact.ticket) last->before.next = last->after.next = fact.next;
}

void evolve_one(State& room, const ServiceFinished& fact) {
  const auto slot = slot_of(room, fact.ticket);
  const auto before = room.facts.tickets[slot].standing;
  auto next = back_in_line(before);
  next.service = fact.next.front();
  next.next.assign(fact.next.begin() + 1, fact.next.end());
  next.served = Duration{};
  restand(room, slot, std::move(next), fact.at);
  leave_window(room, fact.window, fact.ticket, fact.at);
  count_served(room, fact.service, fact.served, +1);
  ++window_of(room, fact.window).served;
  note_act(room, fact.window, Act::finish, slot, before, fact.at);
}

}  // namespace atrium::waiting_room
