// From the hall's doors to the waiting room's.
#include "actors/policies/follow_hall.hpp"

namespace atrium::policies {

Effects FollowHall::react(const Source::Event& event, Instant) const {
  if (std::holds_alternative<hall::Opened>(event)) {
    return {To<waiting_room::Entity>{"main", waiting_room::OpenDoors{}}};
  }
  if (std::holds_alternative<hall::Closed>(event)) {
    return {To<waiting_room::Entity>{"main", waiting_room::CloseDoors{}}};
  }
  if (const auto* set = std::get_if<hall::ModeSet>(&event)) {
    const bool on = set->mode != hall::Mode::voiced;
    return {To<waiting_room::Entity>{"main", waiting_room::SetMessages{on}}};
  }
  return {};
}

}  // namespace atrium::policies
