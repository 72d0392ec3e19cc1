// What becomes of a ticket over which a rule of the house broke: it stands aside, and comes back.
// Also whom a command is about, asked of a state whose rules may misbehave.
#include "actors/limits.hpp"
#include "actors/waiting_room/rules/rules.hpp"

#include <fmt/format.h>

#include <type_traits>

namespace atrium::waiting_room {
namespace {

bool has_ended(Status status) {
  return status == Status::done || status == Status::void_ || status == Status::unserved;
}

bool is_held(Status status) { return status == Status::called || status == Status::serving; }

std::optional<TicketId> named(const State& room, const std::string& number) {
  const auto slot = known_ticket(room, number);
  if (!slot) return std::nullopt;
  return room.facts.tickets[*slot].ticket;
}

std::optional<TicketId> current(const State& room, const WindowId& id) {
  const auto window = known_window(room, id);
  return window ? (*window)->current : std::nullopt;
}

std::optional<TicketId> next(const State& room, const WindowId& id, Instant now) {
  const auto window = known_window(room, id);
  if (!window) return std::nullopt;
  if ((*window)->current) return (*window)->current;
  const auto first = first_for(room, **window, now);
  if (!first) return std::nullopt;
  return room.facts.tickets.at(first->seniority.slot).ticket;
}

// Undo is about the ticket of the window's last act.
std::optional<TicketId> last(const State& room, const WindowId& id) {
  const auto window = known_window(room, id);
  if (!window || !(*window)->last) return std::nullopt;
  return (*window)->last->ticket;
}

template <class Ask>
std::optional<TicketId> ticket_of_ask(const State& room, const Ask& ask, Instant now) {
  if constexpr (std::is_same_v<Ask, CallNext>) {
    return next(room, ask.window, now);
  } else if constexpr (std::is_same_v<Ask, Undo>) {
    return last(room, ask.window);
  } else if constexpr (requires { ask.number; }) {
    return ask.number.empty() ? current(room, ask.window) : named(room, ask.number);
  } else if constexpr (requires { ask.ticket; }) {
    return named(room, ask.ticket.value);
  } else if constexpr (requires { ask.window; }) {
    return current(room, ask.window);
  } else {
    return std::nullopt;
  }
}

}  // namespace

bool is_aside(const Ticket& ticket) {
  return ticket.aside.has_value() && ticket.standing.status == Status::parked;
}

Refusal stands_aside() {
  return refuse(RefusalKind::wrong_phase, "ticket.set_aside",
                "a rule broke over it: release it once that is mended", "number");
}

Outcome decide_one(const State& room, const SetAside& ask, const Context& context) {
  if (auto refusal = limits::too_long(
          {{"ticket", ask.ticket.value, limits::id_max}, {"why", ask.why, limits::text_max}})) {
    return *refusal;
  }
  const auto slot = known_ticket(room, ask.ticket.value);
  if (!slot) return slot.error();
  const auto& ticket = room.facts.tickets[*slot];
  const auto& standing = ticket.standing;
  if (is_aside(ticket)) return stands_aside();
  if (has_ended(standing.status)) {
    return refuse(RefusalKind::conflict, "ticket.ended", "it stands in nobody's way", "ticket");
  }
  TicketSetAside fact{ticket.ticket,   ticket.number, std::nullopt,
                      standing.served, ask.why,       context.now};
  if (!is_held(standing.status)) return accept<Event>(std::move(fact));
  fact.window = standing.window;
  fact.served = service_time(standing, context.now);
  const auto window = known_window(room, *standing.window);
  if (!window) return window.error();
  return settled(**window, std::move(fact), context.now);
}

Outcome decide_one(const State& room, const Release& ask, const Context& context) {
  if (auto refusal = limits::too_long({{"ticket", ask.ticket.value, limits::id_max}})) {
    return *refusal;
  }
  const auto slot = known_ticket(room, ask.ticket.value);
  if (!slot) return slot.error();
  const auto& ticket = room.facts.tickets[*slot];
  if (!is_aside(ticket)) {
    return refuse(RefusalKind::wrong_phase, "ticket.not_set_aside", "nothing holds it", "ticket");
  }
  const auto before = ticket.aside->before;
  return accept<Event>(TicketReleased{ticket.ticket, ticket.number,
                                      is_held(before) ? Status::waiting : before,
                                      ticket.standing.bound, context.now});
}

void evolve_one(State& room, const TicketSetAside& fact) {
  const auto slot = slot_of(room, fact.ticket);
  auto& ticket = room.facts.tickets[slot];
  auto next = ticket.standing;
  ticket.aside = Aside{next.status, fact.why, fact.at};
  if (next.status != Status::parked) {
    next.status = Status::parked;
    next.served = fact.served;
    next.started_at.reset();
    next.parked_at = fact.at;
  }
  restand(room, slot, std::move(next), fact.at);
  if (fact.window) leave_window(room, *fact.window, fact.ticket, fact.at);
}

void evolve_one(State& room, const TicketReleased& fact) {
  const auto slot = slot_of(room, fact.ticket);
  auto& ticket = room.facts.tickets[slot];
  ticket.aside.reset();
  auto next = ticket.standing;
  if (fact.back == Status::waiting) next = back_in_line(std::move(next));
  if (fact.back == Status::no_show) next.parked_at.reset();
  next.status = fact.back;
  next.bound = fact.bound;
  restand(room, slot, std::move(next), fact.at);
}

std::optional<std::string> suspect(const State& room, const Command& command,
                                   Instant now) noexcept {
  try {
    const auto id =
        std::visit([&](const auto& ask) { return ticket_of_ask(room, ask, now); }, command);
    if (id) return id->value;
  } catch (...) {
    // A state in which even this cannot be told: nobody is set aside for it.
  }
  return std::nullopt;
}

Command set_aside(const std::string& subject, const std::string& why) {
  return SetAside{TicketId{subject}, limits::first_characters(why, limits::text_max)};
}

}  // namespace atrium::waiting_room
