// A data directory that is being written, its archive, and what is restored from it.
#pragma once

#include "persistence/archive/backup.hpp"
#include "persistence/archive/restore.hpp"
#include "persistence/files/durable_files.hpp"
#include "persistence/rocksdb/store.hpp"
#include "tests/persistence/journal_fixture.hpp"

#include <fstream>
#include <string>
#include <vector>

namespace atrium::persistence::test {

inline const PartitionId house{"org"};

struct Archived {
  Folder data, archive, target;
  ChainHash chain = ChainHash::sha256;
  std::unique_ptr<DiskStore> store = opened(data.path(), chain);

  static std::unique_ptr<DiskStore> opened(const std::string& directory,
                                           std::optional<ChainHash> chain = {}) {
    DiskOptions options;
    options.directory = directory;
    options.chain = chain;
    auto made = open_disk_store(std::move(options));
    must(made);
    return std::move(*made);
  }

  // Another chain for the directory, which is made anew.
  void chained_by(ChainHash other) {
    store->close();
    std::filesystem::remove_all(data.path());
    store = opened(data.path(), chain = other);
  }

  // Commits of two events each, with a reply; their command ids are "<partition>-<position>".
  void commits(std::size_t count, const PartitionId& partition = hall) const {
    const auto journal = test::open(*store, partition);
    for (std::size_t i = 0; i < count; ++i) {
      const auto head = journal->head().position;
      const auto id = partition.value + "-" + std::to_string(head + 2);
      append(*journal,
             commit(lines, head, {"issued " + id, "noted"}, id, "{\"id\":\"" + id + "\"}"));
    }
  }

  BackupOptions options;
  Result<BackupReport> try_backup() const {
    auto source = backup_source(*store, data.path(), {});
    must(source);
    return back_up(*source, archive.path(), options);
  }
  BackupReport backup() const {
    auto report = try_backup();
    must(report);
    return std::move(*report);
  }

  RestoreRequest request() const {
    RestoreRequest asked;
    asked.from = archive.path();
    asked.directory = target.path() + "/restored";
    return asked;
  }
  static std::vector<PartitionRestore> restored(const RestoreRequest& request) {
    auto done = restore(request);
    must(done);
    return std::move(*done);
  }

  [[nodiscard]] std::vector<std::filesystem::path> segments(
      const PartitionId& partition = hall) const {
    std::vector<std::filesystem::path> files;
    const auto folder = std::filesystem::path(archive.path()) / "segments" / partition.value;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
      files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
  }

  // Flips a bit in the middle of a file.
  static void damage(const std::filesystem::path& file, double where = 0.5) {
    auto bytes = read_file(file);
    must(bytes);
    bytes->at(static_cast<std::size_t>(where * static_cast<double>(bytes->size()))) ^= 1;
    must(replace_file(file, *bytes));
  }
};

}  // namespace atrium::persistence::test
