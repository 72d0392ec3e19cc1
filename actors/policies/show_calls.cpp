// One overload per event that a display shows; the others change nothing there.
#include "actors/policies/show_calls.hpp"

#include "runtime/core/plant.hpp"

namespace atrium::policies {
namespace {

using display::Face;
using display::Show;
namespace room = waiting_room;
using Shows = std::vector<Show>;

Shows idle(const WindowId& window) { return {{window, "", Face::idle, "", 0}}; }

Shows shows(const room::Called& fact) {
  return {{fact.window, fact.number, Face::called, "", fact.call}};
}
Shows shows(const room::Recalled& fact) {
  if (ATRIUM_PLANTED("display_update_dropped")) return {};
  return {{fact.window, fact.number, Face::called, "", fact.call}};
}
Shows shows(const room::Started& fact) {
  return {{fact.window, fact.number, Face::serving, "", 0}};
}
Shows shows(const room::Finished& fact) { return idle(fact.window); }
Shows shows(const room::NoShow& fact) { return idle(fact.window); }
Shows shows(const room::Voided& fact) { return fact.current ? idle(fact.window) : Shows{}; }
Shows shows(const room::Parked& fact) { return idle(fact.window); }
Shows shows(const room::Transferred& fact) { return idle(fact.window); }
Shows shows(const room::Undone& fact) {
  if (!fact.current) return fact.act == room::Act::call ? idle(fact.window) : Shows{};
  const bool serving = fact.back.status == room::Status::serving;
  return {{fact.window, fact.number, serving ? Face::serving : Face::called, "",
           serving ? 0 : fact.back.calls}};
}
Shows shows(const room::WindowOpened& fact) { return idle(fact.window); }
Shows shows(const room::WindowClosed& fact) { return {{fact.window, "", Face::closed, "", 0}}; }
Shows shows(const room::WindowPaused& fact) {
  return {{fact.window, "", Face::paused, fact.reason, 0}};
}
Shows shows(const room::WindowResumed& fact) { return idle(fact.window); }
Shows shows(const room::DayEnded& fact) {
  Shows all;
  for (const auto& window : fact.cleared) all.push_back({window, "", Face::idle, "", 0});
  return all;
}
Shows shows(const room::TicketSetAside& fact) { return fact.window ? idle(*fact.window) : Shows{}; }
Shows shows(const room::TicketReleased&) { return {}; }
Shows shows(const room::StrategySet&) { return {}; }
Shows shows(const room::ServiceFinished& fact) { return idle(fact.window); }
Shows shows(const room::VisitPlanned&) { return {}; }
Shows shows(const room::Reminded&) { return {}; }
Shows shows(const room::Returned&) { return {}; }
Shows shows(const room::MessagesSet&) { return {}; }
Shows shows(const room::BlockLeased&) { return {}; }
Shows shows(const room::LeaseEnded&) { return {}; }
Shows shows(const room::Unbound&) { return {}; }
Shows shows(const room::Configured&) { return {}; }
Shows shows(const room::Issued&) { return {}; }
Shows shows(const room::Unparked&) { return {}; }
Shows shows(const room::PauseAsked&) { return {}; }
Shows shows(const room::PauseWithdrawn&) { return {}; }
Shows shows(const room::DoorsOpened&) { return {}; }
Shows shows(const room::DoorsClosed&) { return {}; }

}  // namespace

Effects ShowCalls::react(const Source::Event& event, Instant) const {
  Effects effects;
  for (const auto& show : std::visit([](const auto& fact) { return shows(fact); }, event)) {
    const auto at = topology_.windows.find(show.window);
    if (at == topology_.windows.end()) continue;
    for (const auto& id : at->second.displays) {
      effects.emplace_back(To<display::Entity>{id.value, show});
    }
  }
  return effects;
}

}  // namespace atrium::policies
