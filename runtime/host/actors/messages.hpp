// What travels between the host's actors. Local to a process: no CAF serialisation.
#pragma once

#include "runtime/host/ask.hpp"

#include <caf/all.hpp>

#include <memory>

namespace atrium::host {

struct Delivery {
  std::shared_ptr<AnyAsk> ask;
};
struct Durable {};  // Reports of commits are waiting in the listener.
struct Tick {       // The timer armed for `due` rang.
  Instant due;
};
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

}  // namespace atrium::host

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(atrium::host::Delivery)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(atrium::host::Durable)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(atrium::host::Tick)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(atrium::host::Departing)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(atrium::host::Poke)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(atrium::host::JobDone)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(atrium::host::RetryJob)
