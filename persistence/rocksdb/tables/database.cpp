// See database.hpp.
#include "persistence/rocksdb/tables/database.hpp"

#include "persistence/rocksdb/tables/keys.hpp"

#include <rocksdb/filter_policy.h>
#include <rocksdb/options.h>
#include <rocksdb/rate_limiter.h>
#include <rocksdb/slice_transform.h>
#include <rocksdb/table.h>

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <vector>

namespace atrium::persistence {
namespace {

constexpr std::size_t mebibyte = std::size_t{1} << 20;

rocksdb::DBOptions database_options(const Database::Options& wanted) {
  rocksdb::DBOptions options;
  options.create_if_missing = true;
  options.create_missing_column_families = true;
  options.paranoid_checks = true;
  options.wal_recovery_mode = wanted.cut_tail
                                  ? rocksdb::WALRecoveryMode::kPointInTimeRecovery
                                  : rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
  options.max_total_wal_size = 128 * mebibyte;  // Bounds how long a start after a kill takes.
  options.max_open_files = -1;
  options.bytes_per_sync = mebibyte;
  options.max_background_jobs = 2;
  // Keeps compaction from starving the sync of the log.
  options.rate_limiter.reset(
      rocksdb::NewGenericRateLimiter(64 * static_cast<std::int64_t>(mebibyte)));
  options.keep_log_file_num = 4;
  options.max_log_file_size = 4 * mebibyte;
  options.stats_dump_period_sec = 0;
  options.stats_persist_period_sec = 0;
  if (wanted.env) options.env = wanted.env;
  return options;
}

// Rows of one partition come in the order of their keys, but partitions take turns: with a hint for
// each, the memtable finds the place of the next row beside the last one instead of searching.
constexpr std::size_t partition_bytes = 4;
constexpr std::size_t kind_bytes = partition_bytes + 4;  // Of ent: length and first letters.

void hint_by_prefix(rocksdb::ColumnFamilyOptions& options, std::size_t bytes) {
  options.memtable_insert_with_hint_prefix_extractor.reset(rocksdb::NewFixedPrefixTransform(bytes));
}

rocksdb::ColumnFamilyOptions column_options(Column column) {
  rocksdb::ColumnFamilyOptions options;
  rocksdb::BlockBasedTableOptions table;
  table.checksum = rocksdb::kXXH3;
  table.format_version = 5;
  options.compression = rocksdb::kLZ4Compression;
  switch (column) {
    case Column::log:
      options.write_buffer_size = 64 * mebibyte;
      options.max_write_buffer_number = 3;
      hint_by_prefix(options, partition_bytes);
      options.bottommost_compression = rocksdb::kZSTD;
      table.block_size = 32 * 1024;
      break;
    case Column::ent:
      options.write_buffer_size = 32 * mebibyte;
      options.prefix_extractor.reset(make_stream_prefix());
      hint_by_prefix(options, kind_bytes);
      options.memtable_prefix_bloom_size_ratio = 0.1;
      table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10, false));
      break;
    case Column::cmd:
      options.write_buffer_size = 32 * mebibyte;
      options.memtable_prefix_bloom_size_ratio = 0.1;
      options.memtable_whole_key_filtering = true;
      hint_by_prefix(options, partition_bytes);
      table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10, false));
      break;
    case Column::snap:
      options.write_buffer_size = 16 * mebibyte;
      options.enable_blob_files = true;
      options.min_blob_size = 16 * 1024;
      options.enable_blob_garbage_collection = true;
      break;
    case Column::tmr:
      options.write_buffer_size = 8 * mebibyte;
      break;
    case Column::cursors:
    case Column::meta:
      options.write_buffer_size = 4 * mebibyte;
      break;
  }
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  return options;
}

// Such a journal gets what it lacks when it is opened to write.
bool is_of_first_release(const std::string& path, rocksdb::Env* env) {
  rocksdb::DBOptions options;
  if (env != nullptr) options.env = env;
  std::vector<std::string> names;
  return rocksdb::DB::ListColumnFamilies(options, path, &names).ok() &&
         std::ranges::find(names, column_names.back()) == names.end();
}

}  // namespace

tl::unexpected<Failure> failure_of(const rocksdb::Status& status, const std::string& doing) {
  auto code = FailureCode::internal;
  std::string advice;
  if (status.IsNoSpace()) {
    code = FailureCode::exhausted;
    advice = "; free some space";
  } else if (status.IsCorruption()) {
    code = FailureCode::damaged;
    advice = "; restore the newest backup, or keep a copy of the directory and ask for help";
  } else if (status.IsIOError()) {
    code = FailureCode::unavailable;
  }
  return fail(code, fmt::format("{}: {}{}", doing, status.ToString(), advice));
}

std::string Database::path_in(const std::string& directory) {
  return (std::filesystem::path(directory) / "journal").string();
}

Result<std::unique_ptr<Database>> Database::open(const Options& options) {
  const auto path = path_in(options.directory);
  std::vector<rocksdb::ColumnFamilyDescriptor> descriptors;
  const bool lacks_timers = !options.writable && is_of_first_release(path, options.env);
  for (std::size_t i = 0; i < column_names.size(); ++i) {
    if (lacks_timers && static_cast<Column>(i) == Column::tmr) continue;
    descriptors.emplace_back(column_names[i], column_options(static_cast<Column>(i)));
  }
  descriptors.emplace_back(rocksdb::kDefaultColumnFamilyName, rocksdb::ColumnFamilyOptions{});
  std::unique_ptr<Database> database(new Database);
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* db = nullptr;
  const auto status =
      options.writable
          ? rocksdb::DB::Open(database_options(options), path, descriptors, &handles, &db)
          : rocksdb::DB::OpenForReadOnly(database_options(options), path, descriptors, &handles,
                                         &db);
  if (!status.ok()) return failure_of(status, "cannot open the journal in " + options.directory);
  database->db_.reset(db);
  db->DestroyColumnFamilyHandle(handles.back());  // "default" must exist and holds nothing.
  handles.pop_back();
  std::ranges::copy(handles, database->columns_.begin());  // `tmr` is the last.
  return database;
}

Database::~Database() {
  if (!db_) return;
  for (auto* handle : columns_) {
    if (handle != nullptr) db_->DestroyColumnFamilyHandle(handle);
  }
  db_->Close().PermitUncheckedError();
}

Result<bool> Database::get(Column column, const std::string& key, std::string& value) const {
  const auto status = db_->Get({}, this->column(column), key, &value);
  if (status.ok()) return true;
  if (status.IsNotFound()) return false;
  return failure_of(status, "cannot read the journal");
}

}  // namespace atrium::persistence
