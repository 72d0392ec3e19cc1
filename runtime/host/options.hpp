// How a host and its entities run.
#pragma once

namespace atrium::host {

struct HostOptions {
  bool virtual_time = false;  // On the caller's thread, driven by VirtualTime.
  unsigned workers = 2;
};

struct EntityOptions {
  // Sleeps as soon as nothing is pending: for entities that are many and rarely asked.
  bool leaves_when_idle = false;
};

}  // namespace atrium::host
