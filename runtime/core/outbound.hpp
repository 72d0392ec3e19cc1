// The outbound port: messages to people who are not in the hall (SMS, WeChat push). Policies make
// them (actors/policies/effect.hpp), the host hands them over: at least once, in order within a
// channel, always under the same id. Which platform carries them is the implementation's.
#pragma once

#include "runtime/core/failure.hpp"
#include "runtime/core/personal.hpp"
#include "runtime/core/time/instant.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>

namespace atrium {

struct Message {
  std::string id;       // Given by the host; a platform that has seen it takes it no second time.
  std::string channel;  // "sms", "wechat"
  Personal<std::string> to;                   // The phone.
  std::string key;                            // Of the template: "call", "reminder".
  std::map<std::string, std::string> fields;  // What stands in its places. No personal data.
  std::string text_zh;
  std::string text_en;
  Instant at;  // Of the event that it tells of; given by the host.
  std::optional<Instant> expires = std::nullopt;  // From then on nobody is to be told any more.
};

class Outbound {
 public:
  virtual ~Outbound() = default;

  // `taken` is called exactly once, on any thread: the platform has the message for good, or a
  // failure. `invalid_input` is final, any other is tried again.
  virtual void send(const Message& message, std::function<void(Result<void>)> taken) = 0;
};

}  // namespace atrium
