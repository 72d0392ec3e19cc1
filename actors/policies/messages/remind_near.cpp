// From changes of who calls whom to reminders.
#include "actors/policies/messages/remind_near.hpp"

#include <variant>

namespace atrium::policies {

Effects RemindNear::react(const Source::Event& event, Instant) const {
  namespace room = waiting_room;
  const bool concerns = std::holds_alternative<room::StrategySet>(event) ||
                        std::holds_alternative<room::WindowOpened>(event) ||
                        std::holds_alternative<room::WindowClosed>(event) ||
                        std::holds_alternative<room::Unbound>(event) ||
                        std::holds_alternative<room::TicketReleased>(event) ||
                        std::holds_alternative<room::Configured>(event);
  if (!concerns) return {};
  return {To<room::Entity>{"main", room::Remind{}}};
}

}  // namespace atrium::policies
