// How many would be called before a ticket, if nobody else came: those at the bound on being
// overtaken, then whom the strategy puts before it as things stand now. Exact where the strategy is
// strict and nobody reaches the bound meanwhile; scores of ageing may cross later.
#include "actors/waiting_room/rules/order/order.hpp"
#include "actors/waiting_room/rules/rules.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace atrium::waiting_room {
namespace {

bool works(const Window& window) { return window.intake != Intake::closed; }

bool is_leaver(const Contest& contest, Slot slot) {
  return contest.leaver && contest.leaver->key.seniority.slot == slot;
}

// The most senior of each line: enough of them for counts up to `most`.
void note_due(const State& room, Contest& contest, std::size_t most) {
  for (const auto* line : contest.lines) {
    std::size_t noted = 0;
    line->overtaken().each_at(contest.bound, [&](const Seniority& who) {
      if (is_leaver(contest, who.slot)) return true;
      contest.due.push_back(key_of(room, who.slot));
      return noted++ < most;
    });
  }
}

void note_tiers(const Strategy& strategy, Contest& contest, Instant now) {
  if (strategy.weighing != Weighing::ratio) return;
  std::vector<Key> heads;
  for (const auto* line : contest.lines) line->heads(now, heads);
  for (const auto& head : heads) contest.tiers.push_back(tier_of(strategy, head.rank));
  std::ranges::sort(contest.tiers);
  const auto twice = std::ranges::unique(contest.tiers);
  contest.tiers.erase(twice.begin(), twice.end());
}

template <class Limit>
std::size_t count_before(const Contest& contest, Limit limit, Instant now, std::size_t most) {
  std::size_t count = 0;
  for (const auto* line : contest.lines) {
    if (count > most) break;
    count += line->before(limit, now, most);
  }
  return count;
}

using Tiers = std::map<int, std::size_t>;

std::size_t count_in(const Strategy& strategy, const Contest& contest, int tier,
                     const Seniority& limit, Instant now, std::size_t most) {
  constexpr Seniority nobody{Instant::min(), 0};
  const auto of_tier = [&](const Rank& rank) {
    return tier_of(strategy, rank) == tier ? limit : nobody;
  };
  return count_before(contest, of_tier, now, most);
}

// Alternates until it is the turn of `mine` and nobody of its class is left before it.
std::size_t alternate(const Strategy& strategy, std::vector<Turn> turns, Tiers tiers, int mine,
                      std::size_t most) {
  std::size_t called = 0;
  while (called <= most) {
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
  return called;
}

// Those who are counted apart, or not at all.
template <class Visit>
void each_apart(const Contest& contest, Visit visit) {
  for (const auto& other : contest.due) visit(other);
  if (contest.leaver) visit(contest.leaver->key);
}

// Where classes alternate: those before `key` but for those who are counted apart.
std::size_t count_alternating(const State& room, const Contest& contest, const Key& key,
                              Instant now, std::size_t most) {
  const auto& strategy = strategy_of(room, *contest.window);
  const auto mine = tier_of(strategy, key.rank);
  const auto apart = contest.due.size() + 1;
  const auto enough = most + apart;
  Tiers tiers{{mine, count_in(strategy, contest, mine, key.seniority, now, enough)}};
  if (tiers[mine] > enough) return tiers[mine] - apart;
  constexpr Seniority everybody{Instant::max(), 0};
  for (const auto tier : contest.tiers) {
    if (tier != mine) tiers[tier] = count_in(strategy, contest, tier, everybody, now, enough);
  }
  each_apart(contest, [&](const Key& other) {
    const auto tier = tier_of(strategy, other.rank);
    if (tier != mine || other.seniority < key.seniority) --tiers[tier];
  });
  auto turns = strategy.per_window ? contest.window->turns : room.facts.turns;
  if (contest.leaver && contest.leaver->takes_turn) {
    take_turn(strategy, turns, tier_of(strategy, contest.leaver->key.rank));
  }
  return alternate(strategy, std::move(turns), std::move(tiers), mine, most);
}

}  // namespace

Callers callers_of(const State& room, const ServiceId& service,
                   const std::optional<WindowId>& bound) {
  if (bound) return {index_of(room, *bound).at};
  const auto& all = room.index.services.at(service).windows;
  Callers working;
  std::ranges::copy_if(all, std::back_inserter(working),
                       [&](std::size_t at) { return works(room.facts.windows[at]); });
  return working.empty() ? all : working;
}

std::vector<const Line*> lines_of(const State& room, const Callers& windows) {
  std::vector<const Line*> lines;
  std::vector<bool> competes(room.index.lines.size());
  for (const auto at : windows) {
    const auto& window = room.index.windows[at];
    for (const auto line : window.services) competes[line] = true;
    for (const auto line : window.also) competes[line] = true;
    if (room.index.bound[at].size() > 0) lines.push_back(&room.index.bound[at]);
  }
  for (std::size_t at = 0; at < competes.size(); ++at) {
    if (competes[at] && room.index.lines[at].size() > 0) lines.push_back(&room.index.lines[at]);
  }
  return lines;
}

Contest contest_of(const State& room, const Callers& windows, Instant now, std::size_t most,
                   const std::optional<Leaver>& leaver) {
  Contest contest;
  if (windows.empty()) return contest;
  contest.window = &room.facts.windows[windows.front()];
  contest.lines = lines_of(room, windows);
  contest.leaver = leaver;
  const auto& strategy = strategy_of(room, *contest.window);
  contest.bound = bound_of(strategy, now);
  note_due(room, contest, most);
  note_tiers(strategy, contest, now);
  return contest;
}

int ahead_in(const State& room, const Contest& contest, const Key& key, Instant now,
             std::size_t most) {
  if (contest.window == nullptr) return 0;
  const auto& due = contest.due;
  if (contest.bound.reached(mark_of(room, key))) {
    return static_cast<int>(std::ranges::count_if(
        due, [&](const Key& other) { return other.seniority < key.seniority; }));
  }
  if (due.size() > most) return static_cast<int>(due.size());

  const auto& strategy = strategy_of(room, *contest.window);
  if (strategy.weighing == Weighing::ratio && key.rank.behind_front != 0) {
    const auto others = count_alternating(room, contest, key, now, most - due.size());
    return static_cast<int>(due.size() + others);
  }
  const auto before = [&](const Rank& rank) { return limit_of(strategy, rank, key, now); };
  auto count = due.size() + count_before(contest, before, now, most + 1);
  each_apart(contest, [&](const Key& other) {
    if (goes_before(strategy, other, key, now)) --count;
  });
  return static_cast<int>(count);
}

}  // namespace atrium::waiting_room
