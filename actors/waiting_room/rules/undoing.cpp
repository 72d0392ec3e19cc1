// Taking a window's last act back, once and for a short time. A ticket that was finished or void
// stands as before, and no further.
#include "actors/waiting_room/rules/rules.hpp"

#include "runtime/core/plant.hpp"

#include <chrono>

namespace atrium::waiting_room {
namespace {

bool held(const Standing& standing) {
  return standing.status == Status::called || standing.status == Status::serving;
}

// Takes what the act had counted out of the statistics again.
void uncount(State& room, const LastAct& last) {
  const auto& before = last.before;
  const auto served = service_time(before, last.at);
  if (last.act == Act::finish) {
    count_served(room, before.service, served, -1);
    --window_of(room, *before.window).served;
  }
  if (last.act == Act::transfer && before.status == Status::serving) {
    count_served(room, before.service, served, -1);
  }
}

}  // namespace

Outcome decide_one(const State& room, const Undo& ask, const Context& context) {
  const auto window = working_window(room, ask.window);
  if (!window) return window.error();
  const auto& last = (*window)->last;
  if (!last) {
    return refuse(RefusalKind::wrong_phase, "window.nothing_to_undo",
                  "the window has no act that could be taken back");
  }
  if (context.now - last->at > std::chrono::seconds{configuration_of(room).undo_s}) {
    return refuse(RefusalKind::exhausted, "window.undo_too_late", "the time for it is over");
  }
  const auto& ticket = room.facts.tickets[slot_of(room, last->ticket)];
  if (is_aside(ticket)) return stands_aside();
  if (ticket.standing != last->after) {
    return refuse(RefusalKind::conflict, "ticket.moved_on", "another act has followed");
  }
  if (ended_unserved(ticket.standing.status) && !ended_unserved(last->before.status)) {
    if (auto refusal = second_ticket(room, ticket.appointment, ticket.ticket)) return *refusal;
  }
  const bool current = held(last->before);
  ATRIUM_ASSERT(!current || !(*window)->current || *(*window)->current == last->ticket,
                "a window that called another ticket has that call as its last act");
  Undone fact{ticket.ticket, ticket.number, ask.window, last->act,
              last->before,  current,       context.now};
  if (ATRIUM_PLANTED("undo_loses_seniority")) fact.back.effective = context.now;
  if ((*window)->current != ticket.ticket || current) return accept<Event>(std::move(fact));
  return settled(**window, std::move(fact), context.now);
}

void evolve_one(State& room, const Undone& fact) {
  auto& window = window_of(room, fact.window);
  if (window.last) {
    uncount(room, *window.last);
    give_turn_back(room, window);
  }
  window.last.reset();
  if (fact.current) {
    window.current = fact.ticket;
  } else if (window.current == fact.ticket) {
    window.current.reset();
  }
  window.since = fact.at;
  stand_again(room, slot_of(room, fact.ticket), fact.back, fact.at);
}

}  // namespace atrium::waiting_room
