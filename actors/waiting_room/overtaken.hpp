// How often each ticket of one line was overtaken, and since when: by seniority, in blocks, so that
// a call that overtakes thousands writes to a few dozen places. Knows nothing of who calls whom.
#pragma once

#include "runtime/core/time/instant.hpp"

#include <boost/describe.hpp>

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace atrium::waiting_room {

using Slot = std::uint32_t;  // Place of a ticket in the day's order of issue.

struct Seniority {
  Instant effective;
  Slot slot = 0;
  auto operator<=>(const Seniority&) const = default;
};

struct Mark {
  int times = 0;
  std::optional<Instant> since;  // Of the first time.
  bool operator==(const Mark&) const = default;
};
BOOST_DESCRIBE_STRUCT(Mark, (), (times, since))

// Nobody is overtaken more than `times`, nor waits on when overtaken first at `since` or before.
struct Bound {
  std::optional<int> times;
  std::optional<Instant> since;
  [[nodiscard]] bool reached(const Mark& mark) const {
    return (times && mark.times >= *times) || (since && mark.since && *mark.since <= *since);
  }
};

class Overtaken {
 public:
  void enter(const Seniority& who, const Mark& mark);
  Mark leave(const Seniority& who);
  void overtake(const Seniority& by, Instant at);  // Everybody who is senior to `by`.

  [[nodiscard]] Mark of(const Seniority& who) const;
  [[nodiscard]] std::optional<Seniority> first_at(const Bound& bound) const;  // The most senior.

  // In order of seniority; `visit` returns false to stop.
  template <class Visit>
  void each_at(const Bound& bound, Visit visit) const;
  template <class Visit>
  void each(Visit visit) const;

 private:
  struct Entry {
    Seniority who;
    Mark mark;
  };
  // What happened to all of a block is kept with the block until one of it comes or goes.
  struct Block {
    std::vector<Entry> entries;  // Ascending, never empty.
    Mark all{};                  // On top of each entry's own.
    int most = 0;                // Of the entries' own.
    std::optional<Instant> least{};
    [[nodiscard]] Mark mark_of(const Entry& entry) const;
    void settle();
    void measure();
    [[nodiscard]] bool may_reach(const Bound& bound) const;
  };
  using Blocks = std::vector<Block>;
  [[nodiscard]] std::size_t block_of(const Seniority& who) const;

  Blocks blocks_;
};

template <class Visit>
void Overtaken::each_at(const Bound& bound, Visit visit) const {
  for (const auto& block : blocks_) {
    if (!block.may_reach(bound)) continue;
    for (const auto& entry : block.entries) {
      if (bound.reached(block.mark_of(entry)) && !visit(entry.who)) return;
    }
  }
}

template <class Visit>
void Overtaken::each(Visit visit) const {
  for (const auto& block : blocks_) {
    for (const auto& entry : block.entries) visit(entry.who, block.mark_of(entry));
  }
}

}  // namespace atrium::waiting_room
