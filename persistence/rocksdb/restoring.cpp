// The store's back door; see persistence/journal/restorable.hpp.
#include "persistence/rocksdb/disk_store.hpp"
#include "persistence/rocksdb/tables/keys.hpp"

#include <array>
#include <utility>

namespace atrium::persistence {
namespace {

// Moves the cursors of a partition to another number, and ends its other rows.
Result<void> move_rows(const Database& database, rocksdb::WriteBatch& batch, std::uint32_t from,
                       std::uint32_t to) {
  const auto begin = name_key(from, {}), end = name_key(from + 1, {});
  const rocksdb::Slice bound(end);
  rocksdb::ReadOptions options;
  options.iterate_upper_bound = &bound;
  const std::unique_ptr<rocksdb::Iterator> row(
      database->NewIterator(options, database.column(Column::cursors)));
  for (row->Seek(begin); row->Valid(); row->Next()) {
    const auto name = row->key().ToStringView().substr(begin.size());
    batch.Put(database.column(Column::cursors), name_key(to, name), row->value());
  }
  if (!row->status().ok()) return failure_of(row->status(), "cannot read the cursors");
  for (const auto column :
       {Column::log, Column::ent, Column::cmd, Column::snap, Column::cursors, Column::tmr}) {
    batch.DeleteRange(database.column(column), begin, end);
  }
  return {};
}

}  // namespace

Result<Partition*> DiskStoreOnRocks::open_to_restore(const PartitionId& id) {
  auto journal = open_journal(id);
  if (!journal) return tl::unexpected(journal.error());
  if (!core_->writer) return fail(FailureCode::unavailable, "the store was opened to look only");
  return (*journal)->state_.get();
}

Result<void> DiskStoreOnRocks::admit(const PartitionId& id, std::vector<Envelope> events) {
  const auto partition = open_to_restore(id);
  if (!partition) return tl::unexpected(partition.error());
  return core_->writer->admit(**partition, events);
}

Result<void> DiskStoreOnRocks::raise_epoch(const PartitionId& id) {
  const auto partition = open_to_restore(id);
  if (!partition) return tl::unexpected(partition.error());
  return core_->writer->raise_epoch(**partition);
}

Result<void> DiskStoreOnRocks::forget_partition(const PartitionId& id) {
  const std::lock_guard lock(mutex_);
  const std::shared_lock gate(core_->gate);
  if (!core_->database || !core_->writer)
    return fail(FailureCode::unavailable, "the store is not open to write");
  if (journals_.contains(id)) {
    return fail(FailureCode::in_use,
                "partition " + id.value + " is open; forget it before anything opens it");
  }
  const auto known = entries_.find(id);
  if (known == entries_.end()) return {};
  const auto& database = *core_->database;
  rocksdb::WriteBatch batch;
  PartitionMeta fresh;
  // One more than was used: nothing can be appended before the epoch is raised to it.
  fresh.row = {next_number(), known->second.row.epoch_used + 1};
  if (auto moved = move_rows(database, batch, known->second.row.number, fresh.row.number); !moved)
    return moved;
  forget_meta(database, batch, id, known->second);
  put_partition(database, batch, id, fresh.row);
  if (auto written = write_durably(database, batch); !written) return written;
  known->second = fresh;
  return {};
}

Result<std::map<std::string, Position>> DiskStoreOnRocks::cursors(const PartitionId& id) const {
  const std::lock_guard lock(mutex_);
  const std::shared_lock gate(core_->gate);
  if (!core_->database) return fail(FailureCode::unavailable, "the store is closed");
  const auto known = entries_.find(id);
  if (known == entries_.end()) return std::map<std::string, Position>{};
  Partition stored;
  stored.id = id;
  stored.number = known->second.row.number;
  if (auto read = read_cursors(stored); !read) return tl::unexpected(read.error());
  return std::move(stored.cursors);
}

}  // namespace atrium::persistence
