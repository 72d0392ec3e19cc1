// One line: its ranks in order of seniority.
#include "actors/waiting_room/lines.hpp"

#include "runtime/core/assert.hpp"

#include <algorithm>

namespace atrium::waiting_room {

void Line::place(const Key& key, const Mark& mark) {
  auto& places = ranks_[key.rank];
  places.insert(std::ranges::lower_bound(places, key.seniority), key.seniority);
  overtaken_.enter(key.seniority, mark);
}

void Line::enter(const Key& key, Instant due, Instant now, const Mark& mark) {
  const bool competed = mark != Mark{};  // Before a restart, of which `now` may be a little short.
  if (due <= now || competed) {
    place(key, mark);
  } else {
    coming_.insert({due, key});
  }
  ++waiting_;
}

Mark Line::leave(const Key& key, Instant due) {
  --waiting_;
  if (coming_.erase({due, key}) > 0) return {};
  const auto rank = ranks_.find(key.rank);
  ATRIUM_ASSERT(rank != ranks_.end(), "a ticket that waits is in its line");
  auto& places = rank->second;
  const auto place = std::ranges::lower_bound(places, key.seniority);
  ATRIUM_ASSERT(place != places.end() && *place == key.seniority, "a ticket stands at its place");
  places.erase(place);
  if (places.empty()) ranks_.erase(rank);
  return overtaken_.leave(key.seniority);
}

void Line::promote(Instant now) {
  while (!coming_.empty() && coming_.begin()->due <= now) {
    place(coming_.begin()->key, {});
    coming_.erase(coming_.begin());
  }
}

void Line::heads(Instant now, std::vector<Key>& out) const {
  for (const auto& [rank, places] : ranks_) out.push_back({rank, places.front()});
  for (const auto& [due, key] : coming_) {
    if (due > now) break;
    out.push_back(key);
  }
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
  for (const auto& [rank, places] : ranks_) {
    std::size_t listed = 0;
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
