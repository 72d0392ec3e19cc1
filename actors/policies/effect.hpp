// What a policy answers to an event: commands to other entities of the same partition, and messages
// to people, in order. Pure values; the host gives each its derived id, so that a command is
// carried out exactly once and a platform knows a message that it has taken before.
#pragma once

#include "actors/appointment_book/appointment_book.hpp"
#include "actors/evaluation/evaluation.hpp"
#include "actors/waiting_room/waiting_room.hpp"
#include "actors/window/window.hpp"
#include "devices/display/display.hpp"
#include "devices/evaluator/evaluator.hpp"
#include "devices/speaker/speaker.hpp"
#include "devices/ticket_machine/ticket_machine.hpp"
#include "runtime/core/outbound.hpp"

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

struct Outgoing {
  Message message;  // Its id and time are the host's.
};

using Effect =
    std::variant<To<display::Entity>, To<evaluator::Entity>, To<ticket_machine::Entity>,
                 To<window::Entity>, To<waiting_room::Entity>, To<speaker::Entity>,
                 To<appointment_book::Entity>, To<evaluation::Entity>, Outgoing>;
using Effects = std::vector<Effect>;

}  // namespace atrium::policies
