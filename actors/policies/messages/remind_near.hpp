// When other windows are at work, or call in another order, whoever has few ahead now is reminded.
// What a call changes the waiting room sees by itself.
#pragma once

#include "actors/policies/effect.hpp"

#include <string_view>

namespace atrium::policies {

struct RemindNear {
  static constexpr std::string_view name = "remind_near";
  using Source = waiting_room::Entity;
  [[nodiscard]] Effects react(const Source::Event& event, Instant at) const;
};

}  // namespace atrium::policies
