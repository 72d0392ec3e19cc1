// See store.hpp: opens, checks and closes; what runs in between is in writer and disk_journal.
#include "persistence/rocksdb/store.hpp"

#include "persistence/journal/chain.hpp"
#include "persistence/rocksdb/directory.hpp"
#include "persistence/rocksdb/disk_journal.hpp"
#include "persistence/rocksdb/tables/check.hpp"
#include "persistence/rocksdb/tables/database.hpp"
#include "persistence/rocksdb/tables/keys.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <mutex>
#include <utility>

namespace atrium::persistence {
namespace {

constexpr std::string_view format_key = "format";
constexpr std::string_view format_1 = "1";
constexpr std::string_view partition_prefix = "partition/";
constexpr std::string_view mark_prefix = "mark/";
constexpr int exit_status_fatal = 70;

struct Entry {
  std::uint32_t number = 0;
  std::uint64_t epoch = 1;
};

std::string entry_value(const Entry& entry) {
  std::string value(reinterpret_cast<const char*>(&entry.number), sizeof entry.number);
  return value + fixed(entry.epoch);
}

Entry read_entry(std::string_view value) {
  Entry entry;
  if (value.size() < 12) return entry;
  std::copy_n(value.data(), sizeof entry.number, reinterpret_cast<char*>(&entry.number));
  entry.epoch = fixed(value.substr(sizeof entry.number));
  return entry;
}

void end_process(const std::string& message) {
  std::fprintf(stderr, "atrium: %s\n", message.c_str());
  std::fflush(stderr);
  std::_Exit(exit_status_fatal);
}

std::string join(const std::vector<PartitionId>& ids) {
  std::string text;
  for (const auto& id : ids) text += (text.empty() ? "" : ", ") + id.value;
  return text;
}

}  // namespace

class DiskStoreOnRocks final : public DiskStore {
 public:
  explicit DiskStoreOnRocks(DiskOptions options) : options_(std::move(options)) {
    if (!options_.on_fatal) options_.on_fatal = end_process;
  }
  ~DiskStoreOnRocks() override { close(); }

  Result<void> start();
  Result<std::shared_ptr<Journal>> open(const PartitionId& partition) override;
  std::vector<PartitionId> partitions() const override;
  void close() override;
  WriterFigures figures() const override;
  Result<ChainReport> verify(const PartitionId& partition) const override;
  Result<void> set_mark(const std::string& name, const std::string& value) override;
  Result<std::optional<std::string>> mark(const std::string& name) const override;

 private:
  Result<void> read_meta();
  Result<void> put_meta(const std::string& key, const std::string& value);
  Result<Head> checked_head(const PartitionId& partition, const Entry& entry) const;
  Result<void> read_cursors(Partition& partition) const;

  DiskOptions options_;
  Claim claim_;
  std::shared_ptr<Core> core_ = std::make_shared<Core>();
  mutable std::mutex mutex_;  // Guards what follows.
  std::map<PartitionId, Entry> entries_;
  std::map<PartitionId, std::shared_ptr<DiskJournal>> journals_;
  WriterFigures last_figures_;
};

Result<void> DiskStoreOnRocks::start() {
  if (options_.writable) {
    auto claim = claim_directory(options_.directory);
    if (!claim) return tl::unexpected(claim.error());
    claim_ = std::move(*claim);
  } else if (auto ours = check_directory(options_.directory); !ours) {
    return ours;
  }
  auto database = Database::open({options_.directory, options_.writable, options_.env});
  if (!database) return tl::unexpected(database.error());
  core_->database = std::move(*database);
  if (auto read = read_meta(); !read) return read;
  if (!options_.writable) return {};
  for (const auto& [partition, entry] : entries_) {
    if (auto head = checked_head(partition, entry); !head) return tl::unexpected(head.error());
  }
  core_->writer =
      std::make_unique<Writer>(*core_->database, Writer::Options{options_.sync, options_.on_fatal});
  return {};
}

Result<void> DiskStoreOnRocks::read_meta() {
  const auto& database = *core_->database;
  std::string value;
  const auto known = database.get(Column::meta, std::string(format_key), value);
  if (!known) return tl::unexpected(known.error());
  if (!*known && options_.writable) {
    if (auto put = put_meta(std::string(format_key), std::string(format_1)); !put) return put;
  } else if (*known && value != format_1) {
    return fail(
        FailureCode::invalid_input,
        fmt::format(
            "the journal in {} has format {}, this atrium reads format {}; use the release that "
            "wrote it",
            options_.directory, value, format_1));
  }
  const std::unique_ptr<rocksdb::Iterator> row(
      database->NewIterator({}, database.column(Column::meta)));
  const rocksdb::Slice prefix(partition_prefix.data(), partition_prefix.size());
  for (row->Seek(prefix); row->Valid() && row->key().starts_with(prefix); row->Next()) {
    const auto name = row->key().ToStringView().substr(partition_prefix.size());
    entries_[PartitionId(std::string(name))] = read_entry(row->value().ToStringView());
  }
  if (!row->status().ok())
    return failure_of(row->status(), "cannot read the partitions of " + options_.directory);
  return {};
}

Result<void> DiskStoreOnRocks::put_meta(const std::string& key, const std::string& value) {
  rocksdb::WriteOptions options;
  options.sync = true;
  const auto status =
      (*core_->database)->Put(options, core_->database->column(Column::meta), key, value);
  if (!status.ok()) return failure_of(status, "cannot write in " + options_.directory);
  return {};
}

Result<Head> DiskStoreOnRocks::checked_head(const PartitionId& partition,
                                            const Entry& entry) const {
  auto head = read_head(*core_->database, partition, entry.number);
  if (!head || head->position == 0) return head;
  const auto checked =
      std::min<Position>(head->position, std::max<std::size_t>(options_.tail_checked, 1));
  const auto report = check_chain(*core_->database, partition, entry.number,
                                  head->position - checked + 1, head->position);
  if (!report) return tl::unexpected(report.error());
  if (!report->ok && options_.writable) {
    return fail(
        FailureCode::damaged,
        fmt::format(
            "partition {} in {} is damaged at position {}: {}; restore the newest backup, or run "
            "`atrium journal verify --data {}` to see all of it",
            partition.value, options_.directory, report->position, report->why,
            options_.directory));
  }
  head->epoch = entry.epoch;
  return head;
}

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
  const std::lock_guard lock(mutex_);
  const std::shared_lock gate(core_->gate);
  if (!core_->database) return fail(FailureCode::unavailable, "the store is closed");
  if (const auto open = journals_.find(id); open != journals_.end()) return open->second;
  auto known = entries_.find(id);
  if (known == entries_.end()) {
    if (!options_.writable)
      return fail(FailureCode::not_found, "no partition " + id.value + " in " + options_.directory);
    Entry entry;
    for (const auto& [other, taken] : entries_) entry.number = std::max(entry.number, taken.number);
    ++entry.number;
    auto put = put_meta(std::string(partition_prefix) + id.value, entry_value(entry));
    if (!put) return tl::unexpected(put.error());
    known = entries_.emplace(id, entry).first;
  }
  const auto head = checked_head(id, known->second);
  if (!head) return tl::unexpected(head.error());
  auto partition = std::make_unique<Partition>();
  partition->id = id;
  partition->number = known->second.number;
  partition->head = partition->durable = *head;
  partition->head.epoch = partition->durable.epoch = known->second.epoch;
  if (auto read = read_cursors(*partition); !read) return tl::unexpected(read.error());
  if (core_->writer) core_->writer->add(*partition);
  const auto journal = std::make_shared<DiskJournal>(core_, std::move(partition));
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
  const std::lock_guard lock(mutex_);
  const std::unique_lock gate(core_->gate);
  if (core_->writer) last_figures_ = core_->writer->figures();
  core_->database.reset();
  claim_ = {};
}

WriterFigures DiskStoreOnRocks::figures() const {
  return core_->writer ? core_->writer->figures() : last_figures_;
}

Result<ChainReport> DiskStoreOnRocks::verify(const PartitionId& id) const {
  Entry entry;
  {
    const std::lock_guard lock(mutex_);
    const auto known = entries_.find(id);
    if (known == entries_.end()) return fail(FailureCode::not_found, "no partition " + id.value);
    entry = known->second;
  }
  const std::shared_lock gate(core_->gate);
  if (!core_->database) return fail(FailureCode::unavailable, "the store is closed");
  const auto head = read_head(*core_->database, id, entry.number);
  const auto last = head ? head->position : std::numeric_limits<Position>::max() - 1;
  auto report = check_chain(*core_->database, id, entry.number, 1, last);
  if (!report || !report->ok) return report;
  const auto index = check_index(*core_->database, entry.number, last);
  if (!index) return index;
  if (!index->ok) {
    report->ok = false;
    report->position = index->position ? index->position : last;
    report->why = index->why;
  }
  return report;
}

Result<void> DiskStoreOnRocks::set_mark(const std::string& name, const std::string& value) {
  const std::shared_lock gate(core_->gate);
  if (!core_->database || !options_.writable)
    return fail(FailureCode::unavailable, "the store is not open to write");
  return put_meta(std::string(mark_prefix) + name, value);
}

Result<std::optional<std::string>> DiskStoreOnRocks::mark(const std::string& name) const {
  const std::shared_lock gate(core_->gate);
  if (!core_->database) return fail(FailureCode::unavailable, "the store is closed");
  std::string value;
  const auto known = core_->database->get(Column::meta, std::string(mark_prefix) + name, value);
  if (!known) return tl::unexpected(known.error());
  if (!*known) return std::optional<std::string>{};
  return std::optional(value);
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
