// Durable timers in their column family: a row each, in the order in which they are due. The stored
// form is in keys.hpp.
#pragma once

#include "persistence/rocksdb/tables/database.hpp"
#include "runtime/core/journal.hpp"

#include <rocksdb/write_batch.h>

#include <cstdint>
#include <optional>
#include <vector>

namespace atrium::persistence {

// Before every timer.
inline constexpr Instant never_before = Instant::min();

void write_timer(const Database& database, std::uint32_t partition, const StreamId& stream,
                 const TimerMove& move, rocksdb::WriteBatch& batch);

struct TimerWindow {
  Instant from = never_before;  // Nothing is due before it: what was ended there is not walked.
  std::optional<Timer> after;   // Only those behind this one.
  Instant until;
  std::size_t limit = 0;
};

// Ascending.
Result<std::vector<Timer>> read_timers(const Database& database, std::uint32_t partition,
                                       const TimerWindow& window);

}  // namespace atrium::persistence
