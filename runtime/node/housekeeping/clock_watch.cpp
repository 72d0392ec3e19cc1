// See clock_watch.hpp.
#include "runtime/node/housekeeping/clock_watch.hpp"

#include <utility>

namespace atrium::node {

std::optional<Duration> ClockWatch::look(Instant wall, Steady steady) {
  const auto before = std::exchange(seen_, Seen{wall, steady});
  if (!before) return std::nullopt;
  const auto passed = std::chrono::duration_cast<Duration>(steady - before->steady);
  const auto off = (wall - before->wall) - passed;
  if (off <= tolerance && off >= -tolerance) return std::nullopt;
  return off;
}

}  // namespace atrium::node
