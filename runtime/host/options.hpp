// How a host and its entities run.
#pragma once

#include "runtime/core/ids.hpp"
#include "runtime/core/outbound.hpp"
#include "runtime/core/time/instant.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>

namespace atrium::host {

// A broken invariant as it was met: for the operator and for whoever mends it. No personal data.
struct DefectReport {
  PartitionId partition;
  StreamId stream;
  std::string command;  // "call_next"; empty when it was not a command.
  std::string subject;  // The ticket or case that it is about, if that is known.
  std::string what;
  unsigned times = 1;  // How often this subject has met a defect since it was last well.
  Instant at;
};

// How much may wait at once in one partition; what comes on top is answered `overloaded` at once.
// Commands of people go on when devices' reports and queries are already turned away.
struct AdmissionLimits {
  std::size_t commands = 4096;
  std::size_t reports = 1024;  // Of devices.
  std::size_t queries = 512;
};

struct HostOptions {
  bool virtual_time = false;  // On the caller's thread, driven by VirtualTime.
  unsigned workers = 2;

  // What sleeps costs disk only. An entity sleeps when it was not asked for `idle_after`, sooner
  // when the awake ones of a partition together exceed the budget: then those not asked for
  // longest.
  std::chrono::seconds idle_after = std::chrono::minutes(30);
  std::size_t memory_budget = std::size_t{256} << 20;  // Bytes, estimated, of each partition.
  unsigned recoveries_at_once = 2;

  // Timers: how many fire at once and in a second, after a long stop.
  std::size_t timers_at_once = 64;
  std::size_t timers_per_s = 5000;

  AdmissionLimits admission = {};

  // Client command ids are answered from the record at least so long.
  std::chrono::hours replies_kept = std::chrono::hours(24);

  // Called on a thread of the runtime; must not block. Default: a line on standard error.
  std::function<void(const DefectReport&)> on_defect = {};

  // Takes the policies' messages; outlives the host. Null: they go nowhere.
  Outbound* outbound = nullptr;

  // For a simulator: sees each state (an E::State of the stream's kind) that the journal now holds
  // in full. Null in production.
  std::function<void(const PartitionId&, const StreamId&, Version, const void* state)> witness = {};
};

struct EntityOptions {
  // Sleeps as soon as nothing is pending: for entities that are many and rarely asked.
  bool leaves_when_idle = false;
};

}  // namespace atrium::host
