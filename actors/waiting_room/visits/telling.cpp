// Who is told outside the hall's voice: by message when called, and once when few are ahead.
#include "actors/waiting_room/rules/rules.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
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

// Finds those who are still to be reminded and have few enough ahead.
class Near {
 public:
  Near(const State& room, Instant now, std::optional<Leaver> leaver)
      : room_(room),
        now_(now),
        leaver_(std::move(leaver)),
        most_(static_cast<std::size_t>(configuration_of(room).remind_ahead)) {}

  // Of each rank the first, for whoever stands behind them has more ahead; and those whom the bound
  // puts before their rank.
  void look_at(const Line& line) {
    std::vector<Key> first;
    line.list(now_, most_ + 2, first);
    if (first.empty()) return;
    const auto& contest = contest_around(room_.facts.tickets[first.front().seniority.slot]);
    std::optional<Rank> too_far;
    for (const auto& key : first) {
      if (key.rank == too_far || !to_remind(key.seniority)) continue;
      if (!note(contest, key)) too_far = key.rank;
    }
    line.overtaken().each_at(contest.bound, [&](const Seniority& who) {
      return !to_remind(who) || note(contest, key_of(room_, who.slot));
    });
  }

  [[nodiscard]] std::vector<Event> reminders() const {
    std::vector<Event> events;
    for (const auto& [slot, ahead] : found_) {
      const auto& ticket = room_.facts.tickets[slot];
      events.emplace_back(Reminded{ticket.ticket, ticket.number, ticket.standing.service, ahead,
                                   phone_of(ticket), now_});
    }
    return events;
  }

 private:
  [[nodiscard]] bool to_remind(const Seniority& who) const {
    const bool leaves = leaver_ && leaver_->key.seniority.slot == who.slot;
    return !leaves && room_.facts.tickets[who.slot].remind;
  }

  // Most lines share their windows with others: one contest for all of these.
  const Contest& contest_around(const Ticket& ticket) {
    auto callers = callers_of(room_, ticket.standing.service, ticket.standing);
    auto known = contests_.find(callers);
    if (known == contests_.end()) {
      auto contest = contest_of(room_, callers, now_, most_, leaver_);
      known = contests_.emplace(std::move(callers), std::move(contest)).first;
    }
    return known->second;
  }

  bool note(const Contest& contest, const Key& key) {
    const auto ahead = ahead_in(room_, contest, key, now_, most_);
    const bool near = ahead <= static_cast<int>(most_);
    if (near) found_.emplace(key.seniority.slot, ahead);
    return near;
  }

  const State& room_;
  Instant now_;
  std::optional<Leaver> leaver_;
  std::size_t most_;
  std::map<Callers, Contest> contests_;
  std::map<Slot, int> found_;  // And how many are ahead.
};

}  // namespace

bool is_quiet(const Ticket& ticket) { return ticket.channel == virtual_channel; }

std::optional<Personal<std::string>> message_of_call(const State& room, const Ticket& ticket) {
  return room.facts.messages || is_quiet(ticket) ? phone_of(ticket) : std::nullopt;
}

std::vector<Event> with_reminders(const State& room, std::vector<Event> events, Instant now) {
  const auto leaver = leaver_of(room, events, now);
  if (!leaver || configuration_of(room).remind_ahead == 0) return events;
  Near near(room, now, leaver);
  for (const auto* line : lines_around(room, room.facts.tickets[leaver->key.seniority.slot])) {
    near.look_at(*line);
  }
  std::ranges::move(near.reminders(), std::back_inserter(events));
  return events;
}

// Those who wait have fewer ahead too when another strategy holds, or other windows are at work.
Outcome decide_one(const State& room, const Remind&, const Context& context) {
  if (configuration_of(room).remind_ahead == 0) return accept<Event>();
  Near near(room, context.now, std::nullopt);
  for (const auto& line : room.index.lines) near.look_at(line);
  for (const auto& line : room.index.bound) near.look_at(line);
  return Outcome{near.reminders()};
}

Outcome decide_one(const State& room, const SetMessages& ask, const Context& context) {
  if (ask.on == room.facts.messages) return accept<Event>();
  return accept<Event>(MessagesSet{ask.on, context.now});
}

void evolve_one(State& room, const Reminded& fact) { ticket_of(room, fact.ticket).remind = false; }

void evolve_one(State& room, const MessagesSet& fact) { room.facts.messages = fact.on; }

}  // namespace atrium::waiting_room
