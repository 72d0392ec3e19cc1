// Which devices stand at which window: what policies must know of the hall beside the event they
// react to.
#pragma once

#include "runtime/core/ids.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace atrium::policies {

struct WindowDevices {
  std::vector<DeviceId> displays;
  std::optional<DeviceId> evaluator;
};

// A message in both languages; {hall}, {number}, {window} and {ahead} stand for what it tells of.
struct MessageText {
  std::string zh;
  std::string en;
};

struct Messages {
  std::string channel;  // "sms" or "wechat".
  MessageText hall;     // Its name.
  MessageText call;
  MessageText reminder;
};

struct Topology {
  std::map<WindowId, WindowDevices> windows;
  std::vector<DeviceId> machines;
  Messages messages = {};
};

}  // namespace atrium::policies
