// The store behind open_disk_store: opening, closing and checking are in opening.cpp and
// store.cpp, the back door for restore in restoring.cpp. Internal to this folder.
#pragma once

#include "persistence/rocksdb/directory.hpp"
#include "persistence/rocksdb/disk_journal.hpp"
#include "persistence/rocksdb/store.hpp"
#include "persistence/rocksdb/tables/check.hpp"
#include "persistence/rocksdb/tables/meta.hpp"

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace atrium::persistence {

class DiskStoreOnRocks final : public DiskStore {
 public:
  explicit DiskStoreOnRocks(DiskOptions options);
  ~DiskStoreOnRocks() override { close(); }

  Result<void> start();
  Result<std::shared_ptr<Journal>> open(const PartitionId& partition) override;
  std::vector<PartitionId> partitions() const override;
  void close() override;
  WriterFigures figures() const override;
  ChainHash chain() const override { return chain_; }
  std::vector<std::string> notes() const override;
  Result<ChainReport> verify(const PartitionId& partition) const override;
  Result<void> set_mark(const std::string& name, const std::string& value) override;
  Result<std::optional<std::string>> mark(const std::string& name) const override;
  Result<void> admit(const PartitionId& partition, std::vector<Envelope> events) override;
  Result<void> raise_epoch(const PartitionId& partition) override;
  Result<void> forget_partition(const PartitionId& partition) override;
  Result<std::map<std::string, Position>> cursors(const PartitionId& partition) const override;

 private:
  rocksdb::Env& env() const;
  Result<std::unique_ptr<Database>> open_database() const;
  bool is_torn_behind_mark(const Failure& failure) const;
  Result<void> settle_chain();
  Result<void> check_all() const;
  // The partition against the side mark, as it was when opened.
  Result<ChainReport> check_mark(const ChainOf& chain, const Head& head) const;
  // Of the tail; damage is a failure only to a store that writes.
  Result<Head> checked_head(const PartitionId& partition, const PartitionMeta& meta) const;
  tl::unexpected<Failure> damaged(const PartitionId& partition, const ChainReport& report) const;
  Result<void> read_cursors(Partition& partition) const;
  Result<std::shared_ptr<DiskJournal>> open_journal(const PartitionId& partition);
  std::uint32_t next_number() const;
  Result<Partition*> open_to_restore(const PartitionId& partition);

  DiskOptions options_;
  Claim claim_;
  ChainHash chain_ = ChainHash::sha256;
  DurableMarks marks_;
  bool cut_tail_ = false;  // The end of the write-ahead log is left out when it is not whole.
  std::shared_ptr<Core> core_ = std::make_shared<Core>();
  mutable std::mutex mutex_;                      // Guards what follows.
  std::map<PartitionId, PartitionMeta> entries_;  // As they were when opened.
  std::map<PartitionId, std::shared_ptr<DiskJournal>> journals_;
};

}  // namespace atrium::persistence
