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

bool calls_as_own(const State& room, std::size_t window, std::size_t line) {
  if (!strategy_at(room, window).own_first) return true;
  return std::ranges::count(room.index.windows[window].services, line) > 0;
}

enum class Place { none, beside, own, compared };  // The greater one counts.

// How these windows' services stand to the tickets that they call.
std::vector<Place> places_of(const State& room, const Callers& callers) {
  std::vector<Place> places(room.index.lines.size());
  for (const auto at : callers.windows) {
    const auto& window = room.index.windows[at];
    const auto own = callers.own ? Place::compared : Place::own;
    const bool alike = !callers.own || !strategy_at(room, at).own_first;
    const auto also = alike ? Place::compared : Place::beside;
    for (const auto line : window.services) places[line] = std::max(places[line], own);
    for (const auto line : window.also) places[line] = std::max(places[line], also);
  }
  return places;
}

void note_lines(const State& room, const Callers& callers, Contest& contest) {
  const auto places = places_of(room, callers);
  for (std::size_t at = 0; at < places.size(); ++at) {
    const auto* line = &room.index.lines[at];
    if (line->size() == 0) continue;
    if (places[at] == Place::compared) contest.lines.push_back(line);
    if (places[at] == Place::own) contest.own.push_back(line);
    if (places[at] == Place::beside) contest.beside.push_back(line);
  }
  if (std::ranges::all_of(room.index.bound, [](const Line& line) { return line.size() == 0; })) {
    return;
  }
  std::vector<bool> bound(room.index.bound.size());
  if (callers.staff) bound[*callers.staff] = true;
  for (const auto at : callers.windows) {
    each_bound(room, at, [&](std::size_t line) { bound[line] = true; });
  }
  auto& lines = callers.own ? contest.lines : contest.own;
  for (std::size_t at = 0; at < bound.size(); ++at) {
    if (bound[at] && room.index.bound[at].size() > 0) lines.push_back(&room.index.bound[at]);
  }
}

// The most senior of a line who are at the bound: enough of them for counts up to `most`.
std::size_t note_due(const State& room, Contest& contest, const Line& line, std::size_t most) {
  std::size_t noted = 0;
  line.overtaken().each_at(contest.bound, [&](const Seniority& who) {
    if (contest.leaver && contest.leaver->key.seniority.slot == who.slot) return true;
    contest.due.push_back(key_of(room, who.slot));
    return noted++ < most;
  });
  return noted;
}

void note_everybody(const State& room, Contest& contest, Instant now, std::size_t most) {
  const auto holds_leaver = [&](const Line& line) {
    if (!contest.leaver) return false;
    const auto slot = contest.leaver->key.seniority.slot;
    return &line_of(room, room.facts.tickets[slot].standing) == &line;
  };
  for (const auto* line : contest.lines) {
    note_due(room, contest, *line, most);
    if (holds_leaver(*line)) contest.apart.push_back(contest.leaver->key);
  }
  contest.apart.insert(contest.apart.end(), contest.due.begin(), contest.due.end());
  constexpr Seniority everybody{Instant::max(), 0};
  for (const auto* line : contest.own) {
    const auto apart = note_due(room, contest, *line, most) + (holds_leaver(*line) ? 1 : 0);
    contest.first +=
        line->before([&](const Rank&) { return everybody; }, now, most + apart) - apart;
  }
  for (const auto* line : contest.beside) note_due(room, contest, *line, most);
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

// Where classes alternate: those before `key` but for those who are counted apart.
std::size_t count_alternating(const State& room, const Contest& contest, const Key& key,
                              Instant now, std::size_t most) {
  const auto& strategy = strategy_of(room, *contest.window);
  const auto mine = tier_of(strategy, key.rank);
  const auto enough = most + contest.apart.size();
  Tiers tiers{{mine, count_in(strategy, contest, mine, key.seniority, now, enough)}};
  if (tiers[mine] > enough) return tiers[mine] - contest.apart.size();
  constexpr Seniority everybody{Instant::max(), 0};
  for (const auto tier : contest.tiers) {
    if (tier != mine) tiers[tier] = count_in(strategy, contest, tier, everybody, now, enough);
  }
  for (const auto& other : contest.apart) {
    const auto tier = tier_of(strategy, other.rank);
    if (tier != mine || other.seniority < key.seniority) --tiers[tier];
  }
  auto turns = strategy.per_window ? contest.window->turns : room.facts.turns;
  if (contest.leaver && contest.leaver->takes_turn) {
    take_turn(strategy, turns, tier_of(strategy, contest.leaver->key.rank));
  }
  return alternate(strategy, std::move(turns), std::move(tiers), mine, most);
}

}  // namespace

Callers callers_of(const State& room, const ServiceId& service, const Bond& bond) {
  const auto& index = room.index.services.at(service);
  if (bond.binds()) {
    const auto line = room.index.staff.find(bond.bound_staff.value_or(StaffId{}));
    Callers callers{windows_of(room, bond), true, {}};
    if (callers.windows.empty()) callers.windows = index.windows;  // Wherever they will work.
    if (line != room.index.staff.end()) callers.staff = line->second;
    return callers;
  }
  const auto windows = [&](bool at_work, bool own) {
    Callers callers{{}, own, {}};
    std::ranges::copy_if(index.windows, std::back_inserter(callers.windows), [&](std::size_t at) {
      if (at_work && !works(room.facts.windows[at])) return false;
      return !own || calls_as_own(room, at, index.at);
    });
    return callers;
  };
  for (const bool at_work : {true, false}) {
    for (const bool own : {true, false}) {
      auto callers = windows(at_work, own);
      if (!callers.windows.empty()) return callers;
    }
  }
  return {};
}

std::vector<const Line*> lines_around(const State& room, const Ticket& ticket) {
  const auto& standing = ticket.standing;
  auto callers = callers_of(room, standing.service, standing);
  if (!standing.binds()) callers = {room.index.services.at(standing.service).windows, true, {}};
  Contest contest;
  note_lines(room, callers, contest);
  std::ranges::copy(contest.beside, std::back_inserter(contest.lines));
  return contest.lines;
}

Contest contest_of(const State& room, const Callers& callers, Instant now, std::size_t most,
                   const std::optional<Leaver>& leaver) {
  Contest contest;
  if (callers.windows.empty()) return contest;
  contest.window = &room.facts.windows[callers.windows.front()];
  contest.leaver = leaver;
  const auto& strategy = strategy_of(room, *contest.window);
  contest.bound = bound_of(strategy, now);
  note_lines(room, callers, contest);
  note_everybody(room, contest, now, most);
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
  auto count = due.size() + contest.first;
  if (count > most) return static_cast<int>(count);

  const auto& strategy = strategy_of(room, *contest.window);
  if (strategy.weighing == Weighing::ratio && key.rank.behind_front != 0) {
    count += count_alternating(room, contest, key, now, most - count);
    return static_cast<int>(count);
  }
  const auto before = [&](const Rank& rank) { return limit_of(strategy, rank, key, now); };
  count += count_before(contest, before, now, most + contest.apart.size());
  count -= static_cast<std::size_t>(std::ranges::count_if(
      contest.apart, [&](const Key& other) { return goes_before(strategy, other, key, now); }));
  return static_cast<int>(count);
}

}  // namespace atrium::waiting_room
