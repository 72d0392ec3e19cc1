// The journal in memory: for tests and simulation. Same contract, same bytes and same hash chain as
// the one on RocksDB, no thread and no disk. Not for production: what it keeps dies with the
// process.
#pragma once

#include "persistence/journal/restorable.hpp"
#include "runtime/core/journal.hpp"

#include <cstddef>
#include <memory>

namespace atrium::persistence {

// What outlives a MemoryStore, as a disk outlives a process: give it to the next one to restart.
class MemoryDisk;
std::shared_ptr<MemoryDisk> make_memory_disk();

enum class MemoryCommits {
  at_once,  // Durable inside append, listeners called before it returns (or by the append that is
            // already running).
  held,     // Kept until flush(): for tests of what may be said before a commit.
};

class MemoryStore : public Restorable {
 public:
  // Makes the held commits durable as one group and calls the listeners.
  virtual void flush() = 0;
  // Commits that are not durable yet.
  [[nodiscard]] virtual std::size_t held() const = 0;
  // A power cut: forgets what is held and tells nobody. Only reopening the disk makes sense
  // afterwards.
  virtual void lose() = 0;
};

// A commit whose `after` is not its stream's version throws Defect out of append.
std::unique_ptr<MemoryStore> make_memory_store(
    std::shared_ptr<MemoryDisk> disk = make_memory_disk(),
    MemoryCommits commits = MemoryCommits::at_once);

}  // namespace atrium::persistence
