// How strategies compare, for the files of this folder only.
#pragma once

#include "actors/waiting_room/rules/rules.hpp"

#include <vector>

namespace atrium::waiting_room {

// Of `rank`, exactly those who are senior to this go before `mine`.
Seniority limit_of(const Strategy&, const Rank& rank, const Key& mine, Instant now);
bool goes_before(const Strategy&, const Key& one, const Key& other, Instant now);

Bound bound_of(const Strategy&, Instant now);
Mark mark_of(const State&, const Key&);  // Of one that waits.

// Higher is called first.
int tier_of(const Strategy&, const Rank&);
// Alternation: whose turn it is of the classes that wait, and what a call of one changes.
int tier_in_turn(const Strategy&, const std::vector<Turn>&, std::vector<int> tiers);
void take_turn(const Strategy&, std::vector<Turn>&, int tier);

// Every line that the window calls from.
template <class Visit>
void each_line(const State& room, const WindowIndex& window, Visit visit) {
  for (const auto at : window.services) visit(room.index.lines[at]);
  for (const auto at : window.also) visit(room.index.lines[at]);
  each_bound(room, window.at, [&](std::size_t at) { visit(room.index.bound[at]); });
}

}  // namespace atrium::waiting_room
