// The link by message: planned when a service ends, sent once if nobody has rated the visit by
// then.
#include "actors/evaluation/follow_up.hpp"

namespace atrium::evaluation {
namespace {

bool waits(const State& visit) {
  return visit.invitation && !visit.invitation->sent && !visit.given;
}

bool reachable(const Personal<std::string>& phone) { return !phone.erased && !phone.value.empty(); }

}  // namespace

Outcome decide_one(const State& visit, const PlanLink& ask, const Context& context) {
  const bool asked = !ask.ticket.empty() && reachable(ask.to);
  const bool over = context.now >= ask.expires;  // Told late: the link would open nothing.
  if (visit.given || visit.invitation || !asked || over) return std::vector<Event>{};
  auto to = ask.to;
  if (to.subject.empty())
    to.subject = SubjectId(ask.ticket.value);  // Sealed for the visit at least.
  return accept<Event>(LinkPlanned{ask.ticket, ask.window, ask.number, std::move(to), ask.send_at,
                                   ask.expires, context.now});
}

Outcome decide_one(const State& visit, const DropLink&, const Context& context) {
  if (!waits(visit)) return std::vector<Event>{};
  return accept<Event>(LinkDropped{visit.invitation->planned.ticket, context.now});
}

Outcome decide_one(const State& visit, const SendLink&, const Context& context) {
  const auto next = due_link(visit);
  if (!next || context.now < next->at) return std::vector<Event>{};
  const auto& plan = visit.invitation->planned;
  if (!reachable(plan.to) || context.now >= plan.expires)
    return accept<Event>(LinkDropped{plan.ticket, context.now});
  return accept<Event>(
      LinkSent{plan.ticket, plan.window, plan.number, plan.to, plan.expires, context.now});
}

void evolve_one(State& visit, const LinkPlanned& fact) { visit.invitation = {fact, false}; }
void evolve_one(State& visit, const LinkDropped&) { visit.invitation.reset(); }
void evolve_one(State& visit, const LinkSent&) { visit.invitation->sent = true; }

std::optional<Due> due_link(const State& visit) {
  if (!waits(visit)) return std::nullopt;
  return Due{visit.invitation->planned.send_at, SendLink{}};
}

}  // namespace atrium::evaluation
