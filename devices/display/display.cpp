// What a display is wished to show, and what it says it shows.
#include "devices/display/display.hpp"

#include "actors/limits.hpp"

#include <algorithm>

namespace atrium::display {
namespace {

using Outcome = Decision<Event>;

Outcome decide_one(const State& display, const Show& ask, const Context& context) {
  if (auto refusal = limits::too_long({{"window", ask.window.value, limits::id_max},
                                       {"number", ask.number, limits::id_max},
                                       {"text", ask.text, limits::reason_max}})) {
    return *refusal;
  }
  const auto& now = display.desired;
  Content next{ask.window, ask.number, ask.state, ask.text, ask.calls, now.sequence};
  if (next == now && now.sequence > 0) return accept<Event>();
  ++next.sequence;
  return accept<Event>(Directed{next, context.now});
}

Outcome decide_one(const State& display, const Report& ask, const Context& context) {
  if (ask.sequence < 0 || ask.sequence > display.desired.sequence) {
    return refuse(RefusalKind::invalid, "display.unknown_sequence",
                  "nothing of that sequence was ever wished", "sequence");
  }
  if (ask.sequence <= display.reported.sequence) return accept<Event>();
  return accept<Event>(Shown{ask.sequence, context.now});
}

void evolve_one(State& display, const Directed& fact) {
  display.desired = fact.content;
  auto& faces = display.faces;
  const auto place = std::ranges::lower_bound(faces, fact.content.window, {}, &Content::window);
  if (place != faces.end() && place->window == fact.content.window) {
    *place = fact.content;
  } else {
    faces.insert(place, fact.content);
  }
  display.unreported.push_back(fact.content);
  if (display.unreported.size() > unreported_max) {
    display.unreported.erase(display.unreported.begin());
  }
}

void evolve_one(State& display, const Shown& fact) {
  auto& waiting = display.unreported;
  const auto shown = std::ranges::find(waiting, fact.sequence, &Content::sequence);
  if (shown != waiting.end()) {
    display.reported = *shown;
    waiting.erase(waiting.begin(), shown + 1);
  } else {
    display.reported.sequence = fact.sequence;  // So old that its content is forgotten.
  }
}

DeviceView view_of(const State& display) {
  return {display.desired, display.reported, display.desired == display.reported, display.faces};
}

}  // namespace

Decision<Event> decide(const State& display, const Command& command, const Context& context) {
  return std::visit([&](const auto& ask) { return decide_one(display, ask, context); }, command);
}

void evolve(State& display, const Event& event) {
  std::visit([&](const auto& fact) { evolve_one(display, fact); }, event);
}

Answer reply(const State& display, const Command&, const std::vector<Event>&, const Context&) {
  return view_of(display);
}

std::variant<Answer, Refusal> look(const State& display, const Query&, Instant) {
  return view_of(display);
}

Saved save(const State& display) { return display; }
State load(const Saved& saved) { return saved; }

}  // namespace atrium::display
