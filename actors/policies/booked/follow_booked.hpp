// The book learns of a booking's ticket and of what became of it. Tickets of nobody who booked it
// passes over by itself.
#pragma once

#include "actors/appointment_book/appointment_book.hpp"
#include "actors/policies/effect.hpp"

#include <string_view>

namespace atrium::policies {

struct FollowBooked {
  static constexpr std::string_view name = "follow_booked";
  using Source = waiting_room::Entity;
  [[nodiscard]] Effects react(const Source::Event& event, Instant at) const;
};

}  // namespace atrium::policies
