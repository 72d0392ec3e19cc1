// One partition as the writer thread and its readers share it. Internal to this folder.
#pragma once

#include "persistence/journal/chain.hpp"
#include "runtime/core/journal.hpp"

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace atrium::persistence {

// The command ids of late, so that a repeat that comes soon needs no disk. A cache: an id may push
// another one out. Small enough to stay in the cache of a core, and nothing is allocated for an id.
class RecentReplies {
 public:
  [[nodiscard]] Position find(const std::string& id) const {
    const auto& slot = slots_[slot_of(id)];
    return slot.id == id ? slot.position : 0;
  }
  void add(const std::string& id, Position position) {
    auto& slot = slots_[slot_of(id)];
    if (slot.id == id) return;  // The first reply stays.
    slot.id.assign(id);
    slot.position = position;
  }
  void forget(const std::string& id) {
    auto& slot = slots_[slot_of(id)];
    if (slot.id == id) slot = {};
  }

 private:
  struct Slot {
    std::string id;
    Position position = 0;
  };
  [[nodiscard]] std::size_t slot_of(const std::string& id) const {
    return std::hash<std::string>{}(id) % slots_.size();
  }
  std::vector<Slot> slots_ = std::vector<Slot>(2048);
};

struct Partition {
  PartitionId id;
  std::uint32_t number = 0;
  ChainHash chain = ChainHash::sha256;
  GroupListener on_group;  // Set before the first append.

  // The writer thread's own.
  Head head;  // Runs ahead of `durable` while a group is being written.
  std::unordered_map<StreamId, Version> versions;
  std::vector<Envelope> group;
  bool touched = false;                  // By the group that is being written.
  Instant lowest = Instant::max();       // Due of the timers that it sets.
  std::optional<Instant> timers_stored;  // As in PartitionMeta::timers_from.
  std::uint64_t epoch_used = 1;          // See PartitionRow.

  mutable std::mutex mutex;  // Guards what follows.
  Head durable;
  std::vector<EpochStart> epochs{{1, 0}};
  bool timers_known = false;
  Instant timers_from = Instant::min();  // No timer is due before; raised by those who look.
  std::uint64_t timer_writes = 0;
  RecentReplies
      recent;  // Changed by the writer thread only, which may therefore read it unguarded.
  std::map<std::string, Position> cursors;
  std::map<std::string, Position> stored_cursors;  // As far as they were written.
  Position forgotten = 0;                          // Up to here cmd was walked.
  std::map<std::string, Position> moved;           // Cursors to be written with the next group.
  std::vector<Snapshot> snapshots;                 // The same.
  std::atomic<bool> pending = false;               // Either of the two is not empty.
};

}  // namespace atrium::persistence
