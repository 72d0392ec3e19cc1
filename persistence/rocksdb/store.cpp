// See disk_store.hpp: opens, checks and closes; what runs in between is in writer and disk_journal.

#include "persistence/journal/body.hpp"
#include "persistence/rocksdb/disk_store.hpp"
#include "persistence/rocksdb/tables/check.hpp"
#include "persistence/rocksdb/tables/keys.hpp"
#include "persistence/rocksdb/tables/timers.hpp"

#include <rocksdb/env.h>
#include <rocksdb/snapshot.h>

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <future>
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
  auto marks = read_side_mark(env(), options_.directory);
  if (!marks && options_.writable) return tl::unexpected(marks.error());
  if (marks) marks_ = std::move(*marks);
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
  if (auto checked = check_all(); !checked) return checked;
  auto& core = *core_;
  core.writer = std::make_unique<Writer>(
      *core.database,
      Writer::Options{options_.sync, options_.on_fatal, [&core] { core.mark->moved(); }});
  core.mark = std::make_unique<SideMark>(env(), options_.directory, marks_,
                                         [&core] { return core.writer->durable(); });
  return {};
}

rocksdb::Env& DiskStoreOnRocks::env() const {
  return options_.env != nullptr ? *options_.env : *rocksdb::Env::Default();
}

Result<void> DiskStoreOnRocks::check_all() const {
  for (const auto& mark : marks_.marks) {
    if (entries_.contains(mark.partition)) continue;
    return damaged(
        mark.partition,
        {.ok = false, .position = 1, .why = "the journal no longer holds the partition"});
  }
  for (const auto& [partition, meta] : entries_) {
    const auto head = checked_head(partition, meta);
    if (!head) return tl::unexpected(head.error());
    const auto report = check_mark({partition, meta.row.number, chain_, nullptr}, *head);
    if (!report) return tl::unexpected(report.error());
    if (!report->ok) return damaged(partition, *report);
  }
  return {};
}

Result<ChainReport> DiskStoreOnRocks::check_mark(const ChainOf& chain, const Head& head) const {
  ChainReport report;
  const auto mark = std::ranges::find_if(marks_.marks, [&](const DurableMark& one) {
    return one.partition == chain.partition && one.number == chain.number;
  });
  if (mark == marks_.marks.end()) return report;
  if (head.position < mark->position) {
    report.ok = false;
    report.position = head.position + 1;
    report.why = fmt::format(
        "events {} to {} were durable (journal.mark) and are gone; to go on without them, remove "
        "journal.mark.0 and journal.mark.1",
        head.position + 1, mark->position);
    return report;
  }
  std::string row;
  const auto there = core_->database->get(Column::log, log_key(chain.number, mark->position), row);
  if (!there) return tl::unexpected(there.error());
  const auto event = read_row(*there ? row : std::string());
  report.ok = event && event->hash == mark->hash;
  report.position = mark->position;
  report.why = "it is not the event that was durable there (journal.mark)";
  return report;
}

tl::unexpected<Failure> DiskStoreOnRocks::damaged(const PartitionId& partition,
                                                  const ChainReport& report) const {
  return fail(
      FailureCode::damaged,
      fmt::format(
          "partition {} in {} is damaged at position {}: {}; restore the newest backup, or run "
          "`atrium journal verify --data {}` to see all of it",
          partition.value, options_.directory, report.position, report.why, options_.directory));
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
  auto head = read_head(*core_->database, {partition, meta.row.number, chain_, nullptr});
  if (!head) return head;
  head->epoch = meta.epochs.back().epoch;
  if (head->position == 0) return head;
  const auto checked =
      std::min<Position>(head->position, std::max<std::size_t>(options_.tail_checked, 1));
  const auto report = check_chain(*core_->database, {partition, meta.row.number, chain_, nullptr},
                                  head->position - checked + 1, head->position);
  if (!report) return tl::unexpected(report.error());
  if (!report->ok && options_.writable) return damaged(partition, *report);
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
