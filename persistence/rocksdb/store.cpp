// See disk_store.hpp: opens, checks and closes; what runs in between is in writer and disk_journal.

#include "persistence/rocksdb/disk_store.hpp"
#include "persistence/rocksdb/tables/check.hpp"
#include "persistence/rocksdb/tables/keys.hpp"
#include "persistence/rocksdb/tables/timers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <mutex>
#include <utility>

namespace atrium::persistence {
namespace {

constexpr const char* chain_mark = "chain";
constexpr int exit_status_fatal = 70;

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

DiskStoreOnRocks::DiskStoreOnRocks(DiskOptions options) : options_(std::move(options)) {
  if (!options_.on_fatal) options_.on_fatal = end_process;
}

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
  const auto& db = *core_->database;
  if (auto format = check_format(db, options_.directory, options_.writable); !format) return format;
  auto found = read_partitions(db);
  if (!found) return tl::unexpected(found.error());
  entries_ = std::move(*found);
  if (auto settled = settle_chain(); !settled) return settled;
  if (!options_.writable) return {};
  for (const auto& [partition, meta] : entries_) {
    if (auto head = checked_head(partition, meta); !head) return tl::unexpected(head.error());
  }
  core_->writer =
      std::make_unique<Writer>(*core_->database, Writer::Options{options_.sync, options_.on_fatal});
  return {};
}

Result<void> DiskStoreOnRocks::settle_chain() {
  const auto stored = read_mark(*core_->database, chain_mark);
  if (!stored) return tl::unexpected(stored.error());
  if (*stored) {
    const auto named = chain_hash_named(**stored);
    if (!named) {
      return fail(FailureCode::invalid_input,
                  fmt::format("the chains in {} are of an unknown kind, {}; use the release that "
                              "wrote it",
                              options_.directory, **stored));
    }
    chain_ = *named;
  } else if (entries_.empty() && options_.writable && options_.chain) {
    chain_ = *options_.chain;
    return put_mark(*core_->database, chain_mark, std::string(name_of(chain_)));
  }
  if (!options_.chain || *options_.chain == chain_) return {};
  return fail(FailureCode::invalid_input,
              fmt::format("the chains in {} are {}, not {}; leave the choice away, or begin a new "
                          "data directory",
                          options_.directory, name_of(chain_), name_of(*options_.chain)));
}

Result<Head> DiskStoreOnRocks::checked_head(const PartitionId& partition,
                                            const PartitionMeta& meta) const {
  auto head = read_head(*core_->database, {partition, meta.row.number, chain_});
  if (!head) return head;
  head->epoch = meta.epochs.back().epoch;
  if (head->position == 0) return head;
  const auto checked =
      std::min<Position>(head->position, std::max<std::size_t>(options_.tail_checked, 1));
  const auto report = check_chain(*core_->database, {partition, meta.row.number, chain_},
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
  ChainOf chain{id, 0, chain_};
  {
    const std::lock_guard lock(mutex_);
    const auto known = entries_.find(id);
    if (known == entries_.end()) return fail(FailureCode::not_found, "no partition " + id.value);
    chain.number = known->second.row.number;
  }
  const std::shared_lock gate(core_->gate);
  if (!core_->database) return fail(FailureCode::unavailable, "the store is closed");
  const auto head = read_head(*core_->database, chain);
  const auto last = head ? head->position : std::numeric_limits<Position>::max() - 1;
  auto report = check_chain(*core_->database, chain, 1, last);
  if (!report || !report->ok) return report;
  const auto index = check_index(*core_->database, chain.number, last);
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
