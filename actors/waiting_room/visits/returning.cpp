// Where a ticket waits again whose holder did not come, if the hall takes it back at all.
#include "actors/waiting_room/rules/order/order.hpp"
#include "actors/waiting_room/rules/rules.hpp"

#include <chrono>

namespace atrium::waiting_room {
namespace {

// Right behind the n-th of its line, or as near to it as its class allows.
Instant seniority_behind(const State& room, const Ticket& ticket, std::size_t n, Instant now) {
  const auto at = room.index.services.at(ticket.standing.service).at;
  std::vector<Key> first;
  room.index.lines[at].list(now, n, first);
  if (first.size() < n) return now;
  sort_for_calling(room, first, now);
  auto own = rank_of(ticket);
  own.behind_front = 1;
  const auto strategy = hall_strategy(configuration_of(room));
  const auto limit = limit_of(strategy, own, first[n - 1], now).effective;
  if (limit == Instant::min()) return ticket.standing.effective;  // Behind it anywhere.
  return limit < now ? limit + std::chrono::microseconds{1} : now;
}

}  // namespace

std::optional<Returned> return_of(const State& room, const Ticket& ticket, const WindowId& window,
                                  Instant now) {
  const auto& configuration = configuration_of(room);
  if (ticket.standing.returns >= configuration.no_show_returns) return std::nullopt;
  Returned fact{ticket.ticket, ticket.number, window, now, false, now};
  switch (configuration.no_show_place) {
    case NoShowPlace::none:
      return std::nullopt;
    case NoShowPlace::end:
      return fact;
    case NoShowPlace::after_n:
      fact.effective = seniority_behind(room, ticket,
                                        static_cast<std::size_t>(configuration.no_show_after), now);
      return fact;
    case NoShowPlace::front:
      fact.effective = ticket.standing.effective;
      fact.front = true;
      return fact;
  }
  return std::nullopt;
}

// The no-show stays the window's last act: it can be taken back while the ticket waits.
void evolve_one(State& room, const Returned& fact) {
  const auto slot = slot_of(room, fact.ticket);
  auto next = back_in_line(room.facts.tickets[slot].standing);
  next.effective = fact.effective;
  next.front = fact.front;
  next.served = Duration{};
  ++next.returns;
  restand(room, slot, std::move(next), fact.at);
  auto& last = window_of(room, fact.window).last;
  if (last && last->ticket == fact.ticket) last->after = room.facts.tickets[slot].standing;
}

}  // namespace atrium::waiting_room
