// Who is told outside the hall's voice: by message when called, and once when few are ahead.
#include "actors/waiting_room/rules/rules.hpp"

#include <algorithm>
#include <iterator>

namespace atrium::waiting_room {
namespace {

std::optional<Personal<std::string>> phone_of(const Ticket& ticket) {
  if (!ticket.holder || ticket.holder->phone.value.empty()) return std::nullopt;
  return ticket.holder->phone;
}

// Tickets that wait no longer once these events are true.
std::vector<Slot> leaving(const State& room, const std::vector<Event>& events) {
  std::vector<Slot> slots;
  const auto note = [&](const TicketId& id) {
    const auto found = room.index.tickets.find(id);
    if (found == room.index.tickets.end()) return;
    const auto status = room.facts.tickets[found->second].standing.status;
    if (status == Status::waiting) slots.push_back(found->second);
  };
  for (const auto& event : events) {
    if (const auto* called = std::get_if<Called>(&event)) note(called->ticket);
    if (const auto* voided = std::get_if<Voided>(&event)) note(voided->ticket);
    if (const auto* aside = std::get_if<TicketSetAside>(&event)) note(aside->ticket);
  }
  return slots;
}

// The lines of every window that could have called it: only there it was ahead of anybody.
std::vector<const Line*> lines_around(const State& room, const Ticket& ticket) {
  std::vector<std::size_t> windows;
  if (ticket.standing.bound) {
    windows.push_back(room.index.windows.at(*ticket.standing.bound).at);
  } else {
    std::ranges::copy_if(
        room.index.services.at(ticket.standing.service).windows, std::back_inserter(windows),
        [&](std::size_t at) { return room.facts.windows[at].intake != Intake::closed; });
  }
  std::vector<bool> seen(room.index.lines.size());
  std::vector<const Line*> lines;
  const auto add = [&](std::size_t at) {
    if (!seen[at]) lines.push_back(&room.index.lines[at]);
    seen[at] = true;
  };
  for (const auto at : windows) {
    const auto& index = room.index.windows.at(room.facts.windows[at].window);
    for (const auto line : index.services) add(line);
    for (const auto line : index.also) add(line);
    lines.push_back(&room.index.bound[at]);
  }
  return lines;
}

}  // namespace

bool is_quiet(const Ticket& ticket) { return ticket.channel == virtual_channel; }

std::optional<Personal<std::string>> message_of_call(const State& room, const Ticket& ticket) {
  return room.facts.messages || is_quiet(ticket) ? phone_of(ticket) : std::nullopt;
}

// Of one command at most one ticket leaves the lines. Whoever is reminded has at most that many
// ahead, so it is among the first of its line.
std::vector<Event> with_reminders(const State& room, std::vector<Event> events, Instant now) {
  const auto gone = leaving(room, events);
  if (gone.empty()) return events;
  const auto limit = configuration_of(room).remind_ahead;
  if (limit == 0) return events;
  const auto gone_key = key_of(room, gone.front());
  std::vector<Key> near;
  for (const auto* line : lines_around(room, room.facts.tickets[gone.front()])) {
    line->list(now, static_cast<std::size_t>(limit) + 2, near);
  }
  std::ranges::sort(near);
  for (const auto& key : near) {
    const auto& ticket = room.facts.tickets[key.seniority.slot];
    if (!ticket.remind || key == gone_key) continue;
    const auto& standing = ticket.standing;
    const auto ahead =
        ahead_of(room, key, standing.service, standing.bound, now) - (gone_key < key ? 1 : 0);
    if (ahead > limit) continue;
    events.push_back(Reminded{ticket.ticket, ticket.number, standing.service, std::max(0, ahead),
                              phone_of(ticket), now});
  }
  return events;
}

Outcome decide_one(const State& room, const SetMessages& ask, const Context& context) {
  if (ask.on == room.facts.messages) return accept<Event>();
  return accept<Event>(MessagesSet{ask.on, context.now});
}

void evolve_one(State& room, const Reminded& fact) { ticket_of(room, fact.ticket).remind = false; }

void evolve_one(State& room, const MessagesSet& fact) { room.facts.messages = fact.on; }

}  // namespace atrium::waiting_room
