// See fault_fs.hpp.
#include "tests/crash/fault_fs.hpp"

#include <rocksdb/file_system.h>

#include <algorithm>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <mutex>
#include <optional>
#include <random>
#include <utility>
#include <vector>

namespace atrium::persistence::test {

using rocksdb::FileOptions;
using rocksdb::IODebugContext;
using rocksdb::IOOptions;
using rocksdb::IOStatus;

namespace {

namespace fs = std::filesystem;

bool is_log(const std::string& name) { return name.ends_with(".log"); }

void clear(const std::string& path, std::uint64_t begin, std::uint64_t end) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(static_cast<std::streamoff>(begin));
  file << std::string(end - begin, '\0');
}

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

struct FaultDisk::Files {
  struct File {
    std::uint64_t written = 0;
    std::uint64_t synced = 0;
    bool named = false;  // Its directory entry is synced.
  };
  struct Rename {
    std::string from, to;
    std::optional<std::string> replaced;  // What stood there before.
  };

  std::mutex mutex;
  std::condition_variable released, reached;
  std::map<std::string, File> files;
  std::vector<Rename> renames;  // Not synced yet.
  bool cut = false;
  bool held = false;
  bool waits = false;       // A held sync has been reached.
  int log_syncs_left = -1;  // Before one fails; negative = none will.
  std::optional<std::uint64_t> space;

  bool sync_fails(const std::string& name) {
    if (cut) return true;
    if (log_syncs_left < 0 || !is_log(name)) return false;
    return log_syncs_left-- == 0;
  }

  void sync_entries(const std::string& directory) {
    const auto in = [&](const std::string& path) {
      return fs::path(path).parent_path() == fs::path(directory);
    };
    for (auto& [name, file] : files) file.named = file.named || in(name);
    std::erase_if(renames, [&](const Rename& rename) { return in(rename.to); });
  }
};

namespace {

using Files = FaultDisk::Files;

IOStatus no_power() { return IOStatus::IOError("the power is cut"); }

class WatchedFile final : public rocksdb::FSWritableFileOwnerWrapper {
 public:
  WatchedFile(std::unique_ptr<rocksdb::FSWritableFile>&& file, std::string name,
              std::shared_ptr<Files> files)
      : FSWritableFileOwnerWrapper(std::move(file)),
        name_(std::move(name)),
        files_(std::move(files)) {}

  IOStatus Append(const rocksdb::Slice& bytes, const IOOptions& options,
                  IODebugContext* context) override {
    const std::lock_guard lock(files_->mutex);
    if (files_->cut) return no_power();
    const auto fits = std::min<std::uint64_t>(bytes.size(), files_->space.value_or(bytes.size()));
    if (files_->space) *files_->space -= fits;
    auto status =
        FSWritableFileOwnerWrapper::Append(rocksdb::Slice(bytes.data(), fits), options, context);
    if (status.ok()) files_->files[name_].written += fits;
    return fits == bytes.size() ? status : IOStatus::NoSpace("the disk is full");
  }
  IOStatus Append(const rocksdb::Slice& bytes, const IOOptions& options,
                  const rocksdb::DataVerificationInfo&, IODebugContext* context) override {
    return Append(bytes, options, context);
  }
  IOStatus Truncate(std::uint64_t size, const IOOptions& options,
                    IODebugContext* context) override {
    const std::lock_guard lock(files_->mutex);
    if (files_->cut) return no_power();
    auto& file = files_->files[name_];
    file.written = size;
    file.synced = std::min(file.synced, size);
    return FSWritableFileOwnerWrapper::Truncate(size, options, context);
  }
  IOStatus Sync(const IOOptions& options, IODebugContext* context) override {
    return sync(options, context);
  }
  IOStatus Fsync(const IOOptions& options, IODebugContext* context) override {
    return sync(options, context);
  }
  // A hint to the kernel and no promise: what it covers is not synced.
  IOStatus RangeSync(std::uint64_t, std::uint64_t, const IOOptions&, IODebugContext*) override {
    return IOStatus::OK();
  }

 private:
  IOStatus sync(const IOOptions& options, IODebugContext* context) {
    std::unique_lock lock(files_->mutex);
    if (files_->held && is_log(name_)) {
      files_->waits = true;
      files_->reached.notify_all();
    }
    files_->released.wait(lock, [&] { return !files_->held || files_->cut || !is_log(name_); });
    if (files_->sync_fails(name_)) return IOStatus::IOError("the sync failed");
    auto status = FSWritableFileOwnerWrapper::Flush(options, context);
    auto& file = files_->files[name_];
    if (status.ok()) file.synced = file.written;
    return status;
  }

  std::string name_;
  std::shared_ptr<Files> files_;
};

class WatchedDirectory final : public rocksdb::FSDirectory {
 public:
  WatchedDirectory(std::string name, std::shared_ptr<Files> files)
      : name_(std::move(name)), files_(std::move(files)) {}
  IOStatus Fsync(const IOOptions&, IODebugContext*) override {
    const std::lock_guard lock(files_->mutex);
    if (files_->cut) return no_power();
    files_->sync_entries(name_);
    return IOStatus::OK();
  }

 private:
  std::string name_;
  std::shared_ptr<Files> files_;
};

class WatchedFileSystem final : public rocksdb::FileSystemWrapper {
 public:
  explicit WatchedFileSystem(std::shared_ptr<Files> files)
      : FileSystemWrapper(rocksdb::FileSystem::Default()), files_(std::move(files)) {}

  const char* Name() const override { return "WatchedFileSystem"; }

  IOStatus NewWritableFile(const std::string& name, const FileOptions& options,
                           std::unique_ptr<rocksdb::FSWritableFile>* file,
                           IODebugContext* context) override {
    const std::lock_guard lock(files_->mutex);
    if (files_->cut) return no_power();
    const bool was_named =
        fs::exists(name) && (!files_->files.contains(name) || files_->files[name].named);
    std::unique_ptr<rocksdb::FSWritableFile> real;
    auto status = FileSystemWrapper::NewWritableFile(name, options, &real, context);
    if (!status.ok()) return status;
    files_->files[name] = {.named = was_named};
    *file = std::make_unique<WatchedFile>(std::move(real), name, files_);
    return status;
  }
  IOStatus NewDirectory(const std::string& name, const IOOptions&,
                        std::unique_ptr<rocksdb::FSDirectory>* directory,
                        IODebugContext*) override {
    *directory = std::make_unique<WatchedDirectory>(name, files_);
    return IOStatus::OK();
  }
  IOStatus RenameFile(const std::string& from, const std::string& to, const IOOptions& options,
                      IODebugContext* context) override {
    const std::lock_guard lock(files_->mutex);
    if (files_->cut) return no_power();
    Files::Rename rename{from, to, std::nullopt};
    if (fs::exists(to)) rename.replaced = bytes_of(to);
    auto status = FileSystemWrapper::RenameFile(from, to, options, context);
    auto moved = files_->files.extract(from);
    if (!status.ok() || !moved) return status;
    files_->files.erase(to);
    moved.key() = to;
    moved.mapped().named = true;  // One name or the other: see forget_unsynced.
    files_->files.insert(std::move(moved));
    files_->renames.push_back(std::move(rename));
    return status;
  }
  IOStatus DeleteFile(const std::string& name, const IOOptions& options,
                      IODebugContext* context) override {
    const std::lock_guard lock(files_->mutex);
    if (files_->cut) return no_power();
    files_->files.erase(name);
    std::erase_if(files_->renames, [&](const auto& rename) { return rename.to == name; });
    return FileSystemWrapper::DeleteFile(name, options, context);
  }

 private:
  std::shared_ptr<Files> files_;
};

}  // namespace

FaultDisk::FaultDisk()
    : files_(std::make_shared<Files>()),
      env_(rocksdb::NewCompositeEnv(std::make_shared<WatchedFileSystem>(files_))) {}

FaultDisk::~FaultDisk() = default;

void FaultDisk::cut_power() {
  const std::lock_guard lock(files_->mutex);
  files_->cut = true;
  files_->released.notify_all();
}

void FaultDisk::fail_log_sync(int nth) {
  const std::lock_guard lock(files_->mutex);
  files_->log_syncs_left = nth;
}

void FaultDisk::fill_up(std::uint64_t bytes_left) {
  const std::lock_guard lock(files_->mutex);
  files_->space = bytes_left;
}

void FaultDisk::hold_log_syncs() {
  const std::lock_guard lock(files_->mutex);
  files_->held = true;
  files_->waits = false;
}

void FaultDisk::await_held_sync() {
  std::unique_lock lock(files_->mutex);
  files_->reached.wait(lock, [&] { return files_->waits; });
}

void FaultDisk::release_log_syncs() {
  const std::lock_guard lock(files_->mutex);
  files_->held = false;
  files_->released.notify_all();
}

void FaultDisk::forget_unsynced(const PowerLoss& loss) {
  const std::lock_guard lock(files_->mutex);
  std::mt19937_64 random(loss.seed);
  for (auto& [name, file] : files_->files) {
    std::error_code gone;
    const auto size = fs::file_size(name, gone);
    if (gone) continue;
    const auto torn = loss.torn_max == 0 ? 0 : random() % (loss.torn_max + 1);
    const auto keep = std::min<std::uint64_t>(size, std::min(file.written, file.synced + torn));
    fs::resize_file(name, keep);
    if (loss.garbled && keep > file.synced && random() % 2 == 0)
      clear(name, file.synced, file.synced + random() % (keep - file.synced));
    file.written = file.synced = keep;
    if (loss.entries && !file.named && random() % 2 == 0) fs::remove(name);
  }
  for (auto rename = files_->renames.rbegin(); rename != files_->renames.rend(); ++rename) {
    if (!loss.entries || random() % 2 == 0 || !fs::exists(rename->to)) continue;
    fs::rename(rename->to, rename->from);
    if (rename->replaced) std::ofstream(rename->to, std::ios::binary) << *rename->replaced;
  }
  files_->files.clear();  // What is there now is what the disk holds.
  files_->renames.clear();
  files_->cut = files_->held = false;
  files_->log_syncs_left = -1;
  files_->space.reset();
}

void flip_bit(const std::string& path, std::uint64_t offset, int bit) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekg(static_cast<std::streamoff>(offset));
  const auto byte = static_cast<char>(file.get() ^ (1 << bit));
  file.seekp(static_cast<std::streamoff>(offset));
  file.put(byte);
}

}  // namespace atrium::persistence::test
