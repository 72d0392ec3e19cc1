// See meta.hpp.
#include "persistence/rocksdb/tables/meta.hpp"

#include "persistence/rocksdb/tables/keys.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <functional>
#include <memory>
#include <string_view>

namespace atrium::persistence {
namespace {

constexpr std::string_view format_key = "format";
constexpr std::string_view format_1 = "1";
constexpr std::string_view partition_prefix = "partition/";
constexpr std::string_view epoch_prefix = "epoch/";
constexpr std::string_view timers_prefix = "timers/";
constexpr std::string_view forgotten_prefix = "forgotten/";
constexpr std::string_view mark_prefix = "mark/";

std::string key_of(std::string_view prefix, std::string_view name) {
  std::string key(prefix);
  return key += name;
}

std::string epoch_key(const PartitionId& id, std::uint64_t epoch) {
  return fmt::format("{}{}/{}", epoch_prefix, id.value, epoch);
}

PartitionRow read_row(std::string_view value) {
  PartitionRow row;
  if (value.size() < 12) return row;
  std::copy_n(value.data(), sizeof row.number, reinterpret_cast<char*>(&row.number));
  row.epoch_used = fixed(value.substr(sizeof row.number));
  return row;
}

// Calls `each(rest of the key, value)` for the rows that begin with `prefix`.
rocksdb::Status for_each(const Database& database, std::string_view prefix,
                         const std::function<void(std::string_view, std::string_view)>& each) {
  const std::unique_ptr<rocksdb::Iterator> row(
      database->NewIterator({}, database.column(Column::meta)));
  const rocksdb::Slice begin(prefix.data(), prefix.size());
  for (row->Seek(begin); row->Valid() && row->key().starts_with(begin); row->Next()) {
    each(row->key().ToStringView().substr(prefix.size()), row->value().ToStringView());
  }
  return row->status();
}

rocksdb::Status read_epochs(const Database& database, const PartitionId& id,
                            std::vector<EpochStart>& starts) {
  std::vector<EpochStart> found;
  const auto status = for_each(
      database, key_of(epoch_prefix, id.value + "/"), [&](std::string_view name, auto value) {
        EpochStart start;
        const auto [end, error] =
            std::from_chars(name.data(), name.data() + name.size(), start.epoch);
        if (error != std::errc{} || end != name.data() + name.size()) return;
        start.after = fixed(value);
        found.push_back(start);
      });
  std::ranges::sort(found, {}, &EpochStart::epoch);
  if (found.empty() || found.front().epoch != 1) found.insert(found.begin(), EpochStart{});
  starts = std::move(found);
  return status;
}

}  // namespace

Result<void> check_format(const Database& database, const std::string& directory, bool writable) {
  std::string value;
  const auto known = database.get(Column::meta, std::string(format_key), value);
  if (!known) return tl::unexpected(known.error());
  if (!*known && writable) {
    rocksdb::WriteBatch batch;
    batch.Put(database.column(Column::meta), format_key, format_1);
    return write_durably(database, batch);
  }
  if (!*known || value == format_1) return {};
  return fail(
      FailureCode::invalid_input,
      fmt::format(
          "the journal in {} has format {}, this atrium reads format {}; use the release that "
          "wrote it",
          directory, value, format_1));
}

Result<std::map<PartitionId, PartitionMeta>> read_partitions(const Database& database) {
  std::map<PartitionId, PartitionMeta> found;
  auto status = for_each(database, partition_prefix, [&](auto name, auto value) {
    found[PartitionId(std::string(name))].row = read_row(value);
  });
  for (auto& [id, meta] : found) {
    if (status.ok()) status = read_epochs(database, id, meta.epochs);
    std::string value;
    const auto known = database.get(Column::meta, key_of(timers_prefix, id.value), value);
    if (!known) return tl::unexpected(known.error());
    if (*known) meta.timers_from = Instant{Duration{static_cast<std::int64_t>(fixed(value))}};
    const auto walked = database.get(Column::meta, key_of(forgotten_prefix, id.value), value);
    if (!walked) return tl::unexpected(walked.error());
    if (*walked) meta.forgotten = fixed(value);
  }
  if (!status.ok()) return failure_of(status, "cannot read the partitions of the journal");
  return found;
}

void put_partition(const Database& database, rocksdb::WriteBatch& batch, const PartitionId& id,
                   const PartitionRow& row) {
  std::string value(reinterpret_cast<const char*>(&row.number), sizeof row.number);
  batch.Put(database.column(Column::meta), key_of(partition_prefix, id.value),
            value + fixed(row.epoch_used));
}

void put_epoch(const Database& database, rocksdb::WriteBatch& batch, const PartitionId& id,
               const EpochStart& start) {
  batch.Put(database.column(Column::meta), epoch_key(id, start.epoch), fixed(start.after));
}

void put_timers_from(const Database& database, rocksdb::WriteBatch& batch, const PartitionId& id,
                     std::optional<Instant> from) {
  const auto key = key_of(timers_prefix, id.value);
  if (from) {
    const auto due = static_cast<std::uint64_t>(from->time_since_epoch().count());
    batch.Put(database.column(Column::meta), key, fixed(due));
  } else {
    batch.Delete(database.column(Column::meta), key);
  }
}

void put_forgotten(const Database& database, rocksdb::WriteBatch& batch, const PartitionId& id,
                   Position position) {
  batch.Put(database.column(Column::meta), key_of(forgotten_prefix, id.value), fixed(position));
}

void forget_meta(const Database& database, rocksdb::WriteBatch& batch, const PartitionId& id,
                 const PartitionMeta& meta) {
  auto* column = database.column(Column::meta);
  for (const auto& start : meta.epochs) batch.Delete(column, epoch_key(id, start.epoch));
  batch.Delete(column, key_of(timers_prefix, id.value));
  batch.Delete(column, key_of(forgotten_prefix, id.value));
}

Result<void> put_mark(const Database& database, const std::string& name, const std::string& value) {
  rocksdb::WriteBatch batch;
  batch.Put(database.column(Column::meta), key_of(mark_prefix, name), value);
  return write_durably(database, batch);
}

Result<std::optional<std::string>> read_mark(const Database& database, const std::string& name) {
  std::string value;
  const auto known = database.get(Column::meta, key_of(mark_prefix, name), value);
  if (!known) return tl::unexpected(known.error());
  if (!*known) return std::optional<std::string>{};
  return std::optional(value);
}

Result<void> write_durably(const Database& database, rocksdb::WriteBatch& batch) {
  rocksdb::WriteOptions options;
  options.sync = true;
  const auto status = database->Write(options, &batch);
  if (!status.ok()) return failure_of(status, "cannot write in the journal");
  return {};
}

}  // namespace atrium::persistence
