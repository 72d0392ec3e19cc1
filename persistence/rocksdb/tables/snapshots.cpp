// See snapshots.hpp.
#include "persistence/rocksdb/tables/snapshots.hpp"

#include "persistence/journal/chain.hpp"
#include "persistence/rocksdb/tables/keys.hpp"

#include <cstring>
#include <functional>
#include <limits>

namespace atrium::persistence {
namespace {

constexpr auto all_ones = std::numeric_limits<std::uint64_t>::max();
constexpr std::size_t header_size = sizeof(Hash) + 8 + 8 + 2;

std::string value_of(const Snapshot& snapshot) {
  std::string value(sizeof(Hash), '\0');
  value += fixed(snapshot.position);
  value += fixed(static_cast<std::uint64_t>(snapshot.at.time_since_epoch().count()));
  value.append(reinterpret_cast<const char*>(&snapshot.schema), sizeof snapshot.schema);
  value += snapshot.state;
  const auto hash = sha256(std::string_view(value).substr(sizeof(Hash)));
  std::memcpy(value.data(), hash.data(), sizeof hash);
  return value;
}

bool read_value(std::string_view value, Snapshot& snapshot) {
  if (value.size() < header_size) return false;
  const auto hash = sha256(value.substr(sizeof(Hash)));
  if (std::memcmp(value.data(), hash.data(), sizeof hash) != 0) return false;
  value.remove_prefix(sizeof(Hash));
  snapshot.position = fixed(value);
  snapshot.at = Instant{Duration{static_cast<std::int64_t>(fixed(value.substr(8)))}};
  std::memcpy(&snapshot.schema, value.data() + 16, sizeof snapshot.schema);
  snapshot.state = Bytes(value.substr(18));
  return true;
}

// Calls `each(version, value)` for the stream's rows, newest first.
rocksdb::Status for_each(const Database& database, std::uint32_t partition, const StreamId& stream,
                         const std::function<void(Version, std::string_view)>& each) {
  const auto first = stream_key(partition, stream, 0);
  const auto end = stream_key(partition, stream, all_ones);
  const rocksdb::Slice bound(end);
  rocksdb::ReadOptions options;
  options.iterate_upper_bound = &bound;
  const std::unique_ptr<rocksdb::Iterator> row(
      database->NewIterator(options, database.column(Column::snap)));
  for (row->Seek(first); row->Valid(); row->Next()) {
    each(all_ones - last_number(row->key().ToStringView()), row->value().ToStringView());
  }
  return row->status();
}

}  // namespace

void write_snapshot(const Database& database, std::uint32_t partition, const Snapshot& snapshot,
                    rocksdb::WriteBatch& batch) {
  std::size_t others = 0;
  const auto status =
      for_each(database, partition, snapshot.stream, [&](Version version, std::string_view) {
        if (version != snapshot.version && ++others >= snapshots_kept) {
          batch.Delete(database.column(Column::snap),
                       stream_key(partition, snapshot.stream, all_ones - version));
        }
      });
  status.PermitUncheckedError();  // At worst an old one stays.
  batch.Put(database.column(Column::snap),
            stream_key(partition, snapshot.stream, all_ones - snapshot.version),
            value_of(snapshot));
}

Result<std::vector<Snapshot>> read_snapshots(const Database& database, std::uint32_t partition,
                                             const StreamId& stream) {
  std::vector<Snapshot> found;
  const auto status =
      for_each(database, partition, stream, [&](Version version, std::string_view value) {
        Snapshot snapshot;
        snapshot.stream = stream;
        snapshot.version = version;
        if (read_value(value, snapshot)) found.push_back(std::move(snapshot));
      });
  if (!status.ok())
    return failure_of(status, "cannot read the snapshots of " + stream.kind + "/" + stream.id);
  if (found.size() > snapshots_kept) found.resize(snapshots_kept);
  return found;
}

}  // namespace atrium::persistence
