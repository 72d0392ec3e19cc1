// From the end of a service to the visit's own plan.
#include "actors/policies/rating_link/plan_rating_link.hpp"

namespace atrium::policies {

Effects PlanRatingLink::react(const Source::Event& event, Instant) const {
  namespace room = waiting_room;
  if (const auto* fact = std::get_if<room::Finished>(&event)) {
    if (!fact->message_to) return {};
    const auto send_at = fact->at + after_;
    return {To<evaluation::Entity>{
        fact->ticket.value, evaluation::PlanLink{fact->ticket, fact->window, fact->number,
                                                 *fact->message_to, send_at, send_at + valid_}}};
  }
  const auto* undone = std::get_if<room::Undone>(&event);
  if (undone == nullptr || undone->act != room::Act::finish) return {};
  return {To<evaluation::Entity>{undone->ticket.value, evaluation::DropLink{}}};
}

}  // namespace atrium::policies
