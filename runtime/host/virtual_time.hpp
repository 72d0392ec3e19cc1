// Drives a host in virtual time: one message at a time on the caller's thread, timers when nothing
// else is to do. The schedule is CAF's own order, or shuffled by a seed; the same seed gives the
// same run.
#pragma once

#include "runtime/core/time/clock.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

namespace atrium::host {

class Host;

// Starts at an instant and moves only when told; made before the host that uses it.
class VirtualClock final : public Clock {
 public:
  explicit VirtualClock(Instant start) : now_(start) {}
  [[nodiscard]] Instant now() const override { return now_; }
  void move_to(Instant at) { now_ = at > now_ ? at : now_; }

 private:
  Instant now_;
};

class VirtualTime {
 public:
  VirtualTime(Host& host, VirtualClock& clock, std::optional<std::uint64_t> shuffle_seed = {});
  ~VirtualTime();

  // Handles every message there is at this instant.
  void run_ready();
  // Handles at most so many of them; answers how many it handled.
  std::size_t run_some(std::size_t messages);
  // Runs everything up to `until`, stopping at each timer's own instant.
  void run_until(Instant until);
  // When the next timer rings, if one is armed.
  [[nodiscard]] std::optional<Instant> next_timer() const;

 private:
  struct Inner;
  std::unique_ptr<Inner> inner_;
};

}  // namespace atrium::host
