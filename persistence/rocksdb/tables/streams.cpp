// See streams.hpp.
#include "persistence/rocksdb/tables/streams.hpp"

#include "persistence/rocksdb/tables/keys.hpp"

#include <limits>
#include <memory>
#include <string>
#include <string_view>

namespace atrium::persistence {
namespace {

constexpr auto last_version = std::numeric_limits<Version>::max();
constexpr int steps_max = 8;  // A short stream is stepped over; a long one is jumped.

// The stream of an ent key; false when the key is none.
bool read_key(std::string_view key, StreamId& stream) {
  std::size_t at = sizeof(std::uint32_t);
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(key[i]); };
  if (key.size() < at + 1) return false;
  const std::size_t kind = byte(at++);
  if (key.size() < at + kind + 2) return false;
  stream.kind = key.substr(at, kind);
  at += kind;
  const std::size_t id = static_cast<std::size_t>(byte(at)) << 8 | byte(at + 1);
  at += 2;
  if (key.size() != at + id + sizeof(Version)) return false;
  stream.id = key.substr(at, id);
  return true;
}

// To the first row behind the one that stands at `prefix`.
void leave(rocksdb::Iterator& row, std::string_view prefix, const std::string& end) {
  for (int step = 0; step < steps_max; ++step) {
    row.Next();
    if (!row.Valid() || !row.key().starts_with(rocksdb::Slice(prefix.data(), prefix.size())))
      return;
  }
  row.Seek(end);
  if (row.Valid() && row.key() == end) row.Next();
}

}  // namespace

Version stored_version(const Database& database, std::uint32_t partition, const StreamId& stream,
                       Version expected) {
  // Versions are dense: without a first event there is none, and filters know that without a
  // search.
  if (expected == 0) {
    std::string row;
    const auto first = database.get(Column::ent, stream_key(partition, stream, 1), row);
    if (first && !*first) return 0;
  }
  const auto first = stream_key(partition, stream, 0);
  rocksdb::ReadOptions options;
  options.prefix_same_as_start = true;
  const std::unique_ptr<rocksdb::Iterator> row(
      database->NewIterator(options, database.column(Column::ent)));
  row->SeekForPrev(stream_key(partition, stream, last_version));
  const bool ours = row->Valid() && row->key().compare(first) >= 0;
  return ours ? last_number(row->key().ToStringView()) : 0;
}

Result<std::vector<StreamId>> read_streams(const Database& database, std::uint32_t partition,
                                           const std::optional<StreamId>& after, Position last,
                                           std::size_t limit) {
  std::vector<StreamId> found;
  const auto end = name_key(partition + 1, {});
  const rocksdb::Slice bound(end);
  rocksdb::ReadOptions options;
  options.iterate_upper_bound = &bound;
  options.total_order_seek = true;
  const std::unique_ptr<rocksdb::Iterator> row(
      database->NewIterator(options, database.column(Column::ent)));
  const auto begin =
      after ? stream_key(partition, *after, last_version) + '\0' : name_key(partition, {});
  for (row->Seek(begin); row->Valid() && found.size() < limit;) {
    StreamId stream;
    if (!read_key(row->key().ToStringView(), stream))
      return fail(FailureCode::damaged,
                  "the index by stream is not readable; restore the newest "
                  "backup");
    const auto stream_end = stream_key(partition, stream, last_version);
    const auto prefix = std::string_view(stream_end).substr(0, stream_end.size() - sizeof(Version));
    const auto first = fixed(row->value().ToStringView());
    leave(*row, prefix, stream_end);
    if (first <= last) found.push_back(std::move(stream));
  }
  if (!row->status().ok()) return failure_of(row->status(), "cannot read the index by stream");
  return found;
}

}  // namespace atrium::persistence
