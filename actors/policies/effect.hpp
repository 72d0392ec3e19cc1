// What a policy answers to an event: commands to other entities of the same partition, in order.
// Pure values; the host gives each its derived command id, so that it is carried out exactly once.
#pragma once

#include "actors/waiting_room/waiting_room.hpp"
#include "actors/window/window.hpp"
#include "devices/display/display.hpp"
#include "devices/evaluator/evaluator.hpp"
#include "devices/ticket_machine/ticket_machine.hpp"

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace atrium::policies {

template <class E>
struct To {
  using Entity = E;
  std::string id;
  typename E::Command command;
};

using Effect = std::variant<To<display::Entity>, To<evaluator::Entity>, To<ticket_machine::Entity>,
                            To<window::Entity>, To<waiting_room::Entity>>;
using Effects = std::vector<Effect>;

}  // namespace atrium::policies
