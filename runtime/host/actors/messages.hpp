// What travels between the host's actors. Local to a process: no CAF serialisation.
#pragma once

#include "runtime/host/ask.hpp"

#include <caf/all.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>

namespace atrium::host {

struct Delivery {
  std::shared_ptr<AnyAsk> ask;
  std::int64_t at = 0;  // When it was delivered, as a Pulse tells time.
};
struct Permitted {};  // To recover, after waiting for it.
struct Durable {};    // Reports of commits are waiting in the listener.
struct Rest {};       // Sleep, if nothing is to be done.
struct Revive {};     // Try to recover again.
struct Departing {};  // Everything that was routed here has been handled.
struct Poke {};       // The feed has more.
struct JobDone {      // A policy's command was answered.
  std::size_t run = 0;
  std::uint64_t job = 0;
  bool retry = false;
};
struct RetryJob {
  std::size_t run = 0;
  std::uint64_t job = 0;
};
struct TimerSet {
  Timer timer;
};
struct TimerTick {};
struct TimerDone {  // A fired timer was answered; `failed`: to be fired again, later.
  Timer timer;
  bool failed = false;
};
struct Restated {};  // One stream has written its timer anew.
struct Sweep {};     // Time to look who may sleep and what may be forgotten.

}  // namespace atrium::host

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(atrium::host::Delivery)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(atrium::host::Permitted)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(atrium::host::Durable)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(atrium::host::Rest)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(atrium::host::Revive)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(atrium::host::Departing)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(atrium::host::Poke)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(atrium::host::JobDone)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(atrium::host::RetryJob)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(atrium::host::TimerSet)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(atrium::host::TimerTick)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(atrium::host::TimerDone)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(atrium::host::Restated)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(atrium::host::Sweep)
