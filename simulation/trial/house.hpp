// One node of a trial: a hall's production actors over a journal in memory that holds its commits
// until it is told to make them durable, on a clock that may jump, killed and started again at any
// step. Does not know what is asked of it.
#pragma once

#include "ops/halls/definition.hpp"
#include "persistence/journal/memory_journal.hpp"
#include "persistence/vault/vault.hpp"
#include "runtime/host/virtual_time.hpp"
#include "runtime/node/assembly.hpp"
#include "simulation/jumping_clock.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace atrium::simulation::trial {

class House {
 public:
  struct Options {
    Instant start;
    std::uint64_t seed = 1;  // Of the order in which actors run.
    host::HostOptions host;
    std::function<void()> on_durable = {};
  };
  static Result<std::unique_ptr<House>> make(halls::Definition hall, Options options);
  ~House();

  // Runtime and journal change with a crash: ask for them each time.
  [[nodiscard]] host::Runtime& runtime() { return assembly_->host(); }
  [[nodiscard]] const std::shared_ptr<Journal>& journal() { return journal_; }
  [[nodiscard]] persistence::Vault& vault() { return *vault_; }
  [[nodiscard]] const PartitionId& partition() const { return hall_.hall; }
  [[nodiscard]] const halls::Definition& hall() const { return hall_; }
  // Taken when the house starts the next time.
  void change(halls::Definition hall) { hall_ = std::move(hall); }

  [[nodiscard]] Instant now() const { return wall_.now(); }
  [[nodiscard]] Instant steady() const { return steady_.now(); }
  void jump(Duration by) {
    latest_ = latest();
    wall_.jump(by);
  }
  // The latest time that its clock ever showed.
  [[nodiscard]] Instant latest() const { return std::max(latest_, now()); }

  void run_some(std::size_t messages) { time_->run_some(messages); }
  void run_for(Duration steady) { time_->run_until(steady_.now() + steady); }
  [[nodiscard]] std::size_t held() const { return store_->held(); }
  // Makes the oldest of what is held durable and tells `on_durable`, before any actor runs.
  void flush(std::size_t count = persistence::all_held);
  void lag_cursors(bool lag) { store_->lag_cursors(lag); }
  void settle();  // Until nothing is left to do at this instant and everything is durable.

  // As after a power cut: of what is held the oldest `kept` did reach the disk, with or without
  // what rides along with them, the rest is lost, and whoever waits is told nothing any more; the
  // newest snapshot of a stream may have become unreadable. Then the house starts again.
  struct Crash {
    std::size_t kept = 0;
    bool with_cursors = false;
    std::optional<StreamId> damaged = std::nullopt;
  };
  Result<void> crash(const Crash& crash);

 private:
  House(halls::Definition hall, Options options);
  Result<void> build();
  void tear_down(const Crash& crash);

  halls::Definition hall_;
  Options options_;
  std::uint64_t starts_ = 0;
  host::VirtualClock steady_;
  JumpingClock wall_;
  Instant latest_{};
  std::shared_ptr<persistence::MemoryDisk> disk_;
  std::unique_ptr<persistence::Vault> vault_;
  std::unique_ptr<persistence::MemoryStore> store_;
  std::shared_ptr<Journal> journal_;
  std::unique_ptr<node::Assembly> assembly_;
  std::unique_ptr<host::VirtualTime> time_;
};

}  // namespace atrium::simulation::trial
