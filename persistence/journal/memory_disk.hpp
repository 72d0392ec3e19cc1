// What is durable in a memory journal, partition by partition. Not thread-safe, knows no queue:
// memory_journal.cpp guards it and decides what becomes durable. Internal to the memory journal.
#pragma once

#include "persistence/journal/chain.hpp"
#include "persistence/journal/memory_log.hpp"
#include "runtime/core/journal.hpp"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace atrium::persistence {

// Cursors and snapshots that wait for a group to ride with.
struct Riders {
  std::map<std::string, Position> cursors;
  std::vector<Snapshot> snapshots;
};

// Puts the newer ones on top; two stay, newest first.
void add_snapshots(const std::vector<Snapshot>& newer, const StreamId& stream,
                   std::vector<Snapshot>& kept);

class StoredPartition {
 public:
  StoredPartition(const PartitionId& partition, ChainHash chain, std::unique_ptr<MemoryLog> log);

  // Spreads and chains a commit behind the head (its timer is moved apart); its events are added to
  // `group`.
  void store(Commit&& commit, std::vector<Envelope>& group);
  // Recorded events that were checked (restorable.hpp).
  void admit(const std::vector<Envelope>& events);
  void raise_epoch();
  // Keeps cursors, reserves an epoch.
  void forget(std::unique_ptr<MemoryLog> log);
  void move_timer(const StreamId& stream, const TimerMove& move);
  void take(Riders&& riders);
  // As Journal::keep_followers; `riders` loses whom it forgets, too.
  void keep_followers(const std::string& family, const std::vector<std::string>& names,
                      Riders& riders);

  [[nodiscard]] std::vector<Envelope> read(Position after, std::size_t limit) const;
  // Positions of a stream's events behind a version, ascending.
  [[nodiscard]] std::vector<Position> of_stream(const StreamId& stream, Version after) const;
  [[nodiscard]] Version version(const StreamId& stream) const;
  [[nodiscard]] std::optional<StoredReply> find_reply(const std::string& id) const;
  [[nodiscard]] std::vector<Snapshot> snapshots(const StreamId& stream) const;
  [[nodiscard]] std::vector<Timer> timers(const std::optional<Timer>& after, Instant until,
                                          std::size_t limit) const;
  [[nodiscard]] std::vector<StreamId> streams(const std::optional<StreamId>& after,
                                              std::size_t limit) const;
  std::size_t forget_replies(Instant before, std::size_t limit);
  bool damage_snapshot(const StreamId& stream, std::size_t nth);

  PartitionId partition;
  ChainHash chain;
  Head head;
  std::uint64_t epoch_used = 1;  // Or reserved, while being restored.
  std::vector<EpochStart> epochs{{1, 0}};
  std::map<std::string, Position> cursors;
  bool timers_known = true;
  std::unique_ptr<MemoryLog> log;

 private:
  // As keys sort on disk: short names first.
  struct ByKey {
    bool operator()(const StreamId& one, const StreamId& other) const;
  };
  struct End {
    Version version = 0;
    Position position = 0;
  };
  struct Kept {
    Snapshot snapshot;
    std::size_t checksum = 0;
  };

  void keep(const Envelope& event);

  std::map<StreamId, End, ByKey> streams_;
  std::unordered_map<std::string, Position> replies_;
  Position forgotten_ = 0;
  std::map<StreamId, std::vector<Kept>> snapshots_;
  std::set<Timer> timers_;
  std::string row_;
};

class MemoryDisk {
 public:
  StoredPartition& partition(const PartitionId& id);
  [[nodiscard]] std::unique_ptr<MemoryLog> new_log() const;

  ChainHash chain = ChainHash::sha256;
  std::string spill_directory;
  std::map<PartitionId, StoredPartition> partitions;
};

}  // namespace atrium::persistence
