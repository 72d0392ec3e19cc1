// From intake to attendance.
#include "actors/policies/follow_intake.hpp"

namespace atrium::policies {
namespace {

Effects to_window(const WindowId& id, window::Command command) {
  return {To<window::Entity>{id.value, std::move(command)}};
}

}  // namespace

Effects FollowIntake::react(const Source::Event& event, Instant) const {
  namespace room = waiting_room;
  if (const auto* fact = std::get_if<room::WindowOpened>(&event)) {
    return to_window(fact->window, window::FollowOpened{fact->staff, fact->at});
  }
  if (const auto* fact = std::get_if<room::WindowClosed>(&event)) {
    return to_window(fact->window, window::FollowClosed{fact->at});
  }
  if (const auto* fact = std::get_if<room::WindowPaused>(&event)) {
    return to_window(fact->window, window::FollowPaused{fact->reason, fact->at});
  }
  if (const auto* fact = std::get_if<room::WindowResumed>(&event)) {
    return to_window(fact->window, window::FollowResumed{fact->at});
  }
  return {};
}

}  // namespace atrium::policies
