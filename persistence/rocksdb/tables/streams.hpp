// Which streams a partition has, and how far each has come: read from the index by stream, without
// reading events.
#pragma once

#include "persistence/rocksdb/tables/database.hpp"
#include "runtime/core/journal.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace atrium::persistence {

// The version that is stored; a stream that is expected to be new (0) is answered fast.
Version stored_version(const Database& database, std::uint32_t partition, const StreamId& stream,
                       Version expected);

// Streams that begin at `last` or before, behind `after`, in the order of their keys.
Result<std::vector<StreamId>> read_streams(const Database& database, std::uint32_t partition,
                                           const std::optional<StreamId>& after, Position last,
                                           std::size_t limit);

}  // namespace atrium::persistence
