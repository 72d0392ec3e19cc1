// The waiting room issues tickets while the hall is open.
#pragma once

#include "actors/hall/hall.hpp"
#include "actors/policies/effect.hpp"

#include <string_view>

namespace atrium::policies {

struct FollowHall {
  static constexpr std::string_view name = "follow_hall";
  using Source = hall::Entity;
  [[nodiscard]] Effects react(const Source::Event& event, Instant at) const;
};

}  // namespace atrium::policies
