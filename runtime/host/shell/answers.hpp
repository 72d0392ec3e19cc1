// The answers of one entity that are on their way: each is held until the version that it was
// decided on is durable, and a repeat of a command in flight joins the first. Knows no entity.
// Single-threaded, as the shell that owns it.
#pragma once

#include "runtime/core/ids.hpp"
#include "runtime/host/ask.hpp"

#include <cstdint>
#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

namespace atrium::host {

class Answers {
 public:
  [[nodiscard]] bool empty() const { return held_.empty(); }
  [[nodiscard]] std::size_t size() const { return held_.size(); }

  // An answer that rests on `version`; said at once when nothing is held before it.
  void say(Reply& reply, Outcome outcome, Version version, Position position);

  // The answer of a command whose events were just appended as the last ones up to `version`.
  void appended(Reply reply, Outcome outcome, Version version, const Asker& asker);

  enum class Joined { no, yes, other_command };
  // A repeat of a command that is in flight is answered together with it.
  Joined join(const Asker& asker, Reply& reply);

  // Says all that rests on versions up to `durable`, whose last event stands at `position`.
  void release(Version durable, Position position);

 private:
  struct Held {
    Version version = 0;
    bool appended = false;
    std::uint64_t fingerprint = 0;
    Outcome outcome;
    Reply reply;
    std::vector<Reply> repeats;
    std::string id;  // Only of a client's command that was appended.
  };
  static void tell(Held& held, Position position);

  std::deque<Held> held_;
  std::unordered_map<std::string, Version> in_flight_;
};

}  // namespace atrium::host
