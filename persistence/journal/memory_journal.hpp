// The journal in memory: for tests and simulation. Same contract, same bytes and same hash chain as
// the one on RocksDB, no thread, and faults on demand: what is not flushed can be lost from any
// point on. Not for production: what it keeps dies with the process.
#pragma once

#include "persistence/journal/restorable.hpp"
#include "runtime/core/journal.hpp"

#include <cstddef>
#include <limits>
#include <memory>
#include <string>

namespace atrium::persistence {

// What outlives a MemoryStore, as a disk outlives a process: give it to the next one to restart.
class MemoryDisk;

struct MemoryDiskOptions {
  ChainHash chain = ChainHash::sha256;
  // A directory (not one in memory) for unnamed temporary files that hold the events, so that a run
  // of many virtual days stays flat: what is left in memory grows with streams, remembered ids and
  // timers, not with events. Empty: events stay in memory. Not writable or full: Defect.
  std::string spill_directory = {};
};
std::shared_ptr<MemoryDisk> make_memory_disk(MemoryDiskOptions options = {});

// Makes the nth newest snapshot of a stream (0 = the newest) unreadable, as a flipped bit does; the
// journal then leaves it out. False when there is none. With no store open on the disk.
bool damage_snapshot(MemoryDisk& disk, const PartitionId& partition, const StreamId& stream,
                     std::size_t nth = 0);

enum class MemoryCommits {
  at_once,  // Durable inside append, listeners called before it returns (or by the append that is
            // already running).
  held,     // Kept until flush(): for tests of what may be said before a commit. Cursors and
            // snapshots are seen at once, and are durable with the next flush.
};

inline constexpr std::size_t all_held = std::numeric_limits<std::size_t>::max();

class MemoryStore : public Restorable {
 public:
  // Makes the oldest `count` held writes durable as one group, and with them all cursors and
  // snapshots so far, and calls the listeners. flush(0) is what a disk does when it is idle.
  // Without a count it goes on until nothing is held, what listeners append included.
  virtual void flush(std::size_t count = all_held) = 0;
  // Writes that are not durable yet: commits, and timers set outside of one.
  [[nodiscard]] virtual std::size_t held() const = 0;
  // While they lag, cursors stay where they are on the disk, whatever is flushed.
  virtual void lag_cursors(bool lag) = 0;
  // A power cut: the oldest `kept` held writes did reach the disk, with or without the cursors and
  // snapshots, the rest is lost, nobody is told. From here on this store takes nothing more and
  // says nothing more; reopen the disk.
  virtual void lose(std::size_t kept = 0, bool with_cursors = false) = 0;
};

// A commit whose `after` is not its stream's version throws Defect out of append.
std::unique_ptr<MemoryStore> make_memory_store(
    std::shared_ptr<MemoryDisk> disk = make_memory_disk(),
    MemoryCommits commits = MemoryCommits::at_once);

}  // namespace atrium::persistence
