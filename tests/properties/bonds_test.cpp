// Whom a waiting room lets wait for one window or person alone, said a second time from the facts.
#include "tests/properties/holds.hpp"
#include "tests/properties/run.hpp"

#include <algorithm>

using namespace atrium;
using namespace atrium::properties;
using namespace atrium::waiting_room;

namespace {

using Course = Run<Entity>;

constexpr int often = 400;  // Few tickets are bound, and fewer meet who may not call them.

// Whoever they wait for is there; or is a person who may yet come, and it ends at a set time.
void check_bonds(const Course& run, const Step<Entity>&, const std::vector<Event>&) {
  const auto& facts = run.state().facts;
  for (const auto& ticket : facts.tickets) {
    const auto& standing = ticket.standing;
    RC_ASSERT(!standing.bound || !standing.bound_staff);
    if (standing.status != Status::waiting || !standing.binds()) continue;
    const bool there = std::ranges::any_of(facts.windows, [&](const Window& window) {
      return window.intake != Intake::closed &&
             (standing.bound ? window.window == standing.bound
                             : window.staff == standing.bound_staff);
    });
    RC_ASSERT(there || (standing.bound_staff && standing.bound_until));
  }
}

// Only who is waited for calls, and the reason says so.
void check_calls(const Course& run, const Step<Entity>&, const std::vector<Event>& events) {
  const auto& before = run.state_before().facts;
  for (const auto& event : events) {
    const auto* fact = std::get_if<Called>(&event);
    if (fact == nullptr) continue;
    const auto ticket = std::ranges::find(before.tickets, fact->ticket, &Ticket::ticket);
    if (ticket == before.tickets.end()) continue;  // Of the day that ended with it.
    const auto& standing = ticket->standing;
    RC_ASSERT(!standing.bound || standing.bound == fact->window);
    const bool at_work =
        std::ranges::any_of(before.windows, [&](const Window& window) {
          return window.intake != Intake::closed && window.staff == standing.bound_staff;
        });
    const bool looked_after = fact->special && !at_work;
    RC_ASSERT(!standing.bound_staff || standing.bound_staff == fact->staff || looked_after);
    const auto* waited_for = standing.bound ? "window" : standing.bound_staff ? "staff" : "";
    RC_ASSERT(fact->why.waited_for == waited_for);
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(a_bond)

BOOST_AUTO_TEST_CASE(keeps_nobody_for_good_from_everybody_else,
                     *boost::unit_test::description("[Q-24]")) {
  holds("bonds", [] { Course{}.go(*courses<Entity>(4), check_bonds); });
}

BOOST_AUTO_TEST_CASE(ends_with_who_leaves_where_no_time_is_set,
                     *boost::unit_test::description("[Q-24]")) {
  const auto course = [] {
    auto steps = *courses<Entity>(4);
    for (auto& step : steps) {
      if (auto* ask = std::get_if<Configure>(&step.command)) ask->configuration.bound_s = 0;
    }
    Course{}.go(steps, check_bonds);
  };
  holds("bonds without end", course, often);
}

BOOST_AUTO_TEST_CASE(is_kept_by_every_call, *boost::unit_test::description("[Q-24]")) {
  holds(
      "bound calls", [] { Course{}.go(*courses<Entity>(4), check_calls); }, often);
}

BOOST_AUTO_TEST_SUITE_END()
