// The journal on RocksDB: what a node keeps in its data directory. All partitions share one
// database, one writer thread, one group commit and one sync. No RocksDB type is seen from here.
#pragma once

#include "persistence/journal/chain.hpp"
#include "persistence/journal/restorable.hpp"
#include "runtime/core/journal.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace rocksdb {
class Env;
}

namespace atrium::persistence {

struct DiskOptions {
  std::string directory = {};
  // False: look only. Nothing is created or locked, appends are defects; may run beside a node that
  // writes.
  bool writable = true;
  // False plants the fault that the crash test must find: acknowledged before it is durable. Never
  // in production.
  bool sync = true;
  // The hash of every chain in the directory, chosen when it is made (none: SHA-256); another one
  // than the directory has is refused.
  std::optional<ChainHash> chain = {};
  // How many of each partition's last events have their hash chain checked on open.
  std::size_t tail_checked = 1000;
  // A write or sync failed, or a commit broke its stream's order. Must not return in production;
  // the default prints the message and ends the process with status 70. If it does return, nothing
  // is ever written or told again.
  std::function<void(const std::string& message)> on_fatal = {};
  rocksdb::Env* env = nullptr;  // Another file system, for fault tests; outlives the store.
};

// Counted since the store was opened.
struct WriterFigures {
  std::uint64_t groups = 0;
  std::uint64_t commits = 0;
  std::uint64_t events = 0;
  std::uint64_t bytes = 0;  // Of the batches that were written.
  // Side marks that could not be written: a full or failing disk shows here first.
  std::uint64_t marks_failed = 0;
};

class DiskStore : public Restorable {
 public:
  [[nodiscard]] virtual WriterFigures figures() const = 0;

  [[nodiscard]] virtual ChainHash chain() const = 0;
  // What was mended when the directory was opened, a line each, for a person to read.
  [[nodiscard]] virtual std::vector<std::string> notes() const = 0;

  // Reads the whole partition: every event present, in order, unchanged, chained, and indexed.
  [[nodiscard]] virtual Result<ChainReport> verify(const PartitionId& partition) const = 0;

  // Small facts about the data directory itself ("speed"), durable when set_mark returns.
  virtual Result<void> set_mark(const std::string& name, const std::string& value) = 0;
  [[nodiscard]] virtual Result<std::optional<std::string>> mark(const std::string& name) const = 0;
};

// Checks the directory (in use, not ours, not writable, other format), the tail of each partition
// that it holds, and that nothing is missing which the side mark (writer/side_mark.hpp) knows to
// have been durable; each trouble is a Failure of one line that says what to do. An empty or
// missing directory is made ours.
Result<std::unique_ptr<DiskStore>> open_disk_store(DiskOptions options);

// A data directory that holds halls, but none of `wanted`, belongs to somebody else. `org` does not
// count.
Result<void> check_belongs(const Store& store, const std::vector<PartitionId>& wanted,
                           const std::string& directory);

}  // namespace atrium::persistence
