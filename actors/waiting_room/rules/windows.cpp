// A window's intake: open, paused, closed. A pause lets the running service finish.
#include "actors/limits.hpp"
#include "actors/waiting_room/rules/rules.hpp"

namespace atrium::waiting_room {
namespace {

Refusal closed() {
  return refuse(RefusalKind::wrong_phase, "window.closed", "open the window first");
}

StaffId who_opens(const OpenWindow& ask, const Context& context) {
  if (!ask.staff.empty() || context.who.kind != WhoKind::staff) return ask.staff;
  return StaffId{context.who.id};
}

}  // namespace

Outcome decide_one(const State& room, const OpenWindow& ask, const Context& context) {
  if (auto refusal = limits::too_long({{"staff", ask.staff.value, limits::id_max}})) {
    return *refusal;
  }
  const auto window = known_window(room, ask.window);
  if (!window) return window.error();
  const auto at = index_of(room, ask.window).at;
  if (!configuration_of(room).windows[at].enabled) {
    return refuse(RefusalKind::forbidden, "window.disabled",
                  "the hall's definition has put it out of use", "window");
  }
  if ((*window)->intake != Intake::closed) {
    return refuse(RefusalKind::conflict, "window.already_open", "it is open or paused already");
  }
  return accept<Event>(WindowOpened{ask.window, who_opens(ask, context), context.now});
}

Outcome decide_one(const State& room, const CloseWindow& ask, const Context& context) {
  const auto window = known_window(room, ask.window);
  if (!window) return window.error();
  if ((*window)->intake == Intake::closed) {
    return refuse(RefusalKind::conflict, "window.already_closed", "it is closed already");
  }
  if ((*window)->current) {
    return refuse(RefusalKind::wrong_phase, "window.busy", "settle the current ticket first");
  }
  return accept<Event>(WindowClosed{ask.window, let_go_by(room, **window), context.now});
}

Outcome decide_one(const State& room, const PauseWindow& ask, const Context& context) {
  if (auto refusal = limits::too_long({{"reason", ask.reason, limits::reason_max}})) {
    return *refusal;
  }
  const auto window = known_window(room, ask.window);
  if (!window) return window.error();
  if ((*window)->intake == Intake::closed) return closed();
  if ((*window)->intake == Intake::paused || (*window)->pause_asked) {
    return refuse(RefusalKind::conflict, "window.already_paused", "a pause is on or asked already");
  }
  if ((*window)->current) {
    return accept<Event>(PauseAsked{ask.window, ask.reason, context.now});
  }
  return accept<Event>(WindowPaused{ask.window, ask.reason, context.now});
}

Outcome decide_one(const State& room, const ResumeWindow& ask, const Context& context) {
  const auto window = known_window(room, ask.window);
  if (!window) return window.error();
  if ((*window)->intake == Intake::closed) return closed();
  if ((*window)->pause_asked) return accept<Event>(PauseWithdrawn{ask.window, context.now});
  if ((*window)->intake != Intake::paused) {
    return refuse(RefusalKind::conflict, "window.not_paused", "it takes tickets already");
  }
  return accept<Event>(WindowResumed{ask.window, context.now});
}

void evolve_one(State& room, const WindowOpened& fact) {
  auto& window = window_of(room, fact.window);
  window.intake = Intake::open;
  window.staff = fact.staff.empty() ? std::nullopt : std::optional(fact.staff);
  window.since = fact.at;
}

void evolve_one(State& room, const WindowClosed& fact) {
  let_go(room, fact.released, fact.at);
  auto& window = window_of(room, fact.window);
  window.intake = Intake::closed;
  window.staff.reset();
  window.reason.clear();
  window.last.reset();
  window.since = fact.at;
}

void evolve_one(State& room, const PauseAsked& fact) {
  window_of(room, fact.window).pause_asked = fact.reason;
}

void evolve_one(State& room, const PauseWithdrawn& fact) {
  window_of(room, fact.window).pause_asked.reset();
}

void evolve_one(State& room, const WindowPaused& fact) {
  auto& window = window_of(room, fact.window);
  window.intake = Intake::paused;
  window.pause_asked.reset();
  window.reason = fact.reason;
  window.since = fact.at;
}

void evolve_one(State& room, const WindowResumed& fact) {
  auto& window = window_of(room, fact.window);
  window.intake = Intake::open;
  window.reason.clear();
  window.since = fact.at;
}

}  // namespace atrium::waiting_room
