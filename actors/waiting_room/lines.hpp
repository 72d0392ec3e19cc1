// Who waits, in calling order: indexes over the tickets of the day, kept up by evolve and rebuilt
// from a snapshot. They hold no fact of their own. A line is one per service, and one per window
// for the tickets bound to it.
#pragma once

#include "actors/waiting_room/configuration.hpp"
#include "actors/waiting_room/ticket.hpp"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace atrium::waiting_room {

using Slot = std::uint32_t;  // Place of a ticket in the day's order of issue.

// What goes before seniority; the least rank is called first.
struct Rank {
  int behind_front = 1;  // 0 = put to the front.
  int priority = 0;      // Negated: the higher class is the lesser rank.
  int walk_in = 1;       // 0 = booked, where the policy puts booked ones first.
  auto operator<=>(const Rank&) const = default;
};

struct Seniority {
  Instant effective;
  Slot slot = 0;
  auto operator<=>(const Seniority&) const = default;
};

// The whole base order; strategies of the future compare the heads of ranks, which are in order of
// seniority.
struct Key {
  Rank rank;
  Seniority seniority;
  auto operator<=>(const Key&) const = default;
};

class Line {
 public:
  // `due`: does not compete before this.
  void enter(const Key& key, Instant due, Instant now);
  void leave(const Key& key, Instant due);
  void promote(Instant now);  // Those who have come due compete from now on.

  [[nodiscard]] std::optional<Key> first(Instant now) const;
  [[nodiscard]] std::size_t before(const Key& key,
                                   Instant now) const;  // Called earlier than `key`.
  // Counts who competes and is senior to `seniority`, of whatever rank; the most senior of each
  // rank are added to `some`, at most `most` of them.
  std::size_t senior_to(const Seniority& seniority, Instant now, std::size_t most,
                        std::vector<Seniority>& some) const;
  void list(Instant now, std::size_t most,
            std::vector<Key>& out) const;                      // The first, in calling order.
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
  void place(const Key& key);

  std::map<Rank, Places> ranks_;
  std::set<Coming> coming_;
  std::size_t waiting_ = 0;
};

struct ServiceIndex {
  std::size_t at = 0;                // In Configuration::services.
  std::vector<std::size_t> windows;  // That serve it (own or also), in Configuration::windows.
};

struct WindowIndex {
  std::size_t at = 0;
  std::vector<std::size_t> services;
  std::vector<std::size_t> also;
};

struct Index {
  Instant day_ends;
  std::unordered_map<ServiceId, ServiceIndex> services;
  std::unordered_map<WindowId, WindowIndex> windows;
  std::unordered_map<SeriesId, std::size_t> series;
  std::unordered_map<TicketId, Slot> tickets;
  std::unordered_map<TicketId, Slot> past;
  std::string past_prefix;  // Of those tickets' ids: "20261120-".
  std::vector<Line> lines;  // By service.
  std::vector<Line> bound;  // By window.
  std::set<Slot> aside;     // Parked because a rule broke over them.
};

}  // namespace atrium::waiting_room
