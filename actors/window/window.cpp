// Following the waiting room: who sits at the window, and why it is paused.
#include "actors/window/window.hpp"

#include "actors/limits.hpp"

namespace atrium::window {
namespace {

using Outcome = Decision<Event>;

Outcome decide_one(const State& window, const FollowOpened& ask, const Context&) {
  if (window.staff == ask.staff) return accept<Event>();
  if (!window.staff) return accept<Event>(Staffed{ask.staff, ask.since});
  return accept<Event>(Left{*window.staff, ask.since}, Staffed{ask.staff, ask.since});
}

Outcome decide_one(const State& window, const FollowClosed& ask, const Context&) {
  if (!window.staff) return accept<Event>();
  return accept<Event>(Left{*window.staff, ask.since});
}

Outcome decide_one(const State& window, const FollowPaused& ask, const Context&) {
  if (auto refusal = limits::too_long({{"reason", ask.reason, limits::reason_max}})) {
    return *refusal;
  }
  if (window.paused && window.reason == ask.reason) return accept<Event>();
  return accept<Event>(Paused{ask.reason, ask.since});
}

Outcome decide_one(const State& window, const FollowResumed& ask, const Context&) {
  if (!window.paused) return accept<Event>();
  return accept<Event>(Resumed{ask.since});
}

Outcome decide_one(const State& window, const SetText& ask, const Context& context) {
  if (auto refusal = limits::too_long({{"text", ask.text, limits::reason_max}})) return *refusal;
  if (window.text == ask.text) return accept<Event>();
  return accept<Event>(TextSet{ask.text, context.now});
}

void evolve_one(State& window, const Staffed& fact) {
  window.staff = fact.staff;
  window.since = fact.at;
}

void evolve_one(State& window, const Left& fact) {
  window.staff.reset();
  window.paused = false;
  window.reason.clear();
  window.since = fact.at;
}

void evolve_one(State& window, const Paused& fact) {
  window.paused = true;
  window.reason = fact.reason;
  window.since = fact.at;
}

void evolve_one(State& window, const Resumed& fact) {
  window.paused = false;
  window.reason.clear();
  window.since = fact.at;
}

void evolve_one(State& window, const TextSet& fact) { window.text = fact.text; }

AttendanceView view_of(const State& window) {
  return {window.staff, window.paused, window.reason, window.text, window.since};
}

}  // namespace

Decision<Event> decide(const State& window, const Command& command, const Context& context) {
  return std::visit([&](const auto& ask) { return decide_one(window, ask, context); }, command);
}

void evolve(State& window, const Event& event) {
  std::visit([&](const auto& fact) { evolve_one(window, fact); }, event);
}

Answer reply(const State& window, const Command&, const std::vector<Event>&, const Context&) {
  return view_of(window);
}

std::variant<Answer, Refusal> look(const State& window, const Query&, Instant) {
  return view_of(window);
}

Saved save(const State& window) { return window; }
State load(const Saved& saved) { return saved; }

}  // namespace atrium::window
