// The window entity follows the waiting room's decisions about its intake.
#pragma once

#include "actors/policies/effect.hpp"

#include <string_view>

namespace atrium::policies {

struct FollowIntake {
  static constexpr std::string_view name = "follow_intake";
  using Source = waiting_room::Entity;
  [[nodiscard]] Effects react(const Source::Event& event, Instant at) const;
};

}  // namespace atrium::policies
