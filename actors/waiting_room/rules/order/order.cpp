// Who is next. Each line keeps its classes in order of seniority, so that a strategy has to compare
// no more than the heads of classes; the bound on being overtaken goes before every strategy.
#include "actors/waiting_room/rules/order/order.hpp"

#include "actors/waiting_room/rules/rules.hpp"
#include "runtime/core/plant.hpp"

#include <algorithm>
#include <chrono>

namespace atrium::waiting_room {
namespace {

constexpr Seniority nobody{Instant::min(), 0};
constexpr Seniority everybody{Instant::max(), 0};

int weight_of(const Strategy& strategy, const Rank& rank) {
  const auto priority = static_cast<std::size_t>(-rank.priority);
  const int weight =
      priority < strategy.weights.size() ? strategy.weights[priority] : -rank.priority;
  return weight + (rank.walk_in == 0 ? strategy.booked_weight : 0);
}

Duration score_of(const Strategy& strategy, const Key& key, Instant now) {
  return (now - key.seniority.effective) * (weight_of(strategy, key.rank) + 1);
}

// Whoever of `rank` is senior to this has a higher score than `mine`, or the same and was issued
// earlier.
Seniority limit_of_ageing(const Strategy& strategy, const Rank& rank, const Key& mine,
                          Instant now) {
  const auto score = score_of(strategy, mine, now).count();
  const auto factor = weight_of(strategy, rank) + 1;
  auto waited = score / factor;
  if (score % factor < 0) --waited;
  const bool even = score % factor == 0;
  return {now - Duration{waited}, even ? mine.seniority.slot : 0};
}

Rank rank_in(const Strategy& strategy, Rank rank) {
  if (strategy.order == AppointmentOrder::by_time) rank.walk_in = 1;
  return rank;
}

const std::vector<Turn>& turns_of(const State& room, const Window& window,
                                  const Strategy& strategy) {
  return strategy.per_window ? window.turns : room.facts.turns;
}

const Key* best_of(const Strategy& strategy, const std::vector<Key>& keys, Instant now,
                   const std::vector<Turn>& turns) {
  const bool has_front =
      std::ranges::any_of(keys, [](const Key& key) { return key.rank.behind_front == 0; });
  std::optional<int> tier;
  if (strategy.weighing == Weighing::ratio && !has_front) {
    std::vector<int> tiers;
    for (const auto& key : keys) tiers.push_back(tier_of(strategy, key.rank));
    tier = tier_in_turn(strategy, turns, std::move(tiers));
  }
  const Key* best = nullptr;
  for (const auto& key : keys) {
    if (tier && tier_of(strategy, key.rank) != *tier) continue;
    if (best == nullptr || goes_before(strategy, key, *best, now)) best = &key;
  }
  return best;
}

struct Picked {
  Key key;
  bool at_bound = false;  // No strategy had chosen it.
};

// The most senior of the window's lines that the bound allows to wait no longer.
std::optional<Seniority> first_at_bound(const State& room, const WindowIndex& window,
                                        const Bound& bound) {
  std::optional<Seniority> first;
  each_line(room, window, [&](const Line& line) {
    const auto other = line.overtaken().first_at(bound);
    if (other && (!first || *other < *first)) first = other;
  });
  return first;
}

std::optional<Picked> pick(const State& room, const Window& window, Instant now) {
  const auto& strategy = strategy_of(room, window);
  const auto& index = index_of(room, window.window);
  const bool own_first = strategy.own_first && !ATRIUM_PLANTED("own_not_first");
  std::vector<Key> keys;
  const auto add = [&](const std::vector<std::size_t>& services) {
    for (const auto at : services) room.index.lines[at].heads(now, keys);
  };
  add(index.services);
  each_bound(room, index.at, [&](std::size_t at) { room.index.bound[at].heads(now, keys); });
  if (keys.empty() || !own_first) add(index.also);
  const auto* best = best_of(strategy, keys, now, turns_of(room, window, strategy));
  if (best == nullptr) return std::nullopt;

  const auto due = first_at_bound(room, index, bound_of(strategy, now));
  if (!due || *due == best->seniority) return Picked{*best, false};
  return Picked{key_of(room, due->slot), true};
}

// Tickets that the window may call, who are senior to the chosen one and stay behind.
void note_overtaken(const State& room, const WindowIndex& window, const Seniority& chosen,
                    Instant now, Why& why) {
  std::vector<Seniority> some;
  std::size_t count = 0;
  each_line(room, window, [&](const Line& line) {
    count += line.senior_to(chosen, now, overtaken_listed, some);
  });
  std::ranges::sort(some);
  if (some.size() > overtaken_listed) some.resize(overtaken_listed);
  why.overtook = static_cast<int>(count);
  for (const auto& place : some) why.overtaken.push_back(room.facts.tickets[place.slot].ticket);
}

const char* name_of(const Strategy& strategy) {
  switch (strategy.weighing) {
    case Weighing::ageing:
      return "ageing";
    case Weighing::ratio:
      return "ratio";
    case Weighing::strict:
      break;
  }
  return strategy.order == AppointmentOrder::by_time ? "by_time" : "booked_first";
}

// What the strategy compared, as far as it is not a value of the ticket.
void note_weighing(const State& room, const Window& window, const Picked& picked, Instant now,
                   Why& why) {
  const auto& strategy = strategy_of(room, window);
  if (picked.at_bound) {
    const Bound often{bound_of(strategy, now).times, {}};
    why.bound = often.reached(mark_of(room, picked.key)) ? "times" : "waited";
  }
  if (strategy.weighing == Weighing::ageing) {
    why.weight = weight_of(strategy, picked.key.rank);
    why.score = score_of(strategy, picked.key, now);
  }
  if (strategy.weighing == Weighing::ratio) {
    why.higher = strategy.higher;
    why.lower = strategy.lower;
    why.per_window = strategy.per_window;
    why.turns = turns_of(room, window, strategy);
    take_turn(strategy, why.turns, tier_of(strategy, picked.key.rank));
  }
}

}  // namespace

Rank rank_of(const Ticket& ticket) {
  return {ticket.standing.front ? 0 : 1, -ticket.priority, ticket.booked ? 0 : 1};
}

Key key_of(const State& room, Slot slot) {
  const auto& ticket = room.facts.tickets[slot];
  return {rank_of(ticket), {ticket.standing.effective, slot}};
}

const Strategy& strategy_at(const State& room, std::size_t window) {
  const auto& set = room.facts.windows[window].strategy;
  return set ? *set : room.index.windows[window].strategy;
}

const Strategy& strategy_of(const State& room, const Window& window) {
  return strategy_at(room, index_of(room, window.window).at);
}

Seniority limit_of(const Strategy& strategy, const Rank& rank, const Key& mine, Instant now) {
  if (strategy.weighing == Weighing::ageing) {
    if (rank.behind_front != mine.rank.behind_front) {
      return rank.behind_front < mine.rank.behind_front ? everybody : nobody;
    }
    return limit_of_ageing(strategy, rank, mine, now);
  }
  const auto one = rank_in(strategy, rank);
  const auto other = rank_in(strategy, mine.rank);
  if (one == other) return mine.seniority;
  return one < other ? everybody : nobody;
}

bool goes_before(const Strategy& strategy, const Key& one, const Key& other, Instant now) {
  return one.seniority < limit_of(strategy, one.rank, other, now);
}

Bound bound_of(const Strategy& strategy, Instant now) {
  Bound bound;
  if (strategy.overtaken_max > 0) bound.times = strategy.overtaken_max;
  if (strategy.overtaken_s > 0) bound.since = now - std::chrono::seconds{strategy.overtaken_s};
  return bound;
}

Mark mark_of(const State& room, const Key& key) {
  if (key.seniority.slot >= room.facts.tickets.size()) return {};
  const auto& standing = room.facts.tickets[key.seniority.slot].standing;
  return line_of(room, standing).overtaken().of(key.seniority);
}

int tier_of(const Strategy& strategy, const Rank& rank) {
  return -2 * rank.priority + (1 - rank_in(strategy, rank).walk_in);
}

std::optional<Key> first_for(const State& room, const Window& window, Instant now) {
  const auto picked = pick(room, window, now);
  if (!picked) return std::nullopt;
  return picked->key;
}

std::optional<Choice> next_for(const State& room, const Window& window, Instant now) {
  const auto picked = pick(room, window, now);
  if (!picked) return std::nullopt;

  const auto& strategy = strategy_of(room, window);
  const auto& index = index_of(room, window.window);
  const auto& seniority = picked->key.seniority;
  const auto& ticket = room.facts.tickets[seniority.slot];
  Choice choice{seniority.slot, {}};
  auto& why = choice.why;
  const bool own_first = strategy.own_first && !index.also.empty();
  why.strategy = std::string(own_first ? "own_first+" : "") + name_of(strategy);
  why.front = ticket.standing.front;
  why.priority = ticket.priority;
  why.booked = ticket.booked;
  why.effective = ticket.standing.effective;
  why.order = static_cast<int>(choice.slot);
  why.times = mark_of(room, picked->key).times;
  why.waited_for = waited_for(ticket.standing);
  note_overtaken(room, index, seniority, now, why);
  note_weighing(room, window, *picked, now, why);
  return choice;
}

void sort_for_calling(const State& room, std::vector<Key>& keys, Instant now) {
  const auto strategy = hall_strategy(configuration_of(room));
  std::ranges::sort(keys, [&](const Key& one, const Key& other) {
    return goes_before(strategy, one, other, now);
  });
}

void mark_overtaken(State& room, const Window& window, const Seniority& by, Instant at) {
  const auto& index = index_of(room, window.window);
  for (const auto line : index.services) room.index.lines[line].overtake(by, at);
  for (const auto line : index.also) room.index.lines[line].overtake(by, at);
  each_bound(room, index.at, [&](std::size_t line) { room.index.bound[line].overtake(by, at); });
}

}  // namespace atrium::waiting_room
