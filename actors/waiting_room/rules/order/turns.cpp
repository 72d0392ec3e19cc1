// Whose turn it is where classes alternate: what a call takes of it and an undo gives back.
#include "actors/waiting_room/rules/order/order.hpp"
#include "actors/waiting_room/rules/rules.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace atrium::waiting_room {
namespace {

const Turn* turn_of(const std::vector<Turn>& turns, int tier) {
  const auto found = std::ranges::find(turns, tier, &Turn::tier);
  return found == turns.end() ? nullptr : &*found;
}

std::vector<Turn>& turns_of(State& room, Window& window, const Why& why) {
  return why.per_window ? window.turns : room.facts.turns;
}

bool took_of_the_halls(const State& room, const Window& window) {
  return window.last && window.last->took_turn &&
         !room.facts.tickets[slot_of(room, window.last->ticket)].why->per_window;
}

// Its turn cannot be given back any more: others have gone on from it.
void settle_turn(Window& window) {
  if (!window.last) return;
  window.last->turns.clear();
  window.last->took_turn = false;
}

}  // namespace

// A class that has had its turns gives way to the next below it, as long as one waits there.
int tier_in_turn(const Strategy& strategy, const std::vector<Turn>& turns, std::vector<int> tiers) {
  std::ranges::sort(tiers, std::greater{});
  for (const auto tier : tiers) {
    const auto* turn = turn_of(turns, tier);
    if (tier == tiers.back() || turn == nullptr || turn->taken < strategy.higher) return tier;
  }
  return 0;
}

void take_turn(const Strategy& strategy, std::vector<Turn>& turns, int tier) {
  std::erase_if(turns, [&](Turn& turn) {
    if (turn.tier <= tier) return false;
    return turn.taken < strategy.higher || ++turn.given >= strategy.lower;
  });
  const auto own = std::ranges::find(turns, tier, &Turn::tier);
  if (own == turns.end()) {
    turns.push_back({tier, 1, 0});
  } else if (own->given > 0) {
    *own = {tier, 1, 0};  // The turn of the lower ones lapsed: none waited.
  } else {
    own->taken = std::min(own->taken + 1, strategy.higher);
  }
}

void take_turn(State& room, Window& window, const Why& why) {
  if (why.turns.empty()) return;
  for (auto& other : room.facts.windows) {
    if (!why.per_window && took_of_the_halls(room, other)) settle_turn(other);
  }
  window.last->turns = std::exchange(turns_of(room, window, why), why.turns);
  window.last->took_turn = true;
}

void give_turn_back(State& room, Window& window) {
  const auto& last = *window.last;
  if (!last.took_turn || last.act != Act::call) return;
  turns_of(room, window, *ticket_of(room, last.ticket).why) = last.turns;
}

void begin_turns(Window& window) {
  window.turns.clear();
  settle_turn(window);
}

void begin_turns(State& room) {
  room.facts.turns.clear();
  for (auto& window : room.facts.windows) {
    if (took_of_the_halls(room, window)) settle_turn(window);
  }
}

}  // namespace atrium::waiting_room
