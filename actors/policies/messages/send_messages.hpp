// Calls and reminders go to the phone of whoever gave one, where the hall calls silently or the
// ticket has no paper. Whose phone it is, the waiting room says in its events.
#pragma once

#include "actors/policies/effect.hpp"
#include "actors/policies/topology.hpp"

#include <chrono>
#include <string_view>
#include <utility>

namespace atrium::policies {

class SendMessages {
 public:
  static constexpr std::string_view name = "send_messages";
  using Source = waiting_room::Entity;
  static constexpr Duration stale = speaker::stale;  // Nobody is told any more, nor spoken to.

  explicit SendMessages(const Topology& topology) : messages_(topology.messages) {}
  [[nodiscard]] Effects react(const Source::Event& event, Instant at) const;

 private:
  Messages messages_;
};

}  // namespace atrium::policies
