// Snapshots in their column family: two per stream, newest first, each with a checksum of its own.
// STORED FORMAT 1 of a value: SHA-256 of the rest (32) · position u64 · at i64 (µs) · schema u16 ·
// state.
#pragma once

#include "persistence/rocksdb/tables/database.hpp"
#include "runtime/core/journal.hpp"

#include <rocksdb/write_batch.h>

#include <cstdint>
#include <vector>

namespace atrium::persistence {

inline constexpr std::size_t snapshots_kept = 2;

// Adds the snapshot to the batch, and the end of those that are one too many.
void write_snapshot(const Database& database, std::uint32_t partition, const Snapshot& snapshot,
                    rocksdb::WriteBatch& batch);

// Newest first; a value that does not match its checksum is left out.
Result<std::vector<Snapshot>> read_snapshots(const Database& database, std::uint32_t partition,
                                             const StreamId& stream);

}  // namespace atrium::persistence
