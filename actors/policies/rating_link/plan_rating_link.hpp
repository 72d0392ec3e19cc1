// A visit whose holder gave a phone is to get a link to rate it, some time after its end; a visit
// that goes on after all is not.
#pragma once

#include "actors/policies/effect.hpp"
#include "runtime/core/time/instant.hpp"

#include <string_view>

namespace atrium::policies {

class PlanRatingLink {
 public:
  static constexpr std::string_view name = "plan_rating_link";
  using Source = waiting_room::Entity;

  // Sent `after` the end of the service, and valid so long from then on.
  PlanRatingLink(Duration after, Duration valid) : after_(after), valid_(valid) {}
  [[nodiscard]] Effects react(const Source::Event& event, Instant at) const;

 private:
  Duration after_;
  Duration valid_;
};

}  // namespace atrium::policies
