// See check.hpp.
#include "persistence/rocksdb/tables/check.hpp"

#include "persistence/journal/body.hpp"
#include "persistence/journal/chain.hpp"
#include "persistence/rocksdb/tables/keys.hpp"

#include <fmt/format.h>

#include <limits>
#include <memory>

namespace atrium::persistence {
namespace {

using Rows = std::unique_ptr<rocksdb::Iterator>;

Rows scan(const Database& database, const ChainOf& chain, Column column,
          const rocksdb::Slice* bound) {
  rocksdb::ReadOptions options;
  options.snapshot = chain.snapshot;
  options.iterate_upper_bound = bound;
  options.total_order_seek = true;
  options.fill_cache = false;
  options.readahead_size = std::size_t{4} << 20;
  return Rows(database->NewIterator(options, database.column(column)));
}

ChainReport broken(ChainReport report, Position position, std::string why) {
  report.ok = false;
  report.position = position;
  report.why = std::move(why);
  return report;
}

}  // namespace

Result<Head> read_head(const Database& database, const ChainOf& chain) {
  const auto& partition = chain.partition;
  Head head;
  head.hash = chain_start(partition, chain.hash);
  const auto first = log_key(chain.number, 0);
  auto row = scan(database, chain, Column::log, nullptr);
  row->SeekForPrev(log_key(chain.number, std::numeric_limits<Position>::max()));
  if (!row->status().ok()) {
    return failure_of(row->status(),
                      fmt::format("cannot read the last event of partition {}", partition.value));
  }
  if (!row->Valid() || row->key().compare(first) < 0) return head;
  head.position = last_number(row->key().ToStringView());
  const auto event = read_row(row->value().ToStringView());
  if (!event) {
    return fail(FailureCode::damaged,
                fmt::format("partition {} is damaged at position {}: {}; restore the newest backup",
                            partition.value, head.position, event.error().what));
  }
  head.at = event->at;
  head.hash = event->hash;
  return head;
}

Result<ChainReport> check_chain(const Database& database, const ChainOf& chain, Position first,
                                Position last) {
  ChainReport report;
  report.head = chain_start(chain.partition, chain.hash);
  const auto end = log_key(chain.number, last + 1);
  const rocksdb::Slice bound(end);
  auto row = scan(database, chain, Column::log, &bound);
  bool trusted = first > 1;
  Position expected = first;
  for (row->Seek(log_key(chain.number, first > 1 ? first : 0)); row->Valid();
       row->Next(), ++expected) {
    const auto position = last_number(row->key().ToStringView());
    if (position != expected) return broken(report, expected, "the event is missing");
    const auto event = check_row(row->value().ToStringView(), chain.hash);
    if (!event) return broken(report, position, event.error().what);
    if (event->position != position) {
      return broken(report, position,
                    fmt::format("the event of position {} stands here", event->position));
    }
    if (!trusted && event->previous != report.head) {
      return broken(report, position, "the event is not chained to the one before it");
    }
    trusted = false;
    report.head = event->hash;
    ++report.events;
  }
  if (!row->status().ok()) return broken(report, expected, row->status().ToString());
  if (expected <= last) return broken(report, expected, "the event is missing");
  return report;
}

Result<ChainReport> check_rest(const Database& database, const ChainOf& chain, Position last) {
  ChainReport report;
  const auto end = name_key(chain.number + 1, {});
  const rocksdb::Slice bound(end);
  for (const auto column : {Column::cmd, Column::snap, Column::cursors, Column::tmr}) {
    if (database.column(column) == nullptr) continue;
    auto row = scan(database, chain, column, &bound);
    for (row->Seek(name_key(chain.number, {})); row->Valid(); row->Next()) {
      if (column != Column::cmd) continue;
      const auto position = fixed(row->value().ToStringView());
      if (position == 0 || position > last)
        return broken(report, position, "a command id points at an event that is missing");
    }
    if (!row->status().ok()) return broken(report, 0, row->status().ToString());
  }
  return report;
}

Result<ChainReport> check_index(const Database& database, const ChainOf& chain, Position last) {
  ChainReport report;
  const auto begin = name_key(chain.number, {});
  const auto end = name_key(chain.number + 1, {});
  const rocksdb::Slice bound(end);
  auto row = scan(database, chain, Column::ent, &bound);
  for (row->Seek(begin); row->Valid(); row->Next()) {
    const auto position = fixed(row->value().ToStringView());
    if (position > last)
      return broken(report, position, "the event is missing at the journal's end");
    ++report.events;
  }
  if (!row->status().ok()) return broken(report, 0, row->status().ToString());
  if (report.events != last) {
    return broken(report, 0,
                  fmt::format("{} events, but {} in the index by stream", last, report.events));
  }
  return report;
}

}  // namespace atrium::persistence
