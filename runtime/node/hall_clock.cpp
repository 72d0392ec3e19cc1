// Wall time and simulated time.
#include "runtime/node/hall_clock.hpp"

namespace atrium::node {

Instant WallClock::now() const {
  return std::chrono::floor<Duration>(std::chrono::system_clock::now());
}

SimulatedClock::SimulatedClock(Instant start, double speed)
    : speed_(speed), began_(std::chrono::steady_clock::now()), start_(start) {}

Instant SimulatedClock::now() const {
  const std::chrono::duration<double> lived = std::chrono::steady_clock::now() - began_;
  std::scoped_lock lock(mutex_);
  return start_ + std::chrono::duration_cast<Duration>(lived * speed_);
}

Duration SimulatedClock::real(Duration hall_time) const {
  return std::chrono::duration_cast<Duration>(std::chrono::duration<double>(hall_time) / speed_);
}

void SimulatedClock::skip_to(Instant at) {
  const auto ahead = at - now();
  if (ahead <= Duration{0}) return;
  std::scoped_lock lock(mutex_);
  start_ += ahead;
}

}  // namespace atrium::node
