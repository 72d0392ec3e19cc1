// The steps of a follow-up and the link by message (evaluation.hpp), for evaluation.cpp only.
#pragma once

#include "actors/evaluation/evaluation.hpp"

namespace atrium::evaluation {

using Outcome = Decision<Event>;

Outcome decide_one(const State&, const TakeUp&, const Context&);
Outcome decide_one(const State&, const Verify&, const Context&);
Outcome decide_one(const State&, const Appeal&, const Context&);
Outcome decide_one(const State&, const Decide&, const Context&);
Outcome decide_one(const State&, const Close&, const Context&);
Outcome decide_one(const State&, const Remind&, const Context&);
Outcome decide_one(const State&, const PlanLink&, const Context&);
Outcome decide_one(const State&, const DropLink&, const Context&);
Outcome decide_one(const State&, const SendLink&, const Context&);

void evolve_one(State&, const FollowUpOpened&);
void evolve_one(State&, const FollowUpTakenUp&);
void evolve_one(State&, const FollowUpVerified&);
void evolve_one(State&, const FollowUpAppealed&);
void evolve_one(State&, const AppealDecided&);
void evolve_one(State&, const FollowUpClosed&);
void evolve_one(State&, const FollowUpReminded&);
void evolve_one(State&, const LinkPlanned&);
void evolve_one(State&, const LinkDropped&);
void evolve_one(State&, const LinkSent&);

FollowUpView view_of(const Handling&, Instant now);
std::optional<Instant> due_of(const Handling&);  // Of what comes next.
std::optional<Due> due_link(const State&);
std::optional<Due> due_reminder(const State&);

}  // namespace atrium::evaluation
