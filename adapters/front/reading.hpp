// Where a reader of a hall's events may go on: for every edge that hands them out. A restore begins
// a new epoch at some position; what stood behind it before is no longer true, and a reader who has
// read beyond it must hear so instead of going on in another history.
#pragma once

#include "runtime/core/journal.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace atrium::front {

// Why nobody can go on there.
struct Misplaced {
  std::string_view code;    // feed.epoch_changed or feed.beyond_head.
  std::uint64_t epoch = 1;  // That runs now.
  Position from = 0;        // Where to go on in it; the head for a position beyond it.
  [[nodiscard]] std::string detail() const;
};

// Of a reader who has read up to `from`, told in `epoch`; 0 = it does not know.
std::optional<Misplaced> misplaced(const Journal& journal, Position from, std::uint64_t epoch);

}  // namespace atrium::front
