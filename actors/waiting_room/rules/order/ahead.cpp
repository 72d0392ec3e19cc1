// How many would be called before a ticket, if nobody else came: those at the bound on being
// overtaken, then whom the strategy puts before it as things stand now. Exact where the strategy is
// strict and nobody reaches the bound meanwhile; scores of ageing may cross later.
#include "actors/waiting_room/rules/order/order.hpp"
#include "actors/waiting_room/rules/rules.hpp"

#include <algorithm>
#include <map>

namespace atrium::waiting_room {
namespace {

bool works(const Window& window) { return window.intake != Intake::closed; }

// The windows that could call it, and whom else they call.
struct Rivals {
  std::vector<std::size_t> windows;  // Never empty.
  std::vector<const Line*> lines;
};

Rivals rivals_of(const State& room, const ServiceId& service,
                 const std::optional<WindowId>& bound) {
  Rivals rivals;
  const auto& index = room.index.services.at(service);
  if (bound) {
    rivals.windows.push_back(room.index.windows.at(*bound).at);
  } else {
    std::ranges::copy_if(index.windows, std::back_inserter(rivals.windows),
                         [&](std::size_t at) { return works(room.facts.windows[at]); });
    if (rivals.windows.empty()) rivals.windows = index.windows;
  }
  std::vector<bool> competes(room.index.lines.size());
  competes[index.at] = true;
  for (const auto at : rivals.windows) {
    const auto& window = room.index.windows.at(room.facts.windows[at].window);
    for (const auto line : window.services) competes[line] = true;
    for (const auto line : window.also) competes[line] = true;
    rivals.lines.push_back(&room.index.bound[at]);
  }
  for (std::size_t at = 0; at < competes.size(); ++at) {
    if (competes[at]) rivals.lines.push_back(&room.index.lines[at]);
  }
  return rivals;
}

template <class Limit>
std::size_t count_before(const Rivals& rivals, Limit limit, Instant now) {
  std::size_t count = 0;
  for (const auto* line : rivals.lines) count += line->before(limit, now);
  return count;
}

using Tiers = std::map<int, std::size_t>;

// Who waits before `key` or in other classes, class by class.
Tiers tiers_of(const Strategy& strategy, const Rivals& rivals, const Key& key, Instant now) {
  const auto mine = tier_of(strategy, key.rank);
  std::vector<Key> heads;
  for (const auto* line : rivals.lines) line->heads(now, heads);
  Tiers tiers{{mine, 0}};
  for (const auto& head : heads) tiers.emplace(tier_of(strategy, head.rank), 0);
  for (auto& [tier, count] : tiers) {
    const auto limit = [&, tier = tier](const Rank& rank) {
      if (tier_of(strategy, rank) != tier) return Seniority{Instant::min(), 0};
      return tier == mine ? key.seniority : Seniority{Instant::max(), 0};
    };
    count = count_before(rivals, limit, now);
  }
  return tiers;
}

// Alternates until it is the turn of `mine` and nobody of its class is left before it.
std::size_t alternate(const Strategy& strategy, std::vector<Turn> turns, Tiers tiers, int mine) {
  std::size_t called = 0;
  while (true) {
    std::vector<int> waiting;
    for (const auto& [tier, count] : tiers) {
      if (count > 0 || tier == mine) waiting.push_back(tier);
    }
    if (waiting.back() == mine && waiting.size() == 1) return called + tiers[mine];
    const auto tier = tier_in_turn(strategy, turns, std::move(waiting));
    if (tier == mine && tiers[mine] == 0) return called;
    --tiers[tier];
    take_turn(strategy, turns, tier);
    ++called;
  }
}

}  // namespace

std::vector<const Line*> lines_around(const State& room, const Ticket& ticket) {
  return rivals_of(room, ticket.standing.service, ticket.standing.bound).lines;
}

int ahead_of(const State& room, const Key& key, const ServiceId& service,
             const std::optional<WindowId>& bound, Instant now, const Leaver* leaver) {
  const auto rivals = rivals_of(room, service, bound);
  if (rivals.windows.empty()) return 0;
  const auto& window = room.facts.windows[rivals.windows.front()];
  const auto& strategy = strategy_of(room, window);
  const auto limit = bound_of(strategy, now);
  const bool at_bound = limit.reached(mark_of(room, key));

  std::vector<Key> due;  // Those at the bound, who go first.
  for (const auto* line : rivals.lines) {
    line->overtaken().each_at(limit, [&](const Seniority& who) {
      if (at_bound && !(who < key.seniority)) return false;
      const bool gone = leaver != nullptr && who.slot == leaver->key.seniority.slot;
      if (who.slot != key.seniority.slot && !gone) due.push_back(key_of(room, who.slot));
      return true;
    });
  }
  if (at_bound) return static_cast<int>(due.size());

  // Counted below, and of no account there.
  auto apart = due;
  if (leaver != nullptr) apart.push_back(leaver->key);
  std::size_t count = due.size();
  if (strategy.weighing == Weighing::ratio && key.rank.behind_front != 0) {
    auto tiers = tiers_of(strategy, rivals, key, now);
    const auto mine = tier_of(strategy, key.rank);
    for (const auto& other : apart) {
      const auto tier = tier_of(strategy, other.rank);
      if (tier != mine || other.seniority < key.seniority) --tiers[tier];
    }
    auto turns = strategy.per_window ? window.turns : room.facts.turns;
    if (leaver != nullptr && leaver->takes_turn) {
      take_turn(strategy, turns, tier_of(strategy, leaver->key.rank));
    }
    count += alternate(strategy, std::move(turns), std::move(tiers), mine);
  } else {
    const auto before = [&](const Rank& rank) { return limit_of(strategy, rank, key, now); };
    count += count_before(rivals, before, now);
    count -= static_cast<std::size_t>(std::ranges::count_if(
        apart, [&](const Key& other) { return goes_before(strategy, other, key, now); }));
  }
  return static_cast<int>(count);
}

}  // namespace atrium::waiting_room
