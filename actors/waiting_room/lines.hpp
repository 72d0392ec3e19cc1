// Who waits, in calling order: indexes over the tickets of the day, kept up by evolve and rebuilt
// from a snapshot. They hold no fact of their own. A line is one per service, and one per window
// or member of staff for the tickets bound to them.
#pragma once

#include "actors/waiting_room/configuration.hpp"
#include "actors/waiting_room/overtaken.hpp"
#include "actors/waiting_room/ticket.hpp"

#include <algorithm>
#include <compare>
#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace atrium::waiting_room {

// The class of a ticket: within it, seniority decides. The least rank is called first, where the
// strategy is strict and puts booked ones first; others compare the heads of the ranks.
struct Rank {
  int behind_front = 1;  // 0 = put to the front.
  int priority = 0;      // Negated: the higher class is the lesser rank.
  int walk_in = 1;       // 0 = booked.
  auto operator<=>(const Rank&) const = default;
};

struct Key {
  Rank rank;
  Seniority seniority;
  auto operator<=>(const Key&) const = default;
};

class Line {
 public:
  // `due`: does not compete before this. `mark`: how often it was overtaken so far.
  void enter(const Key& key, Instant due, Instant now, const Mark& mark);
  Mark leave(const Key& key, Instant due);
  void promote(Instant now);  // Those who have come due compete from now on.
  void overtake(const Seniority& by, Instant at) { overtaken_.overtake(by, at); }

  void heads(Instant now, std::vector<Key>& out) const;  // The most senior of each rank.
  [[nodiscard]] const Overtaken& overtaken() const { return overtaken_; }

  // Counts who competes and is more senior than `limit(rank)` in its rank; exact up to `most`, and
  // more than that when there are more.
  template <class Limit>
  std::size_t before(Limit limit, Instant now, std::size_t most) const;
  // Counts who competes and is senior to `seniority`, of whatever rank; the most senior of each
  // rank are added to `some`, at most `most` of them.
  std::size_t senior_to(const Seniority& seniority, Instant now, std::size_t most,
                        std::vector<Seniority>& some) const;
  void list(Instant now, std::size_t most,
            std::vector<Key>& out) const;                      // The first of each rank.
  [[nodiscard]] std::size_t size() const { return waiting_; }  // Those not yet due included.
  void everybody(std::vector<Slot>& out) const;  // In no order; those not yet due included.

 private:
  using Places = std::deque<Seniority>;  // Ascending: rank and count cost a binary search, taking
                                         // the head nothing.
  struct Coming {
    Instant due;
    Key key;
    auto operator<=>(const Coming&) const = default;
  };
  void place(const Key& key, const Mark& mark);

  std::map<Rank, Places> ranks_;
  std::set<Coming> coming_;
  Overtaken overtaken_;  // Of those who compete.
  std::size_t waiting_ = 0;
};

template <class Limit>
std::size_t Line::before(Limit limit, Instant now, std::size_t most) const {
  std::size_t count = 0;
  for (const auto& [rank, places] : ranks_) {
    if (count > most) return count;
    const auto looked_at = places.size() <= most ? places.size() : most + 1;
    const auto begin = places.begin();
    const auto end = begin + static_cast<std::ptrdiff_t>(looked_at);
    count += static_cast<std::size_t>(std::lower_bound(begin, end, limit(rank)) - begin);
  }
  for (const auto& [due, other] : coming_) {
    if (due > now) break;
    if (other.seniority < limit(other.rank)) ++count;
  }
  return count;
}

struct ServiceIndex {
  std::size_t at = 0;                // In Configuration::services.
  std::vector<std::size_t> windows;  // That serve it (own or also), in Configuration::windows.
};

struct WindowIndex {
  std::size_t at = 0;  // In Configuration::windows.
  std::vector<std::size_t> services;
  std::vector<std::size_t> also;
  Strategy strategy{};  // As the definition has it.
};

struct Index {
  Instant day_ends;
  std::unordered_map<ServiceId, ServiceIndex> services;
  std::vector<WindowIndex> windows;  // As in Configuration::windows.
  std::unordered_map<WindowId, std::size_t> window_at;
  std::unordered_map<SeriesId, std::size_t> series;
  std::unordered_map<TicketId, Slot> tickets;
  std::unordered_map<TicketId, Slot> past;
  std::string past_prefix;  // Of those tickets' ids: "20261120-".
  std::vector<Line> lines;  // By service.
  std::vector<Line> bound;  // By window, then by member of staff as `staff` says.
  std::unordered_map<StaffId, std::size_t> staff;  // Whom anybody was bound to today.
  std::set<std::pair<Instant, Slot>> bonds;        // Of those who wait: when they are let go.
  std::set<Slot> aside;                            // Parked because a rule broke over them.
};

}  // namespace atrium::waiting_room
