// Whether the wall clock went on as the steady one did. A jump is told once; from then on the new
// time counts. Recorded time never runs back whatever the clock does (runtime/host/shell).
#pragma once

#include "runtime/core/time/instant.hpp"

#include <chrono>
#include <optional>

namespace atrium::node {

class ClockWatch {
 public:
  using Steady = std::chrono::steady_clock::time_point;
  static constexpr Duration tolerance = std::chrono::seconds{30};  // NTP slews, and looks are late.

  // By how much the wall clock has jumped since the look before, if it has.
  std::optional<Duration> look(Instant wall, Steady steady);

 private:
  struct Seen {
    Instant wall;
    Steady steady;
  };
  std::optional<Seen> seen_;
};

}  // namespace atrium::node
