// The vault of a node: keys in a small RocksDB of their own, outside the journal and its backups.
// STORED FORMAT 1: subject → key id (8) · secret (32). Erasing overwrites the row, then compacts it
// out of the files.
#include "persistence/vault/sealing.hpp"
#include "persistence/vault/vault.hpp"

#include <rocksdb/db.h>
#include <rocksdb/options.h>

#include <fmt/format.h>

#include <cstring>
#include <filesystem>
#include <mutex>
#include <stdexcept>
#include <unordered_map>

namespace atrium::persistence {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t cached_max = 50'000;
constexpr std::size_t stored_size = sizeof(KeyId) + 32;

class DiskVault final : public Vault {
 public:
  explicit DiskVault(std::unique_ptr<rocksdb::DB> keys) : keys_(std::move(keys)) {}

  Bytes seal(const SubjectId& subject, std::string_view plain) override {
    Nonce nonce;
    fill_random(nonce.data(), nonce.size());
    return seal_under(key_for_sealing(subject), nonce, subject, plain);
  }

  Result<std::optional<std::string>> open(const SubjectId& subject,
                                          std::string_view sealed) override {
    Result<std::optional<Key>> key;
    {
      const std::lock_guard lock(mutex_);
      key = find(subject);
    }
    if (!key) return tl::unexpected(key.error());
    if (!*key) return std::optional<std::string>{};
    return open_under(**key, subject, sealed);
  }

  std::string secret(const std::string& name) override {
    const auto key = key_for_sealing(SubjectId{name});
    return {key.secret.data(), key.secret.size()};
  }

  Result<void> erase(const SubjectId& subject) override {
    const std::lock_guard lock(mutex_);
    cache_.erase(subject);
    auto status = keys_->Delete(synced(), subject.value);
    if (status.ok()) status = keys_->Flush({});
    rocksdb::CompactRangeOptions options;
    options.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForce;
    if (status.ok()) status = keys_->CompactRange(options, nullptr, nullptr);
    if (status.ok()) return {};
    return fail(FailureCode::unavailable, fmt::format("the key of subject {} is not erased: {}",
                                                      subject.value, status.ToString()));
  }

 private:
  static rocksdb::WriteOptions synced() {
    rocksdb::WriteOptions options;
    options.sync = true;
    return options;
  }

  Key key_for_sealing(const SubjectId& subject) {
    const std::lock_guard lock(mutex_);
    const auto known = find(subject);
    if (!known) throw std::runtime_error(known.error().what);
    if (*known) return **known;
    Key key;
    fill_random(key.id.data(), key.id.size());
    fill_random(key.secret.data(), key.secret.size());
    std::string value(key.id.data(), key.id.size());
    value.append(key.secret.data(), key.secret.size());
    const auto status = keys_->Put(synced(), subject.value, value);
    if (!status.ok()) throw std::runtime_error("a new key cannot be kept: " + status.ToString());
    remember(subject, key);
    return key;
  }

  Result<std::optional<Key>> find(const SubjectId& subject) {
    if (const auto cached = cache_.find(subject); cached != cache_.end())
      return std::optional(cached->second);
    std::string value;
    const auto status = keys_->Get({}, subject.value, &value);
    if (status.IsNotFound()) return std::optional<Key>{};
    if (!status.ok() || value.size() != stored_size) {
      return fail(FailureCode::damaged, fmt::format("the key of subject {} cannot be read: {}",
                                                    subject.value, status.ToString()));
    }
    Key key;
    std::memcpy(key.id.data(), value.data(), key.id.size());
    std::memcpy(key.secret.data(), value.data() + key.id.size(), key.secret.size());
    remember(subject, key);
    return std::optional(key);
  }

  void remember(const SubjectId& subject, const Key& key) {
    if (cache_.size() >= cached_max) cache_.clear();
    cache_.insert_or_assign(subject, key);
  }

  std::mutex mutex_;
  std::unique_ptr<rocksdb::DB> keys_;
  std::unordered_map<SubjectId, Key> cache_;
};

}  // namespace

Result<std::unique_ptr<Vault>> open_disk_vault(const std::string& directory) {
  const auto path = fs::path(directory) / "keys";
  std::error_code error;
  fs::create_directory(path, error);
  if (!error) fs::permissions(path, fs::perms::owner_all, error);
  if (error) {
    return fail(FailureCode::invalid_input,
                fmt::format("cannot make {}: {}", path.string(), error.message()));
  }
  rocksdb::Options options;
  options.create_if_missing = true;
  options.wal_recovery_mode = rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
  options.write_buffer_size = std::size_t{4} << 20;
  options.keep_log_file_num = 2;
  options.stats_dump_period_sec = 0;
  options.stats_persist_period_sec = 0;
  options.max_background_jobs = 1;
  rocksdb::DB* keys = nullptr;
  const auto status = rocksdb::DB::Open(options, path.string(), &keys);
  if (!status.ok()) {
    return fail(status.IsCorruption() ? FailureCode::damaged : FailureCode::unavailable,
                fmt::format("cannot open the keys in {}: {}", path.string(), status.ToString()));
  }
  return std::make_unique<DiskVault>(std::unique_ptr<rocksdb::DB>(keys));
}

}  // namespace atrium::persistence
