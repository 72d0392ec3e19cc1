// What a command names: windows, tickets, the current ticket; each thing that is not there has its
// own code.
#include "actors/waiting_room/rules/rules.hpp"

#include "runtime/core/plant.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace atrium::waiting_room {
namespace {

constexpr std::size_t day_prefix = 9;  // "20261121-"

// "20261120-A017" where the day that runs is 20261121.
bool names_past_day(const State& room, std::string_view text) {
  if (text.size() <= day_prefix || text[day_prefix - 1] != '-') return false;
  const auto date = text.substr(0, day_prefix - 1);
  const bool digits = std::ranges::all_of(date, [](char c) { return c >= '0' && c <= '9'; });
  return digits && date < to_compact(room.facts.day);
}

bool issued_on_past_day(const State& room, const std::string& number) {
  return room.index.past.contains(TicketId{room.index.past_prefix + number});
}

bool has_ended(Status status) {
  return status == Status::done || status == Status::void_ || status == Status::unserved;
}

// Those that came over from an earlier day stand first.
std::optional<Slot> carried_ticket(const State& room, const std::string& number) {
  for (int slot = 0; slot < room.counts.carried; ++slot) {
    const auto at = static_cast<Slot>(slot);
    if (room.facts.tickets[at].number == number) return at;
  }
  return std::nullopt;
}

std::string capitals(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return out;
}

}  // namespace

const Configuration& configuration_of(const State& room) {
  ATRIUM_ASSERT(room.facts.configuration.has_value(), "a rule runs in a configured hall only");
  return *room.facts.configuration;
}

Found<const Window*> known_window(const State& room, const WindowId& id) {
  const auto found = room.index.window_at.find(id);
  if (found != room.index.window_at.end()) return &room.facts.windows[found->second];
  return Missing{refuse(RefusalKind::not_found, "window.unknown",
                        "the hall's definition has no such window", "window")};
}

Found<const Window*> working_window(const State& room, const WindowId& id) {
  auto window = known_window(room, id);
  if (!window) return window;
  if ((*window)->intake == Intake::closed) {
    return Missing{refuse(RefusalKind::wrong_phase, "window.closed", "open the window first")};
  }
  if ((*window)->intake == Intake::paused && !ATRIUM_PLANTED("paused_window_calls")) {
    return Missing{refuse(RefusalKind::wrong_phase, "window.paused", "resume the window first")};
  }
  return window;
}

Found<Slot> known_ticket(const State& room, std::string_view number_or_id) {
  const auto text = capitals(number_or_id);
  auto found = room.index.tickets.find(TicketId{text});
  if (found == room.index.tickets.end()) {
    found = room.index.tickets.find(TicketId{to_compact(room.facts.day) + "-" + text});
  }
  const auto over = carried_ticket(room, text);
  if (found != room.index.tickets.end() && over) {
    const bool old_open = !has_ended(room.facts.tickets[*over].standing.status);
    const bool new_open = !has_ended(room.facts.tickets[found->second].standing.status);
    if (old_open && new_open) {
      return Missing{refuse(RefusalKind::conflict, "ticket.number_stands_twice",
                            "yesterday's ticket of that number waits too: give the ticket's id",
                            "number")};
    }
    return old_open ? *over : found->second;
  }
  if (over) return *over;
  if (found != room.index.tickets.end()) return found->second;
  if (names_past_day(room, text) || issued_on_past_day(room, text)) {
    return Missing{refuse(RefusalKind::not_found, "ticket.of_a_past_day",
                          "its business day is over", "number")};
  }
  return Missing{refuse(RefusalKind::not_found, "ticket.unknown", "no such ticket was issued today",
                        "number")};
}

Found<Current> current_ticket(const State& room, const WindowId& id) {
  const auto window = working_window(room, id);
  if (!window) return Missing{window.error()};
  if (!(*window)->current) {
    return Missing{refuse(RefusalKind::wrong_phase, "window.has_no_ticket", "call a ticket first")};
  }
  const auto slot = slot_of(room, *(*window)->current);
  return Current{*window, slot, &room.facts.tickets[slot]};
}

const WindowIndex& index_of(const State& room, const WindowId& id) {
  return room.index.windows[room.index.window_at.at(id)];
}

bool serves(const State& room, const Window& window, const ServiceId& id) {
  const auto at = room.index.services.at(id).at;
  const auto& index = index_of(room, window.window);
  return std::ranges::count(index.services, at) > 0 || std::ranges::count(index.also, at) > 0;
}

std::optional<Refusal> not_for(const State& room, const Window& window, const Ticket& ticket) {
  const Bond& bond = ticket.standing;
  if (leads_to(bond, window)) return std::nullopt;
  if (bond.bound) {
    return refuse(RefusalKind::wrong_phase, "ticket.bound_elsewhere",
                  fmt::format("it waits for window {}", bond.bound->value));
  }
  // Who is not at work, or mistyped, keeps nobody from a clerk who looks after the visitor.
  if (bond.bound_staff && !windows_of(room, bond).empty()) {
    return refuse(RefusalKind::wrong_phase, "ticket.bound_to_staff",
                  fmt::format("it waits for {}", bond.bound_staff->value));
  }
  if (serves(room, window, ticket.standing.service)) return std::nullopt;
  return refuse(RefusalKind::wrong_phase, "ticket.not_for_this_window",
                fmt::format("the window does not serve {}", ticket.standing.service.value));
}

Window& window_of(State& room, const WindowId& id) {
  const auto found = room.index.window_at.find(id);
  ATRIUM_ASSERT(found != room.index.window_at.end(), "an event names a configured window");
  return room.facts.windows[found->second];
}

Slot slot_of(const State& room, const TicketId& id) {
  const auto found = room.index.tickets.find(id);
  ATRIUM_ASSERT(found != room.index.tickets.end(), "an event names a ticket of the day");
  return found->second;
}

Ticket& ticket_of(State& room, const TicketId& id) { return room.facts.tickets[slot_of(room, id)]; }

StaffId staff_at(const Window& window) { return window.staff.value_or(StaffId{}); }

}  // namespace atrium::waiting_room
