// Whom a ticket waits for alone: a window, or a member of staff wherever they work; and when it is
// let go. Who is not at work yet may be waited for, as long as the hall sets an end to it.
#include "actors/limits.hpp"
#include "actors/waiting_room/rules/rules.hpp"

#include <algorithm>
#include <chrono>

namespace atrium::waiting_room {

bool leads_to(const Bond& bond, const Window& window) {
  return bond.bound == window.window || (bond.bound_staff && bond.bound_staff == window.staff);
}

std::vector<std::size_t> windows_of(const State& room, const Bond& bond) {
  std::vector<std::size_t> windows;
  for (std::size_t at = 0; at < room.facts.windows.size(); ++at) {
    const auto& window = room.facts.windows[at];
    if (window.intake != Intake::closed && leads_to(bond, window)) windows.push_back(at);
  }
  return windows;
}

std::optional<Refusal> no_bond(const State& room, const Bond& bond,
                               const std::optional<ServiceId>& service, bool may_come) {
  if (bond.bound && bond.bound_staff) {
    return refuse(RefusalKind::invalid, "ticket.bound_twice",
                  "name a window or a member of staff, not both", "to_staff");
  }
  if (bond.bound_staff) {
    const auto& name = bond.bound_staff->value;
    if (auto refusal = limits::too_long({{"to_staff", name, limits::id_max}})) return refusal;
  }
  if (bond.bound) {
    if (const auto window = known_window(room, *bond.bound); !window) return window.error();
  }
  const auto windows = windows_of(room, bond);
  if (windows.empty() && bond.bound) {
    return refuse(RefusalKind::wrong_phase, "transfer.window_closed",
                  "choose a window that is open", "to_window");
  }
  if (windows.empty()) {
    if (may_come && configuration_of(room).bound_s > 0) return std::nullopt;
    return refuse(RefusalKind::wrong_phase, "staff.not_at_work",
                  "choose somebody who works at a window now", "to_staff");
  }
  const auto is_served = [&](std::size_t at) {
    return serves(room, room.facts.windows[at], *service);
  };
  if (!service || std::ranges::any_of(windows, is_served)) return std::nullopt;
  return refuse(RefusalKind::wrong_phase, "service.not_served", "nobody serves the service there",
                "to_service");
}

std::optional<Instant> bound_until(const State& room, const Bond& bond, Instant from) {
  const auto bound_s = configuration_of(room).bound_s;
  if (!bond.binds() || bound_s == 0) return std::nullopt;
  return from + std::chrono::seconds{bound_s};
}

void bind_to(Standing& standing, const Bond& bond) { static_cast<Bond&>(standing) = bond; }

const char* waited_for(const Bond& bond) {
  return bond.bound ? "window" : bond.bound_staff ? "staff" : "";
}

// Also one that was voided: should that be taken back, it must not wait for a closed window.
std::vector<TicketId> let_go_by(const State& room, const Window& window) {
  const bool leaves = window.staff && windows_of(room, {{}, window.staff}).size() == 1;
  std::vector<TicketId> released;
  for (const auto& ticket : room.facts.tickets) {
    const auto& standing = ticket.standing;
    if (standing.bound == window.window || (leaves && standing.bound_staff == window.staff)) {
      released.push_back(ticket.ticket);
    }
  }
  return released;
}

void let_go(State& room, const std::vector<TicketId>& tickets, Instant at) {
  for (const auto& id : tickets) {
    const auto slot = slot_of(room, id);
    auto next = room.facts.tickets[slot].standing;
    bind_to(next, {});
    restand(room, slot, std::move(next), at);
  }
}

std::optional<Instant> bond_ends(const State& room) {
  const auto& bonds = room.index.bonds;
  return bonds.empty() ? std::nullopt : std::optional(bonds.begin()->first);
}

Outcome decide_one(const State& room, const Unbind&, const Context& context) {
  Unbound fact{{}, context.now};
  for (const auto& [until, slot] : room.index.bonds) {
    if (until > context.now) break;
    fact.tickets.push_back(room.facts.tickets[slot].ticket);
  }
  if (fact.tickets.empty()) return accept<Event>();
  return accept<Event>(std::move(fact));
}

void evolve_one(State& room, const Unbound& fact) { let_go(room, fact.tickets, fact.at); }

}  // namespace atrium::waiting_room
