// One line in calling order. The order itself is Key's.
#include "actors/waiting_room/lines.hpp"

#include "runtime/core/assert.hpp"

#include <algorithm>

namespace atrium::waiting_room {

void Line::place(const Key& key) {
  auto& places = ranks_[key.rank];
  places.insert(std::ranges::lower_bound(places, key.seniority), key.seniority);
}

void Line::enter(const Key& key, Instant due, Instant now) {
  if (due <= now) {
    place(key);
  } else {
    coming_.insert({due, key});
  }
  ++waiting_;
}

void Line::leave(const Key& key, Instant due) {
  --waiting_;
  if (coming_.erase({due, key}) > 0) return;
  const auto rank = ranks_.find(key.rank);
  ATRIUM_ASSERT(rank != ranks_.end(), "a ticket that waits is in its line");
  auto& places = rank->second;
  const auto place = std::ranges::lower_bound(places, key.seniority);
  ATRIUM_ASSERT(place != places.end() && *place == key.seniority, "a ticket stands at its place");
  places.erase(place);
  if (places.empty()) ranks_.erase(rank);
}

void Line::promote(Instant now) {
  while (!coming_.empty() && coming_.begin()->due <= now) {
    place(coming_.begin()->key);
    coming_.erase(coming_.begin());
  }
}

std::optional<Key> Line::first(Instant now) const {
  std::optional<Key> best;
  if (!ranks_.empty()) best = Key{ranks_.begin()->first, ranks_.begin()->second.front()};
  for (const auto& [due, key] : coming_) {
    if (due > now) break;
    if (!best || key < *best) best = key;
  }
  return best;
}

std::size_t Line::before(const Key& key, Instant now) const {
  std::size_t count = 0;
  for (const auto& [rank, places] : ranks_) {
    if (rank > key.rank) break;
    count += rank < key.rank
                 ? places.size()
                 : static_cast<std::size_t>(std::ranges::lower_bound(places, key.seniority) -
                                            places.begin());
  }
  for (const auto& [due, other] : coming_) {
    if (due > now) break;
    if (other < key) ++count;
  }
  return count;
}

std::size_t Line::senior_to(const Seniority& seniority, Instant now, std::size_t most,
                            std::vector<Seniority>& some) const {
  std::size_t count = 0;
  for (const auto& [rank, places] : ranks_) {
    const auto end = std::ranges::lower_bound(places, seniority);
    const auto senior = static_cast<std::size_t>(end - places.begin());
    count += senior;
    const auto listed = static_cast<std::ptrdiff_t>(std::min(senior, most));
    some.insert(some.end(), places.begin(), places.begin() + listed);
  }
  for (const auto& [due, key] : coming_) {
    if (due > now) break;
    if (key.seniority >= seniority) continue;
    ++count;
    some.push_back(key.seniority);
  }
  return count;
}

void Line::list(Instant now, std::size_t most, std::vector<Key>& out) const {
  std::size_t listed = 0;
  for (const auto& [rank, places] : ranks_) {
    for (const auto& place : places) {
      if (listed++ == most) break;
      out.push_back({rank, place});
    }
  }
  for (const auto& [due, key] : coming_) {
    if (due > now) break;
    out.push_back(key);
  }
}

void Line::everybody(std::vector<Slot>& out) const {
  for (const auto& [rank, places] : ranks_) {
    for (const auto& place : places) out.push_back(place.slot);
  }
  for (const auto& coming : coming_) out.push_back(coming.key.seniority.slot);
}

}  // namespace atrium::waiting_room
