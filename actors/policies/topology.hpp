// Which devices stand at which window: what policies must know of the hall beside the event they
// react to.
#pragma once

#include "runtime/core/ids.hpp"

#include <map>
#include <optional>
#include <vector>

namespace atrium::policies {

struct WindowDevices {
  std::vector<DeviceId> displays;
  std::optional<DeviceId> evaluator;
};

struct Topology {
  std::map<WindowId, WindowDevices> windows;
  std::vector<DeviceId> machines;
};

}  // namespace atrium::policies
