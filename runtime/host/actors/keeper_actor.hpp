// Keeps a host's memory and disk within bounds: lets entities sleep that nobody asks, or that are
// too many, and lets the journals forget command ids that are old enough. Looks about once a
// minute, or when it is told that much has woken.
#pragma once

#include "runtime/core/time/clock.hpp"
#include "runtime/host/actors/directory.hpp"
#include "runtime/host/options.hpp"

#include <caf/all.hpp>

#include <memory>
#include <vector>

namespace atrium::host {

struct KeptPartition {
  std::shared_ptr<Journal> journal;
  Directory* directory = nullptr;
};

struct KeeperState {
  std::vector<KeptPartition> partitions;
  const Clock* clock = nullptr;
  std::chrono::seconds idle_after{};
  std::size_t memory_budget = 0;
  std::chrono::hours replies_kept{};
  static inline const char* name = "keeper";
};

caf::behavior keeper_actor(caf::stateful_actor<KeeperState>* self,
                           std::vector<KeptPartition> partitions, const Clock* clock,
                           const HostOptions& options);

}  // namespace atrium::host
