// One partition of the journal on RocksDB: reads go straight to the database, appends to the writer
// thread.
#pragma once

#include "persistence/rocksdb/tables/database.hpp"
#include "persistence/rocksdb/writer/partition.hpp"
#include "persistence/rocksdb/writer/writer.hpp"
#include "runtime/core/journal.hpp"

#include <memory>
#include <shared_mutex>

namespace atrium::persistence {

// What a store and its journals share; a journal may outlive the store in somebody's hands, closed.
struct Core {
  std::shared_mutex gate;              // Exclusive only to close.
  std::unique_ptr<Database> database;  // Null once closed.
  std::unique_ptr<Writer> writer;      // Null in a store that only looks.
  std::unique_ptr<SideMark> mark;      // The same.
};

class DiskJournal final : public Journal {
 public:
  DiskJournal(std::shared_ptr<Core> core, std::unique_ptr<Partition> partition)
      : core_(std::move(core)), state_(std::move(partition)) {}

  const PartitionId& partition() const override { return state_->id; }
  Head head() const override;
  void append(Commit commit, std::shared_ptr<CommitListener> listener) override;
  void on_group(GroupListener listener) override;
  Result<std::vector<Envelope>> read(Position after, std::size_t limit) const override;
  Result<void> replay(const StreamId& stream, Version after,
                      const std::function<bool(const Envelope&)>& each) const override;
  Result<std::optional<StoredReply>> find_reply(const CommandId& id) const override;
  void put_snapshot(Snapshot snapshot) override;
  Result<std::vector<Snapshot>> snapshots(const StreamId& stream) const override;
  void move_cursor(const std::string& name, Position position) override;
  Result<Position> cursor(const std::string& name) const override;
  Result<void> keep_followers(const std::string& family,
                              const std::vector<std::string>& names) override;
  Result<std::vector<Timer>> timers(const std::optional<Timer>& after, Instant until,
                                    std::size_t limit) const override;
  void set_timer(const StreamId& stream, TimerMove move) override;
  bool timers_known() const override;
  void timers_are_known() override;
  Result<std::vector<StreamId>> streams(const std::optional<StreamId>& after,
                                        std::size_t limit) const override;
  Result<std::size_t> forget_replies(Instant before, std::size_t limit) override;
  std::vector<EpochStart> epochs() const override;

 private:
  friend class DiskStoreOnRocks;
  [[nodiscard]] tl::unexpected<Failure> damaged(Position position, const std::string& why) const;

  std::shared_ptr<Core> core_;
  std::unique_ptr<Partition> state_;
};

}  // namespace atrium::persistence
