// The steady virtual time, moved by as much as the machine's wall clock is wrong.
#pragma once

#include "runtime/core/time/clock.hpp"

namespace atrium::simulation {

class JumpingClock final : public Clock {
 public:
  explicit JumpingClock(const Clock& steady) : steady_(steady) {}
  [[nodiscard]] Instant now() const override { return steady_.now() + wrong_; }
  void jump(Duration by) { wrong_ += by; }

 private:
  const Clock& steady_;
  Duration wrong_{};
};

}  // namespace atrium::simulation
