// From a ticket to its slip. A machine that the hall does not have prints nothing.
#include "actors/policies/print_slips.hpp"

#include "runtime/core/plant.hpp"

#include <algorithm>

namespace atrium::policies {

Effects PrintSlips::react(const Source::Event& event, Instant) const {
  Effects effects;
  if (const auto* issued = std::get_if<waiting_room::Issued>(&event)) {
    if (ATRIUM_PLANTED("slip_forgotten") && issued->priority > 0) return effects;
    if (!issued->machine || std::ranges::count(topology_.machines, *issued->machine) == 0) {
      return effects;
    }
    effects.emplace_back(To<ticket_machine::Entity>{
        issued->machine->value, ticket_machine::Print{issued->ticket, issued->number,
                                                      issued->service, issued->ahead, issued->at}});
  }
  if (std::holds_alternative<waiting_room::DayEnded>(event)) {
    for (const auto& machine : topology_.machines) {
      effects.emplace_back(To<ticket_machine::Entity>{machine.value, ticket_machine::ClearSlips{}});
    }
  }
  return effects;
}

}  // namespace atrium::policies
