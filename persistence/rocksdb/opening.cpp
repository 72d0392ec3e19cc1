// See disk_store.hpp: how a directory is opened, and what is checked before anything is written.
#include "persistence/journal/body.hpp"
#include "persistence/rocksdb/disk_store.hpp"
#include "persistence/rocksdb/log_tail.hpp"
#include "persistence/rocksdb/tables/keys.hpp"

#include <rocksdb/env.h>

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
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
  auto database = open_database();
  if (!database && is_torn_behind_mark(database.error())) {
    cut_tail_ = true;
    database = open_database();
  }
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

Result<std::unique_ptr<Database>> DiskStoreOnRocks::open_database() const {
  return Database::open({options_.directory, options_.writable, options_.env, cut_tail_});
}

// Blocks of one write may reach the disk in any order: a power cut can leave a last record in the
// log that is there in part, and RocksDB refuses it as damage. When it is torn, and everything that
// the side mark knows is there without it, it is cut off.
bool DiskStoreOnRocks::is_torn_behind_mark(const Failure& failure) const {
  const bool may_be = options_.writable && failure.code == FailureCode::damaged;
  if (!may_be || marks_.marks.empty()) return false;
  if (!is_torn_at_end(env(), Database::path_in(options_.directory))) return false;
  auto looking = options_;
  looking.writable = false;
  DiskStoreOnRocks look(std::move(looking));
  look.cut_tail_ = true;
  return look.start().has_value() && look.check_all().has_value();
}

std::vector<std::string> DiskStoreOnRocks::notes() const {
  if (!cut_tail_) return {};
  return {
      fmt::format("the journal in {} ended in a record that was not whole, as a power cut leaves "
                  "it; it was cut "
                  "off there, behind everything that was marked as durable in the second before",
                  options_.directory)};
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
  if (!report->ok && (options_.writable || cut_tail_)) return damaged(partition, *report);
  return head;
}

}  // namespace atrium::persistence
