// Halls in virtual time: the production actors over a journal in memory, on the caller's thread,
// with or without a crowd. Can be stopped without warning and started again over the same disk,
// between any two steps.
#pragma once

#include "ops/halls/definition.hpp"
#include "persistence/journal/memory_journal.hpp"
#include "persistence/vault/vault.hpp"
#include "runtime/host/virtual_time.hpp"
#include "runtime/node/assembly.hpp"
#include "simulation/crowd/crowd.hpp"
#include "simulation/jumping_clock.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace atrium::simulation {

struct VirtualHallOptions {
  Instant start;
  std::optional<std::uint64_t> shuffle;  // Seed of the order in which actors run; none: CAF's own.
  std::string spill = {};  // Where events are kept; empty: in memory, which grows with the days.
  Outbound* outbound = nullptr;  // Takes the messages to people, over restarts; none: nobody does.
};

class VirtualHall {
 public:
  // A hall whose definition is refused is a Failure.
  static Result<std::unique_ptr<VirtualHall>> make(std::vector<halls::Definition> halls,
                                                   const VirtualHallOptions& options);
  ~VirtualHall();

  // The runtime changes with a restart: ask for it each time.
  [[nodiscard]] host::Runtime& runtime() { return assembly_->host(); }
  [[nodiscard]] Instant now() const { return wall_.now(); }
  [[nodiscard]] const std::vector<halls::Definition>& halls() const { return halls_; }

  void run_ready();  // All that is to be done at this instant.
  void run_until(Instant until, Crowd* crowd = nullptr);
  // Sets the wall clock, which every instant here is of; timers of the operating system keep on.
  void jump(Duration by) { wall_.jump(by); }

  // As after `kill -9`: actors and crowd's questions are gone, the disk stays, the hall recovers
  // from it.
  Result<void> restart();

 private:
  VirtualHall(std::vector<halls::Definition> halls, const VirtualHallOptions& options);
  Result<void> build();
  void tear_down();

  std::vector<halls::Definition> halls_;
  std::optional<std::uint64_t> shuffle_;
  Outbound* outbound_;
  host::VirtualClock steady_;
  JumpingClock wall_;
  std::shared_ptr<persistence::MemoryDisk> disk_;
  std::unique_ptr<persistence::Vault> vault_;
  std::unique_ptr<persistence::MemoryStore> store_;
  std::unique_ptr<node::Assembly> assembly_;
  std::unique_ptr<host::VirtualTime> time_;
};

}  // namespace atrium::simulation
