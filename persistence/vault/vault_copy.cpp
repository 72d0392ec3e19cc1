// See vault_copy.hpp.
#include "persistence/vault/vault_copy.hpp"

#include <rocksdb/db.h>
#include <rocksdb/options.h>
#include <rocksdb/write_batch.h>

#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <utility>

namespace atrium::persistence {
namespace {

namespace fs = std::filesystem;

constexpr int tries_max = 5;  // A node may be moving its files just then.

tl::unexpected<Failure> trouble(const char* doing, const fs::path& path,
                                const rocksdb::Status& status) {
  return fail(status.IsCorruption() ? FailureCode::damaged : FailureCode::unavailable,
              fmt::format("cannot {} the keys in {}: {}", doing, path.string(), status.ToString()));
}

}  // namespace

Result<void> each_key(const std::string& data_directory,
                      const std::function<Result<void>(StoredKey)>& take) {
  const auto path = fs::path(data_directory) / "keys";
  std::error_code error;
  if (!fs::exists(path / "CURRENT", error)) return {};
  rocksdb::DB* opened = nullptr;
  rocksdb::Status status;
  for (int i = 0; i < tries_max && !opened; ++i)
    status = rocksdb::DB::OpenForReadOnly({}, path.string(), &opened);
  if (!status.ok()) return trouble("open", path, status);
  const std::unique_ptr<rocksdb::DB> keys(opened);
  const std::unique_ptr<rocksdb::Iterator> row(keys->NewIterator({}));
  for (row->SeekToFirst(); row->Valid(); row->Next()) {
    auto taken = take({SubjectId(row->key().ToString()), row->value().ToString()});
    if (!taken) return taken;
  }
  if (!row->status().ok()) return trouble("read", path, row->status());
  return {};
}

Result<void> put_keys(const std::string& data_directory, const std::vector<StoredKey>& keys) {
  const auto path = fs::path(data_directory) / "keys";
  rocksdb::Options options;
  options.create_if_missing = true;
  rocksdb::DB* opened = nullptr;
  auto status = rocksdb::DB::Open(options, path.string(), &opened);
  if (!status.ok()) return trouble("open", path, status);
  const std::unique_ptr<rocksdb::DB> vault(opened);
  rocksdb::WriteBatch batch;
  std::string present;
  for (const auto& key : keys) {
    status = vault->Get({}, key.subject.value, &present);
    if (status.IsNotFound()) status = batch.Put(key.subject.value, key.bytes);
    if (!status.ok()) return trouble("read", path, status);
  }
  rocksdb::WriteOptions synced;
  synced.sync = true;
  status = vault->Write(synced, &batch);
  if (!status.ok()) return trouble("write", path, status);
  return {};
}

}  // namespace atrium::persistence
