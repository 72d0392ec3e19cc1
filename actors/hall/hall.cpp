// The rules of the hall as a whole.
#include "actors/hall/hall.hpp"

#include "actors/limits.hpp"

#include <chrono>
#include <utility>

namespace atrium::hall {
namespace {

using Outcome = Decision<Event>;

Day day_of(const Configured& configuration, Instant now) {
  return business_day(configuration.zone, std::chrono::minutes{configuration.reset_minute}, now);
}

Refusal not_configured() {
  return refuse(RefusalKind::wrong_phase, "hall.not_configured",
                "the hall's definition has not reached it yet");
}

std::string quoted(Mode mode) {
  return std::string("\"") + boost::describe::enum_to_string(mode, "") + '"';
}

Outcome decide_one(const State& hall, const Configure& ask, const Context& context) {
  if (auto refusal = limits::too_long({{"version", ask.version, limits::id_max},
                                       {"zone.name", ask.zone.name, limits::id_max}})) {
    return *refusal;
  }
  if (ask.reset_minute < 0 || ask.reset_minute >= 24 * 60) {
    return refuse(RefusalKind::invalid, "hall.bad_reset", "reset_minute is 0 to 1439",
                  "reset_minute");
  }
  const Configured next{ask.version, ask.zone, ask.reset_minute, context.now, ask.mode};
  const auto& known = hall.configuration;
  if (known && known->version == next.version && known->zone == next.zone &&
      known->reset_minute == next.reset_minute && known->mode == next.mode) {
    return accept<Event>();
  }
  // Told even where it stays: whatever is new in the hall must hear of it.
  const bool as_before = known && known->mode == next.mode;
  const ModeSet mode{as_before ? hall.mode : next.mode, context.now};
  RulesChanged rules{ask.version, ask.changes, ask.more, context.now};
  if (known && !as_before) {
    rules.changes.push_back({"mode", quoted(known->mode), quoted(next.mode)});
  }
  if (rules.changes.empty()) return accept<Event>(next, mode);
  return accept<Event>(next, mode, std::move(rules));
}

Outcome decide_one(const State& hall, const Open&, const Context& context) {
  if (!hall.configuration) return not_configured();
  if (hall.open) return refuse(RefusalKind::conflict, "hall.already_open");
  return accept<Event>(Opened{day_of(*hall.configuration, context.now), context.now});
}

Outcome decide_one(const State& hall, const Close&, const Context& context) {
  if (!hall.configuration) return not_configured();
  if (!hall.open) return refuse(RefusalKind::conflict, "hall.already_closed");
  return accept<Event>(Closed{day_of(*hall.configuration, context.now), context.now});
}

Outcome decide_one(const State& hall, const SetMode& ask, const Context& context) {
  if (!hall.configuration) return not_configured();
  if (hall.mode == ask.mode) return refuse(RefusalKind::conflict, "hall.already_in_mode");
  return accept<Event>(ModeSet{ask.mode, context.now});
}

void evolve_one(State& hall, const Configured& fact) { hall.configuration = fact; }
void evolve_one(State& hall, const Opened&) { hall.open = true; }
void evolve_one(State& hall, const Closed&) { hall.open = false; }
void evolve_one(State& hall, const ModeSet& fact) { hall.mode = fact.mode; }
void evolve_one(State&, const RulesChanged&) {}

HallView view_of(const State& hall, Instant now) {
  HallView view{hall.open, hall.mode, "", ""};
  if (!hall.configuration) return view;
  view.day = to_text(day_of(*hall.configuration, now));
  view.version = hall.configuration->version;
  return view;
}

}  // namespace

Decision<Event> decide(const State& hall, const Command& command, const Context& context) {
  return std::visit([&](const auto& ask) { return decide_one(hall, ask, context); }, command);
}

void evolve(State& hall, const Event& event) {
  std::visit([&](const auto& fact) { evolve_one(hall, fact); }, event);
}

Answer reply(const State& hall, const Command&, const std::vector<Event>&, const Context& context) {
  return view_of(hall, context.now);
}

std::variant<Answer, Refusal> look(const State& hall, const Query&, Instant now) {
  return view_of(hall, now);
}

Saved save(const State& hall) { return hall; }
State load(const Saved& saved) { return saved; }

}  // namespace atrium::hall
