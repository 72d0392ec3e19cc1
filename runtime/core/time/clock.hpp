// The one place that time comes from: a port, so that a hall can run in virtual time or faster than
// life.
#pragma once

#include "runtime/core/time/instant.hpp"

namespace atrium {

class Clock {
 public:
  virtual ~Clock() = default;
  // Thread-safe. May jump with the machine's wall clock; whoever records takes max(previous, now).
  [[nodiscard]] virtual Instant now() const = 0;
  // How much real time passes while the hall lives through `hall_time` (it is shorter at --speed
  // 60).
  [[nodiscard]] virtual Duration real(Duration hall_time) const { return hall_time; }
};

}  // namespace atrium
