// The visits of a hall that were served of late, and what was said about them: what lists of
// ratings are made from, and what a rating rests on once the waiting room has turned its day. Read
// from the hall's events whenever somebody asks, kept in memory within bounds, made anew after a
// restart. No words of people are in it.
#pragma once

#include "actors/evaluation/evaluation.hpp"
#include "runtime/host/runtime.hpp"

#include <array>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace atrium::front {

inline constexpr std::size_t visits_kept = 50'000;
inline constexpr Position events_read_back = 400'000;  // A month and more of a county's hall.

struct Visit {
  evaluation::Served served;
  int level = 0;  // 0: not rated.
  std::vector<std::string> tags;
  std::string channel;
  Instant given_at;
  std::optional<evaluation::Phase> phase;  // Of its follow-up, if there is one.
  std::optional<Instant> accept_by, close_by;
  std::string undated;

  [[nodiscard]] std::optional<Instant> due() const;  // Of what comes next in the follow-up.
  [[nodiscard]] bool overdue(Instant now) const;
};

// Empty fields and 0 = any. `state`: "open", "overdue", a phase by name, or "none".
struct RatingFilter {
  int level = 0;
  std::string window, staff, service, tag, state, number, channel;
  std::optional<Instant> from, until;  // Half-open, of when it was given.
  std::size_t limit = 200;
};

struct RatingTally {
  std::array<int, 5> levels{};  // [0] = very dissatisfied.
  int open = 0;                 // Follow-ups.
  int overdue = 0;
};

// Thread-safe. `runtime` must outlive it.
class VisitBook {
 public:
  VisitBook(const host::Runtime& runtime, PartitionId hall);

  // Reads up to the end of the hall's events; a feed that cannot be read leaves it as it is.
  void catch_up();

  [[nodiscard]] std::optional<Visit> find(const std::string& ticket) const;
  // Latest first; what is overdue or open comes before all that when `state` asks for it.
  [[nodiscard]] std::vector<Visit> ratings(const RatingFilter& filter, Instant now) const;
  [[nodiscard]] RatingTally tally(Instant now) const;  // Of everything that is kept.

 private:
  void take(const Envelope& envelope);
  void forget_surplus();

  const host::Runtime& runtime_;
  const PartitionId hall_;
  mutable std::mutex mutex_;
  Position read_ = 0;
  std::uint64_t epoch_ = 0;
  std::map<std::string, Visit> visits_;
  std::deque<std::string> order_;  // Tickets as they came.
};

}  // namespace atrium::front
