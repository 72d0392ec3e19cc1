// How many entities may recover at once: after a start, a storm of wakings must not starve those
// that are awake. First come, first served. Thread-safe.
#pragma once

#include "runtime/host/actors/messages.hpp"

#include <deque>
#include <mutex>

namespace atrium::host {

class Permits {
 public:
  explicit Permits(unsigned at_once) : free_(at_once) {}

  // True: go ahead, and give it back. False: a Permitted message will say so later.
  bool take(const caf::actor& actor) {
    const std::lock_guard lock(mutex_);
    if (free_ == 0) {
      waiting_.push_back(actor);
      return false;
    }
    --free_;
    return true;
  }

  void give_back() {
    caf::actor next;
    {
      const std::lock_guard lock(mutex_);
      if (waiting_.empty()) {
        ++free_;
        return;
      }
      next = std::move(waiting_.front());
      waiting_.pop_front();
    }
    caf::anon_send(next, Permitted{});
  }

  void close() {  // Nobody waits any more: the house stops.
    const std::lock_guard lock(mutex_);
    waiting_.clear();
  }

 private:
  std::mutex mutex_;
  unsigned free_;
  std::deque<caf::actor> waiting_;
};

}  // namespace atrium::host
