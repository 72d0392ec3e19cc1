// See disk_store.hpp: partitions, verification and marks of a store that is open.
#include "persistence/rocksdb/disk_store.hpp"
#include "persistence/rocksdb/tables/check.hpp"
#include "persistence/rocksdb/tables/keys.hpp"
#include "persistence/rocksdb/tables/timers.hpp"

#include <rocksdb/snapshot.h>

#include <fmt/format.h>

#include <algorithm>
#include <future>
#include <map>
#include <mutex>
#include <utility>

namespace atrium::persistence {
namespace {

std::string join(const std::vector<PartitionId>& ids) {
  std::string text;
  for (const auto& id : ids) text += (text.empty() ? "" : ", ") + id.value;
  return text;
}

}  // namespace

Result<void> DiskStoreOnRocks::read_cursors(Partition& partition) const {
  const auto& database = *core_->database;
  const auto prefix = name_key(partition.number, {});
  const std::unique_ptr<rocksdb::Iterator> row(
      database->NewIterator({}, database.column(Column::cursors)));
  for (row->Seek(prefix); row->Valid() && row->key().starts_with(prefix); row->Next()) {
    partition.cursors[std::string(row->key().ToStringView().substr(prefix.size()))] =
        fixed(row->value().ToStringView());
  }
  if (!row->status().ok())
    return failure_of(row->status(), "cannot read the cursors of " + partition.id.value);
  return {};
}

Result<std::shared_ptr<Journal>> DiskStoreOnRocks::open(const PartitionId& id) {
  return open_journal(id);
}

std::uint32_t DiskStoreOnRocks::next_number() const {
  std::uint32_t highest = 0;
  for (const auto& [id, meta] : entries_) highest = std::max(highest, meta.row.number);
  return highest + 1;
}

Result<std::shared_ptr<DiskJournal>> DiskStoreOnRocks::open_journal(const PartitionId& id) {
  const std::lock_guard lock(mutex_);
  const std::shared_lock gate(core_->gate);
  if (!core_->database) return fail(FailureCode::unavailable, "the store is closed");
  if (const auto open = journals_.find(id); open != journals_.end()) return open->second;
  auto known = entries_.find(id);
  if (known == entries_.end()) {
    if (!options_.writable)
      return fail(FailureCode::not_found, "no partition " + id.value + " in " + options_.directory);
    PartitionMeta fresh;
    fresh.row.number = next_number();
    fresh.timers_from = never_before;
    rocksdb::WriteBatch batch;
    put_partition(*core_->database, batch, id, fresh.row);
    put_timers_from(*core_->database, batch, id, fresh.timers_from);
    if (auto put = write_durably(*core_->database, batch); !put) return tl::unexpected(put.error());
    known = entries_.emplace(id, std::move(fresh)).first;
  }
  const auto& meta = known->second;
  const auto head = checked_head(id, meta);
  if (!head) return tl::unexpected(head.error());
  auto partition = std::make_unique<Partition>();
  partition->id = id;
  partition->number = meta.row.number;
  partition->chain = chain_;
  partition->head = partition->durable = *head;
  partition->epoch_used = meta.row.epoch_used;
  partition->epochs = meta.epochs;
  partition->timers_known = meta.timers_from.has_value();
  partition->timers_from = meta.timers_from.value_or(never_before);
  partition->timers_stored = meta.timers_from;
  partition->forgotten = meta.forgotten;
  if (auto read = read_cursors(*partition); !read) return tl::unexpected(read.error());
  partition->stored_cursors = partition->cursors;
  if (core_->writer) core_->writer->add(*partition);
  auto journal = std::make_shared<DiskJournal>(core_, std::move(partition));
  journals_.emplace(id, journal);
  return journal;
}

std::vector<PartitionId> DiskStoreOnRocks::partitions() const {
  const std::lock_guard lock(mutex_);
  std::vector<PartitionId> ids;
  for (const auto& [id, entry] : entries_) ids.push_back(id);
  return ids;
}

void DiskStoreOnRocks::close() {
  if (core_->writer) core_->writer->stop();
  if (core_->mark) core_->mark->stop();
  const std::lock_guard lock(mutex_);
  const std::unique_lock gate(core_->gate);
  core_->database.reset();
  claim_ = {};
}

WriterFigures DiskStoreOnRocks::figures() const {
  auto figures = core_->writer ? core_->writer->figures() : WriterFigures{};
  if (core_->mark) figures.marks_failed = core_->mark->failures();
  return figures;
}

Result<ChainReport> DiskStoreOnRocks::verify(const PartitionId& id) const {
  ChainOf chain{id, 0, chain_, nullptr};
  {
    const std::lock_guard lock(mutex_);
    const auto known = entries_.find(id);
    if (known == entries_.end()) return fail(FailureCode::not_found, "no partition " + id.value);
    chain.number = known->second.row.number;
  }
  const std::shared_lock gate(core_->gate);
  if (!core_->database) return fail(FailureCode::unavailable, "the store is closed");
  const auto& database = *core_->database;
  rocksdb::ManagedSnapshot now(database.operator->());  // A node may be writing.
  chain.snapshot = now.snapshot();
  const auto head = read_head(database, chain);
  const auto last = head ? head->position : std::numeric_limits<Position>::max() - 1;
  // The chain costs hashing, the rest reading: side by side.
  auto beside = std::async(std::launch::async, [&]() -> Result<ChainReport> {
    auto index = check_index(database, chain, last);
    return index && index->ok ? check_rest(database, chain, last) : index;
  });
  auto report = check_chain(database, chain, 1, last);
  const auto rest = beside.get();
  if (!report || !report->ok) return report;
  for (const auto& found : {check_mark(chain, head.value_or(Head{})), rest}) {
    if (!found) return found;
    if (found->ok) continue;
    report->ok = false;
    report->position = found->position ? found->position : last;
    report->why = found->why;
    break;
  }
  return report;
}

Result<void> DiskStoreOnRocks::set_mark(const std::string& name, const std::string& value) {
  const std::shared_lock gate(core_->gate);
  if (!core_->database || !options_.writable)
    return fail(FailureCode::unavailable, "the store is not open to write");
  return put_mark(*core_->database, name, value);
}

Result<std::optional<std::string>> DiskStoreOnRocks::mark(const std::string& name) const {
  const std::shared_lock gate(core_->gate);
  if (!core_->database) return fail(FailureCode::unavailable, "the store is closed");
  return read_mark(*core_->database, name);
}

Result<std::unique_ptr<DiskStore>> open_disk_store(DiskOptions options) {
  auto store = std::make_unique<DiskStoreOnRocks>(std::move(options));
  if (auto started = store->start(); !started) return tl::unexpected(started.error());
  return store;
}

Result<void> check_belongs(const Store& store, const std::vector<PartitionId>& wanted,
                           const std::string& directory) {
  auto halls = store.partitions();
  std::erase(halls, PartitionId("org"));
  const auto is_wanted = [&](const PartitionId& hall) {
    return std::ranges::find(wanted, hall) != wanted.end();
  };
  if (halls.empty() || std::ranges::any_of(halls, is_wanted)) return {};
  return fail(FailureCode::invalid_input,
              fmt::format("data directory {} belongs to {}, not to {}; give the --hall files of {} "
                          "or another --data",
                          directory, join(halls), join(wanted), join(halls)));
}

}  // namespace atrium::persistence
