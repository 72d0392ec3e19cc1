// The rows of `meta`: which partitions a data directory holds and what is known of each. The stored
// form is in keys.hpp.
#pragma once

#include "persistence/rocksdb/tables/database.hpp"
#include "runtime/core/journal.hpp"

#include <rocksdb/write_batch.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace atrium::persistence {

struct PartitionRow {
  std::uint32_t number = 0;      // Never used again for another history.
  std::uint64_t epoch_used = 1;  // Or reserved: above the last of `epochs` only while restored.
};

struct PartitionMeta {
  PartitionRow row;
  std::vector<EpochStart> epochs{{1, 0}};  // Ascending, at least one.
  // Nothing: timers were never written. Otherwise none is due before it.
  std::optional<Instant> timers_from;
  Position forgotten = 0;
};

// Refuses a journal of another format.
Result<void> check_format(const Database& database, const std::string& directory, bool writable);
Result<std::map<PartitionId, PartitionMeta>> read_partitions(const Database& database);

void put_partition(const Database& database, rocksdb::WriteBatch& batch, const PartitionId& id,
                   const PartitionRow& row);
void put_epoch(const Database& database, rocksdb::WriteBatch& batch, const PartitionId& id,
               const EpochStart& start);
void put_timers_from(const Database& database, rocksdb::WriteBatch& batch, const PartitionId& id,
                     std::optional<Instant> from);
void put_forgotten(const Database& database, rocksdb::WriteBatch& batch, const PartitionId& id,
                   Position position);
// What is known of a partition but its row.
void forget_meta(const Database& database, rocksdb::WriteBatch& batch, const PartitionId& id,
                 const PartitionMeta& meta);

Result<void> put_mark(const Database& database, const std::string& name, const std::string& value);
Result<std::optional<std::string>> read_mark(const Database& database, const std::string& name);

// Writes a batch and syncs it.
Result<void> write_durably(const Database& database, rocksdb::WriteBatch& batch);

}  // namespace atrium::persistence
