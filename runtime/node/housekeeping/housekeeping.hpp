// What a node does beside its work, on two threads of its own: once a second it looks after
// anchors, disk space and evidence; and from time to time it writes a backup. Costs the hall
// nothing while nothing happens.
#pragma once

#include "persistence/anchors/anchor_writer.hpp"
#include "persistence/archive/event_line.hpp"
#include "persistence/rocksdb/store.hpp"
#include "runtime/core/time/clock.hpp"
#include "runtime/host/host.hpp"
#include "runtime/node/housekeeping/defect_log.hpp"
#include "runtime/node/housekeeping/disk_space.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace atrium::node {

struct HousekeepingOptions {
  std::string data;
  DiskLimits disk = {};
  std::string backup = {};  // Directory of the archive; empty: no backups.
  std::chrono::hours backup_every{24};
  persistence::EventReadersView readers = {};  // For the archive's general form.
};

class Housekeeping {
 public:
  // Checks every partition against its last anchor: `damaged` when events are missing. `store` and
  // `clock` outlive this.
  static Result<std::unique_ptr<Housekeeping>> make(persistence::DiskStore& store,
                                                    const Clock& clock,
                                                    const std::vector<PartitionId>& partitions,
                                                    HousekeepingOptions options);
  ~Housekeeping();

  // For HostOptions.on_defect.
  [[nodiscard]] DefectLog& defects() { return defects_; }

  // Begins; the disk is looked at before this returns. `host` outlives stop().
  void run(host::Host& host);

  // Ends the threads, a backup too: the next one goes on. Idempotent.
  void stop();
  // After the last event: what is not anchored yet.
  void finish();

 private:
  Housekeeping(persistence::DiskStore& store, const Clock& clock, persistence::AnchorWriter anchors,
               HousekeepingOptions options);
  void look_after(const std::stop_token& stop);
  void back_up_from_time_to_time(const std::stop_token& stop);
  void tell(const Result<void>& done, std::string& told);
  Result<void> anchor();

  persistence::DiskStore& store_;
  const Clock& clock_;
  persistence::AnchorWriter anchors_;
  HousekeepingOptions options_;
  DefectLog defects_;
  std::unique_ptr<DiskGuard> guard_;
  std::jthread looking_, backing_up_;
};

}  // namespace atrium::node
