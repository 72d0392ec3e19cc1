// What the hall does about a rating that is not good: taken up (受理), verified (核实), appealed by
// the one who was rated (申诉), closed with an answer; each by its deadline.
#include "actors/evaluation/follow_up.hpp"

#include "actors/limits.hpp"
#include "runtime/core/plant.hpp"

namespace atrium::evaluation {
namespace {

using namespace std::chrono_literals;

constexpr auto soon_before = 24h;  // A deadline is the end of a day: the last day begins.

std::optional<Refusal> refuse_text(const std::string& text) {
  if (text.empty()) {
    return refuse(RefusalKind::invalid, "evaluation.words_missing", "say it in words", "text");
  }
  if (limits::characters(text) > limits::text_max) {
    return refuse(RefusalKind::invalid, "evaluation.text_too_long",
                  "the text has more than 500 characters", "text");
  }
  return std::nullopt;
}

// What every step needs: a follow-up that is open, and somebody who may act in it.
std::optional<Refusal> refuse_step(const State& visit, const Context& context, bool by_the_rated) {
  if (!visit.handling) {
    return refuse(RefusalKind::not_found, "evaluation.not_followed_up",
                  "no rating of this visit is followed up");
  }
  if (visit.handling->closed && !ATRIUM_PLANTED("step_after_closing")) {
    return refuse(RefusalKind::conflict, "evaluation.already_closed", "the follow-up is closed");
  }
  if (context.who.kind != WhoKind::staff || context.who.id.empty()) {
    return refuse(RefusalKind::invalid, "evaluation.staff_missing", "say who does this", "staff");
  }
  const auto& rated = visit.given->staff;
  const bool own = context.who.id == rated.value;
  if (own && !by_the_rated) {
    return refuse(RefusalKind::forbidden, "evaluation.own_rating",
                  "nobody looks into the own rating; they may appeal");
  }
  if (!own && by_the_rated && !rated.empty()) {
    return refuse(RefusalKind::forbidden, "evaluation.not_the_rated",
                  "only the one who was rated may appeal");
  }
  return std::nullopt;
}

StaffId staff_of(const Context& context) { return StaffId{context.who.id}; }

Personal<std::string> sealed(const State& visit, const std::string& text) {
  return {SubjectId{visit.given->ticket.value}, text, false};
}

Refusal not_verified() {
  return refuse(RefusalKind::wrong_phase, "evaluation.not_verified", "it is to be verified first");
}

}  // namespace

Outcome decide_one(const State& visit, const TakeUp&, const Context& context) {
  if (auto no = refuse_step(visit, context, false)) return *no;
  if (visit.handling->taken_up) {
    return refuse(RefusalKind::conflict, "evaluation.already_taken_up",
                  "somebody has taken it up: " + visit.handling->taken_up->staff.value);
  }
  return accept<Event>(FollowUpTakenUp{visit.given->ticket, staff_of(context), context.now});
}

Outcome decide_one(const State& visit, const Verify& ask, const Context& context) {
  if (auto no = refuse_step(visit, context, false)) return *no;
  if (!visit.handling->taken_up) {
    return refuse(RefusalKind::wrong_phase, "evaluation.not_taken_up",
                  "it is to be taken up first");
  }
  if (visit.handling->verified) {
    return refuse(RefusalKind::conflict, "evaluation.already_verified", "it was verified");
  }
  if (auto no = refuse_text(ask.text)) return *no;
  return accept<Event>(FollowUpVerified{visit.given->ticket, staff_of(context), ask.upheld,
                                        sealed(visit, ask.text), context.now});
}

Outcome decide_one(const State& visit, const Appeal& ask, const Context& context) {
  if (auto no = refuse_step(visit, context, true)) return *no;
  const auto& handling = *visit.handling;
  if (!handling.verified) return not_verified();
  if (!handling.verified->upheld) {
    return refuse(RefusalKind::wrong_phase, "evaluation.nothing_to_appeal",
                  "the rating was not upheld");
  }
  if (handling.appealed) {
    return refuse(RefusalKind::conflict, "evaluation.already_appealed", "an appeal is made once");
  }
  if (auto no = refuse_text(ask.text)) return *no;
  return accept<Event>(FollowUpAppealed{visit.given->ticket, staff_of(context),
                                        sealed(visit, ask.text), context.now});
}

Outcome decide_one(const State& visit, const Decide& ask, const Context& context) {
  if (auto no = refuse_step(visit, context, false)) return *no;
  if (!visit.handling->appealed) {
    return refuse(RefusalKind::wrong_phase, "evaluation.not_appealed", "nobody has appealed");
  }
  if (visit.handling->decided) {
    return refuse(RefusalKind::conflict, "evaluation.already_decided", "the appeal was decided");
  }
  if (auto no = refuse_text(ask.text)) return *no;
  return accept<Event>(AppealDecided{visit.given->ticket, staff_of(context), ask.granted,
                                     sealed(visit, ask.text), context.now});
}

Outcome decide_one(const State& visit, const Close& ask, const Context& context) {
  if (auto no = refuse_step(visit, context, false)) return *no;
  if (!visit.handling->verified) return not_verified();
  if (visit.handling->appealed && !visit.handling->decided) {
    return refuse(RefusalKind::wrong_phase, "evaluation.appeal_open",
                  "the appeal is to be decided first");
  }
  if (auto no = refuse_text(ask.answer)) return *no;
  return accept<Event>(FollowUpClosed{visit.given->ticket, staff_of(context),
                                      sealed(visit, ask.answer), context.now});
}

Outcome decide_one(const State& visit, const Remind&, const Context& context) {
  const auto next = due_reminder(visit);
  if (!next || context.now < next->at) return std::vector<Event>{};
  const auto by = *due_of(*visit.handling);
  return accept<Event>(FollowUpReminded{visit.given->ticket, visit.given->window, context.now >= by,
                                        by, context.now});
}

void evolve_one(State& visit, const FollowUpOpened& fact) {
  visit.follow_up = true;
  visit.handling = Handling{fact, {}, {}, {}, {}, {}, Reminded::none};
}
void evolve_one(State& visit, const FollowUpTakenUp& fact) {
  visit.handling->taken_up = fact;
  visit.handling->reminded = Reminded::none;
}
void evolve_one(State& visit, const FollowUpVerified& fact) { visit.handling->verified = fact; }
void evolve_one(State& visit, const FollowUpAppealed& fact) { visit.handling->appealed = fact; }
void evolve_one(State& visit, const AppealDecided& fact) { visit.handling->decided = fact; }
void evolve_one(State& visit, const FollowUpClosed& fact) {
  visit.handling->closed = fact;
  visit.follow_up = false;
}
void evolve_one(State& visit, const FollowUpReminded& fact) {
  visit.handling->reminded = fact.overdue ? Reminded::overdue : Reminded::soon;
}

std::optional<Instant> due_of(const Handling& handling) {
  if (handling.closed) return std::nullopt;
  return handling.taken_up ? handling.opened.close_by : handling.opened.accept_by;
}

std::optional<Due> due_reminder(const State& visit) {
  if (!visit.handling || visit.handling->reminded == Reminded::overdue) return std::nullopt;
  const auto by = due_of(*visit.handling);
  if (!by) return std::nullopt;
  const bool told = visit.handling->reminded == Reminded::soon;
  return Due{told ? *by : *by - soon_before, Remind{}};
}

Phase phase_of(const Handling& handling) {
  if (handling.closed) return Phase::closed;
  if (handling.decided) return Phase::decided;
  if (handling.appealed) return Phase::appealed;
  if (handling.verified) return Phase::verified;
  return handling.taken_up ? Phase::taken_up : Phase::opened;
}

FollowUpView view_of(const Handling& handling, Instant now) {
  FollowUpView view{handling.opened.ticket,  phase_of(handling),
                    due_of(handling),        false,
                    handling.opened.undated, {}};
  view.overdue = view.due && now >= *view.due;
  auto& steps = view.steps;
  steps.push_back({Phase::opened, "", {}, "", handling.opened.at});
  if (const auto& fact = handling.taken_up)
    steps.push_back({Phase::taken_up, fact->staff.value, {}, "", fact->at});
  if (const auto& fact = handling.verified)
    steps.push_back({Phase::verified, fact->staff.value, fact->upheld, fact->text.value, fact->at});
  if (const auto& fact = handling.appealed)
    steps.push_back({Phase::appealed, fact->staff.value, {}, fact->text.value, fact->at});
  if (const auto& fact = handling.decided)
    steps.push_back({Phase::decided, fact->staff.value, fact->granted, fact->text.value, fact->at});
  if (const auto& fact = handling.closed)
    steps.push_back({Phase::closed, fact->staff.value, {}, fact->answer.value, fact->at});
  return view;
}

}  // namespace atrium::evaluation
