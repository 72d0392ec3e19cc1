// See fault_fs.hpp.
#include "tests/crash/fault_fs.hpp"

#include <rocksdb/file_system.h>

#include <algorithm>
#include <filesystem>
#include <utility>

namespace atrium::persistence::test {

using rocksdb::FileOptions;
using rocksdb::IODebugContext;
using rocksdb::IOOptions;
using rocksdb::IOStatus;

struct FaultDisk::Files {
  struct File {
    std::uint64_t written = 0;
    std::uint64_t synced = 0;
  };
  std::mutex mutex;
  std::map<std::string, File> files;
  bool cut = false;
  int syncs_left = -1;  // Before one fails; negative = none will.

  bool sync_fails() {
    if (cut) return true;
    if (syncs_left < 0) return false;
    return syncs_left-- == 0;
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
    return append(bytes.size(),
                  [&] { return FSWritableFileOwnerWrapper::Append(bytes, options, context); });
  }
  IOStatus Append(const rocksdb::Slice& bytes, const IOOptions& options,
                  const rocksdb::DataVerificationInfo& info, IODebugContext* context) override {
    return append(bytes.size(), [&] {
      return FSWritableFileOwnerWrapper::Append(bytes, options, info, context);
    });
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
    return sync([&] { return FSWritableFileOwnerWrapper::Sync(options, context); });
  }
  IOStatus Fsync(const IOOptions& options, IODebugContext* context) override {
    return sync([&] { return FSWritableFileOwnerWrapper::Fsync(options, context); });
  }
  // A hint to the kernel and no promise: what it covers is not synced.
  IOStatus RangeSync(std::uint64_t, std::uint64_t, const IOOptions&, IODebugContext*) override {
    return IOStatus::OK();
  }

 private:
  template <class Do>
  IOStatus append(std::size_t size, Do&& do_it) {
    const std::lock_guard lock(files_->mutex);
    if (files_->cut) return no_power();
    auto status = do_it();
    if (status.ok()) files_->files[name_].written += size;
    return status;
  }
  template <class Do>
  IOStatus sync(Do&& do_it) {
    const std::lock_guard lock(files_->mutex);
    if (files_->sync_fails()) return IOStatus::IOError("the sync failed");
    auto status = do_it();
    auto& file = files_->files[name_];
    if (status.ok()) file.synced = file.written;
    return status;
  }

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
    std::unique_ptr<rocksdb::FSWritableFile> real;
    auto status = FileSystemWrapper::NewWritableFile(name, options, &real, context);
    if (!status.ok()) return status;
    files_->files[name] = {};
    *file = std::make_unique<WatchedFile>(std::move(real), name, files_);
    return status;
  }
  IOStatus RenameFile(const std::string& from, const std::string& to, const IOOptions& options,
                      IODebugContext* context) override {
    const std::lock_guard lock(files_->mutex);
    if (files_->cut) return no_power();
    auto status = FileSystemWrapper::RenameFile(from, to, options, context);
    if (status.ok()) {
      if (auto moved = files_->files.extract(from)) {
        files_->files.erase(to);
        moved.key() = to;
        files_->files.insert(std::move(moved));
      }
    }
    return status;
  }
  IOStatus DeleteFile(const std::string& name, const IOOptions& options,
                      IODebugContext* context) override {
    const std::lock_guard lock(files_->mutex);
    if (files_->cut) return no_power();
    files_->files.erase(name);
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
}

void FaultDisk::fail_sync(int nth) {
  const std::lock_guard lock(files_->mutex);
  files_->syncs_left = nth;
}

void FaultDisk::forget_unsynced(std::uint64_t torn) {
  const std::lock_guard lock(files_->mutex);
  for (auto& [name, file] : files_->files) {
    std::error_code gone;
    const auto size = std::filesystem::file_size(name, gone);
    if (gone) continue;
    const auto keep = std::min<std::uint64_t>(size, std::min(file.written, file.synced + torn));
    std::filesystem::resize_file(name, keep);
    file.written = file.synced = keep;
  }
  files_->cut = false;
  files_->syncs_left = -1;
}

}  // namespace atrium::persistence::test
