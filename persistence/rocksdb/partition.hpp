// One partition as the writer thread and its readers share it. Internal to this folder.
#pragma once

#include "runtime/core/journal.hpp"

#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace atrium::persistence {

// The command ids of late, so that a repeat that comes soon needs no disk. Forgets by halves.
class RecentReplies {
 public:
  [[nodiscard]] Position find(const std::string& id) const {
    if (const auto found = young_.find(id); found != young_.end()) return found->second;
    const auto found = old_.find(id);
    return found == old_.end() ? 0 : found->second;
  }
  void add(const std::string& id, Position position) {
    if (young_.size() >= half) {
      old_.swap(young_);
      young_.clear();
    }
    young_.try_emplace(id, position);
  }

 private:
  static constexpr std::size_t half = 1 << 10;  // Small enough to stay in the cache of a core.
  std::unordered_map<std::string, Position> young_, old_;
};

struct Partition {
  PartitionId id;
  std::uint32_t number = 0;
  GroupListener on_group;  // Set before the first append.

  // The writer thread's own.
  Head head;  // Runs ahead of `durable` while a group is being written.
  std::unordered_map<StreamId, Version> versions;
  std::vector<Envelope> group;

  mutable std::mutex mutex;  // Guards what follows.
  Head durable;
  RecentReplies
      recent;  // Changed by the writer thread only, which may therefore read it unguarded.
  std::map<std::string, Position> cursors;
  std::map<std::string, Position> moved;  // Cursors to be written with the next group.
  std::vector<Snapshot> snapshots;        // The same.
  std::atomic<bool> pending = false;      // Either of the two is not empty.
};

}  // namespace atrium::persistence
