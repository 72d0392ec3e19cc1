// Who is told outside the hall's voice: by message when called, and once when few are ahead.
#include "actors/waiting_room/rules/rules.hpp"

#include <algorithm>
#include <utility>

namespace atrium::waiting_room {
namespace {

std::optional<Personal<std::string>> phone_of(const Ticket& ticket) {
  if (!ticket.holder || ticket.holder->phone.value.empty()) return std::nullopt;
  return ticket.holder->phone;
}

// The ticket that competes no longer once these events are true: of one command at most one.
std::optional<Leaver> leaver_of(const State& room, const std::vector<Event>& events, Instant now) {
  std::optional<Leaver> leaver;
  const auto note = [&](const TicketId& id, bool takes_turn) {
    const auto found = room.index.tickets.find(id);
    if (found == room.index.tickets.end()) return;
    const auto& ticket = room.facts.tickets[found->second];
    if (ticket.standing.status != Status::waiting || ticket.due > now) return;
    leaver = Leaver{key_of(room, found->second), takes_turn};
  };
  for (const auto& event : events) {
    if (const auto* called = std::get_if<Called>(&event)) note(called->ticket, !called->special);
    if (const auto* voided = std::get_if<Voided>(&event)) note(voided->ticket, false);
    if (const auto* aside = std::get_if<TicketSetAside>(&event)) note(aside->ticket, false);
  }
  return leaver;
}

}  // namespace

bool is_quiet(const Ticket& ticket) { return ticket.channel == virtual_channel; }

std::optional<Personal<std::string>> message_of_call(const State& room, const Ticket& ticket) {
  return room.facts.messages || is_quiet(ticket) ? phone_of(ticket) : std::nullopt;
}

// Whoever is reminded has at most that many ahead, so it is among the first of its line.
std::vector<Event> with_reminders(const State& room, std::vector<Event> events, Instant now) {
  const auto leaver = leaver_of(room, events, now);
  if (!leaver) return events;
  const auto limit = configuration_of(room).remind_ahead;
  if (limit == 0) return events;
  std::vector<std::pair<Key, int>> due;
  for (const auto* line : lines_around(room, room.facts.tickets[leaver->key.seniority.slot])) {
    std::vector<Key> near;
    line->list(now, static_cast<std::size_t>(limit) + 2, near);
    for (const auto& key : near) {
      const auto& ticket = room.facts.tickets[key.seniority.slot];
      if (!ticket.remind || key == leaver->key) continue;
      const auto& standing = ticket.standing;
      const auto ahead = ahead_of(room, key, standing.service, standing.bound, now, &*leaver);
      if (ahead > limit) break;  // Whoever stands behind it in its line has more ahead.
      due.emplace_back(key, ahead);
    }
  }
  std::ranges::sort(due);
  for (const auto& [key, ahead] : due) {
    const auto& ticket = room.facts.tickets[key.seniority.slot];
    events.push_back(Reminded{ticket.ticket, ticket.number, ticket.standing.service, ahead,
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
