// Stepping CAF's test coordinator.
#include "runtime/host/virtual_time.hpp"

#include "runtime/host/host.hpp"

#include <caf/all.hpp>
#include <caf/scheduler/test_coordinator.hpp>

#include <algorithm>
#include <random>

namespace atrium::host {

struct VirtualTime::Inner {
  caf::scheduler::test_coordinator& scheduler;
  VirtualClock& clock;
  Instant start;
  caf::actor_clock::time_point origin;
  std::optional<std::mt19937_64> shuffle;

  // Timers are in CAF's own steady time; the hall's instant is its distance from the start.
  [[nodiscard]] Instant instant_of(caf::actor_clock::time_point at) const {
    return start + std::chrono::ceil<Duration>(at - origin);
  }
};

VirtualTime::VirtualTime(Host& host, VirtualClock& clock,
                         std::optional<std::uint64_t> shuffle_seed) {
  auto& scheduler = dynamic_cast<caf::scheduler::test_coordinator&>(host.system().scheduler());
  inner_ = std::make_unique<Inner>(
      Inner{scheduler, clock, clock.now(), scheduler.clock().now(), std::nullopt});
  if (shuffle_seed) inner_->shuffle.emplace(*shuffle_seed);
}

VirtualTime::~VirtualTime() = default;

void VirtualTime::run_ready() {
  while (run_some(1024) > 0) {
  }
}

std::size_t VirtualTime::run_some(std::size_t messages) {
  auto& jobs = inner_->scheduler.jobs;
  std::size_t handled = 0;
  for (; handled < messages && !jobs.empty(); ++handled) {
    if (inner_->shuffle && jobs.size() > 1) {
      const auto pick = (*inner_->shuffle)() % jobs.size();
      std::rotate(jobs.begin(), jobs.begin() + static_cast<std::ptrdiff_t>(pick),
                  jobs.begin() + static_cast<std::ptrdiff_t>(pick) + 1);
    }
    inner_->scheduler.run_once();
  }
  return handled;
}

std::optional<Instant> VirtualTime::next_timer() const {
  const auto& schedule = inner_->scheduler.clock().schedule();
  if (schedule.empty()) return std::nullopt;
  return inner_->instant_of(schedule.begin()->first);
}

void VirtualTime::run_until(Instant until) {
  run_ready();
  for (auto next = next_timer(); next && *next <= until; next = next_timer()) {
    inner_->clock.move_to(*next);
    const auto wait =
        inner_->scheduler.clock().schedule().begin()->first - inner_->scheduler.clock().now();
    inner_->scheduler.advance_time(std::max(wait, caf::actor_clock::duration_type::zero()));
    run_ready();
  }
  inner_->clock.move_to(until);
  const auto target = inner_->origin + (until - inner_->start);
  if (target > inner_->scheduler.clock().now()) {
    inner_->scheduler.advance_time(target - inner_->scheduler.clock().now());
  }
  run_ready();
}

}  // namespace atrium::host
