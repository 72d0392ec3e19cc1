// The question on the evaluator: asked, shown, answered elsewhere, or timed out.
#include "devices/evaluator/evaluator.hpp"

#include "actors/limits.hpp"

namespace atrium::evaluator {
namespace {

using Outcome = Decision<Event>;

Outcome decide_one(const State& evaluator, const AskRating& ask, const Context& context) {
  if (auto refusal = limits::too_long({{"window", ask.window.value, limits::id_max},
                                       {"ticket", ask.ticket.value, limits::id_max},
                                       {"number", ask.number, limits::id_max},
                                       {"clerk", ask.clerk.value, limits::id_max}})) {
    return *refusal;
  }
  if (ask.ticket.empty()) {
    return refuse(RefusalKind::invalid, "evaluator.no_ticket", "a rating is about one ticket",
                  "ticket");
  }
  if (evaluator.desired.ticket == ask.ticket) return accept<Event>();
  return accept<Event>(
      Asked{{ask.window, ask.ticket, ask.number, ask.clerk, evaluator.desired.sequence + 1},
            context.now});
}

Outcome decide_one(const State& evaluator, const Withdraw& ask, const Context& context) {
  const auto& asked = evaluator.desired.ticket;
  if (asked.empty() || (!ask.ticket.empty() && ask.ticket != asked)) return accept<Event>();
  return accept<Event>(Withdrawn{asked, evaluator.desired.sequence + 1, context.now});
}

Outcome decide_one(const State& evaluator, const Report& ask, const Context& context) {
  const auto& desired = evaluator.desired;
  if (ask.sequence < 0 || ask.sequence > desired.sequence) {
    return refuse(RefusalKind::invalid, "evaluator.unknown_sequence",
                  "nothing of that sequence was ever wished", "sequence");
  }
  const bool current = ask.sequence == desired.sequence;
  if (ask.timed_out && current && !desired.ticket.empty()) {
    return accept<Event>(TimedOut{desired.ticket, desired.sequence + 1, context.now});
  }
  if (ask.timed_out || ask.sequence <= evaluator.reported.sequence) return accept<Event>();
  return accept<Event>(Shown{ask.sequence, context.now});
}

void ask_nothing(State& evaluator, int sequence) {
  evaluator.desired = {evaluator.desired.window, {}, {}, {}, sequence};
}

void evolve_one(State& evaluator, const Asked& fact) { evaluator.desired = fact.question; }
void evolve_one(State& evaluator, const Withdrawn& fact) { ask_nothing(evaluator, fact.sequence); }
void evolve_one(State& evaluator, const Shown& fact) {
  evaluator.reported.sequence = fact.sequence;
}
// The device stopped asking by itself, so it shows the new wish already.
void evolve_one(State& evaluator, const TimedOut& fact) {
  ask_nothing(evaluator, fact.sequence);
  evaluator.reported.sequence = fact.sequence;
}

DeviceView view_of(const State& evaluator) {
  return {evaluator.desired, evaluator.reported,
          evaluator.desired.sequence == evaluator.reported.sequence};
}

}  // namespace

Decision<Event> decide(const State& evaluator, const Command& command, const Context& context) {
  return std::visit([&](const auto& ask) { return decide_one(evaluator, ask, context); }, command);
}

void evolve(State& evaluator, const Event& event) {
  std::visit([&](const auto& fact) { evolve_one(evaluator, fact); }, event);
}

Answer reply(const State& evaluator, const Command&, const std::vector<Event>&, const Context&) {
  return view_of(evaluator);
}

std::variant<Answer, Refusal> look(const State& evaluator, const Query&, Instant) {
  return view_of(evaluator);
}

Saved save(const State& evaluator) { return evaluator; }
State load(const Saved& saved) { return saved; }

}  // namespace atrium::evaluator
