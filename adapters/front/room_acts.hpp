// Acts of an edge that are commands of the waiting room, once their texts are values. Not for
// anybody outside this folder.
#pragma once

#include "actors/waiting_room/waiting_room.hpp"
#include "adapters/front/acts.hpp"

#include <optional>

namespace atrium::front {

waiting_room::Holder holder_of(const HolderFields& fields);

// Without its holder, whose numbers are looked at first.
waiting_room::Issue issue_of(const TakeTicket& act);

waiting_room::LeaseBlock lease_of(const LeaseNumbers& act);

// Nothing for a time that is none.
std::optional<waiting_room::TakeIn> take_in_of(const TakeInTicket& act);

// Nothing for a word that is none of an enumeration's.
std::optional<waiting_room::Strategy> strategy_of(const StrategyFields& fields);

// Nothing for an action that is none of window_actions.
std::optional<waiting_room::Command> command_of(const WindowAct& act);

}  // namespace atrium::front
