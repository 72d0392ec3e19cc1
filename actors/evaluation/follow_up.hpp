// The steps of a follow-up (evaluation.hpp), for evaluation.cpp only.
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

void evolve_one(State&, const FollowUpOpened&);
void evolve_one(State&, const FollowUpTakenUp&);
void evolve_one(State&, const FollowUpVerified&);
void evolve_one(State&, const FollowUpAppealed&);
void evolve_one(State&, const AppealDecided&);
void evolve_one(State&, const FollowUpClosed&);
void evolve_one(State&, const FollowUpReminded&);

FollowUpView view_of(const Handling&, Instant now);
std::optional<Instant> due_of(const Handling&);  // Of what comes next.

}  // namespace atrium::evaluation
