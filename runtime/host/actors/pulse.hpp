// What can be seen of an entity's actor from outside while it works: written by the directory and
// the actor, read by whoever asks how the house is. Every figure is true by itself.
#pragma once

#include "runtime/host/vitals.hpp"

#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>

namespace atrium::host {

// Times are microseconds of the actor system's steady clock.
struct Pulse {
  enum class Phase : std::uint8_t { recovering, awake, leaving, quarantined };

  std::atomic<Phase> phase = Phase::recovering;
  std::atomic<std::uint64_t> waiting = 0;  // Questions in the mailbox.
  std::atomic<std::int64_t> oldest = 0;    // When the oldest of them came, or a little before.
  std::atomic<std::int64_t> used = 0;      // When it was last asked.
  std::atomic<const char*> doing = nullptr;
  std::atomic<std::int64_t> doing_since = 0;
  std::atomic<std::uint64_t> syncing = 0;
  std::atomic<std::int64_t> syncing_since = 0;
  std::atomic<std::uint64_t> handled = 0;
  std::atomic<std::uint64_t> defects = 0;
  std::atomic<std::uint64_t> bytes = 0;

  void came(std::int64_t now) {
    if (waiting.fetch_add(1) == 0) oldest = now;
    used = now;
  }
  // The actor takes what came at `since`.
  void begin(const char* what, std::int64_t since, std::int64_t now) {
    --waiting;
    oldest = since;
    doing_since = now;
    doing = what;
  }
  void end() {
    doing = nullptr;
    handled.fetch_add(1, std::memory_order_relaxed);
  }

  void quarantine(const std::string& why) {
    const std::lock_guard lock(mutex);
    trouble = why;
    phase = why.empty() ? Phase::awake : Phase::quarantined;
  }

  [[nodiscard]] ActorReport report(std::int64_t now) const;

 private:
  mutable std::mutex mutex;
  std::string trouble;
};

}  // namespace atrium::host
