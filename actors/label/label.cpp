// The rules of stamping.
#include "actors/label/label.hpp"

#include "actors/limits.hpp"

namespace atrium::label {
namespace {

using Outcome = Decision<Event>;

Outcome decide_one(const State& label, const Stamp& ask, const Context& context) {
  if (auto refusal = limits::too_long({{"ticket", ask.ticket.value, limits::id_max},
                                       {"window", ask.window.value, limits::id_max}})) {
    return *refusal;
  }
  const auto done = label.stamps.size();
  const auto step = static_cast<std::size_t>(ask.step);
  if (step < done) {
    return refuse(RefusalKind::conflict, "label.already_stamped",
                  "this step was stamped before; its time stands", "step");
  }
  if (step > done) {
    return refuse(RefusalKind::wrong_phase, "label.step_missing",
                  "stamp the step before this one first", "step");
  }
  if (done == 0 && !ask.known) {
    return refuse(RefusalKind::not_found, "label.unknown",
                  "the hall gave no ticket with this barcode; scan it again", "ticket");
  }
  return accept<Event>(Stamped{ask.ticket, ask.step, ask.window, context.now});
}

Outcome decide_one(const State& label, const Withdraw& ask, const Context& context) {
  if (label.stamps.empty() || label.stamps.back().step != ask.step) {
    return refuse(RefusalKind::wrong_phase, "label.not_the_last",
                  "only the last stamp of a label can be taken back", "step");
  }
  return accept<Event>(StampWithdrawn{label.stamps.back().ticket, ask.step, context.now});
}

void evolve_one(State& label, const StampWithdrawn&) { label.stamps.pop_back(); }
void evolve_one(State& label, const Stamped& fact) { label.stamps.push_back(fact); }

LabelView view_of(const State& label) {
  LabelView view;
  for (const auto& stamp : label.stamps) {
    view.ticket = stamp.ticket;
    view.stamps.push_back({stamp.step, stamp.window, stamp.at});
  }
  return view;
}

}  // namespace

Decision<Event> decide(const State& label, const Command& command, const Context& context) {
  return std::visit([&](const auto& ask) { return decide_one(label, ask, context); }, command);
}

void evolve(State& label, const Event& event) {
  std::visit([&](const auto& fact) { evolve_one(label, fact); }, event);
}

Answer reply(const State& label, const Command&, const std::vector<Event>&, const Context&) {
  return view_of(label);
}

std::variant<Answer, Refusal> look(const State& label, const Query&, Instant) {
  if (!label.stamps.empty()) return view_of(label);
  return refuse(RefusalKind::not_found, "label.not_stamped", "the label was never scanned");
}

Saved save(const State& label) { return label; }
State load(const Saved& saved) { return saved; }

}  // namespace atrium::label
