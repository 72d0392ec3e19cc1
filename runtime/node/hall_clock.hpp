// The node's clock: the machine's own, or a simulated one that starts where the record ends and
// runs `speed` times faster than life. The only place in the runtime that reads the machine's
// clocks.
#pragma once

#include "runtime/core/time/clock.hpp"

#include <chrono>
#include <mutex>

namespace atrium::node {

class WallClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override;
};

// For crowds, demonstrations and tests. Never runs backwards; may be moved forward over a night in
// which nothing happens.
class SimulatedClock final : public Clock {
 public:
  // Runs from `start` on, beginning now. `speed` in hall seconds per second, 0.01 to 1000.
  SimulatedClock(Instant start, double speed);

  [[nodiscard]] Instant now() const override;
  [[nodiscard]] Duration real(Duration hall_time) const override;

  void skip_to(Instant at);  // Ignored when it is past.

 private:
  const double speed_;
  const std::chrono::steady_clock::time_point began_;
  mutable std::mutex mutex_;
  Instant start_;
};

}  // namespace atrium::node
