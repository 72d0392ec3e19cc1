// What an operator may ask of a running house: what each awake entity is doing and waiting for.
// Figures are read while the entity works: each is true by itself, together they may be a moment
// apart.
#pragma once

#include "runtime/core/ids.hpp"
#include "runtime/core/time/instant.hpp"

#include <cstdint>
#include <string>

namespace atrium::host {

struct ActorReport {
  PartitionId partition;
  StreamId stream;
  std::string state;            // recovering | awake | leaving | quarantined
  std::uint64_t waiting = 0;    // Questions in its mailbox.
  std::int64_t waiting_ms = 0;  // How long the oldest of them has waited, of real time.
  std::string doing;            // "call_next", "recover", "commit"; empty: nothing.
  std::int64_t doing_ms = 0;
  std::uint64_t syncing = 0;  // Answers that wait for the journal.
  std::int64_t syncing_ms = 0;
  std::uint64_t handled = 0;  // Questions answered since it woke.
  std::uint64_t defects = 0;
  std::int64_t idle_ms = 0;  // Since it was last asked.
  std::string trouble;       // Why it is quarantined.
};

// One partition, for metrics.
struct PartitionVitals {
  PartitionId partition;
  std::uint64_t awake = 0;
  std::uint64_t awake_bytes = 0;  // Estimated.
  std::uint64_t recovering = 0;
  std::uint64_t quarantined = 0;
  std::uint64_t activations = 0;  // Since the start, as everything below.
  std::uint64_t departures = 0;
  std::uint64_t restarts = 0;  // States that were made anew after a defect.
  std::uint64_t defects = 0;
  std::uint64_t waiting = 0;      // Questions not yet answered, now.
  std::int64_t waiting_ms = 0;    // The oldest of them, now.
  std::uint64_t turned_away = 0;  // Answered `overloaded`.
  std::uint64_t timers_fired = 0;
  std::uint64_t timers_waiting = 0;  // Due, not yet fired, now.
};

}  // namespace atrium::host
