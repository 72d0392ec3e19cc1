// From the end of a service to a question, and from the next beginning to none.
#include "actors/policies/ask_rating.hpp"

#include "actors/policies/evaluators.hpp"

namespace atrium::policies {

Effects AskRating::react(const Source::Event& event, Instant) const {
  namespace room = waiting_room;
  if (const auto* fact = std::get_if<room::Finished>(&event)) {
    return to_evaluator(
        topology_, fact->window,
        evaluator::AskRating{fact->window, fact->ticket, fact->number, fact->staff});
  }
  if (const auto* fact = std::get_if<room::Started>(&event)) {
    return to_evaluator(topology_, fact->window, evaluator::Withdraw{});
  }
  if (const auto* fact = std::get_if<room::WindowClosed>(&event)) {
    return to_evaluator(topology_, fact->window, evaluator::Withdraw{});
  }
  if (const auto* fact = std::get_if<room::Undone>(&event)) {
    return to_evaluator(topology_, fact->window, evaluator::Withdraw{fact->ticket});
  }
  if (!std::holds_alternative<room::DayEnded>(event)) return {};
  Effects all;
  for (const auto& [window, devices] : topology_.windows) {
    for (auto& effect : to_evaluator(topology_, window, evaluator::Withdraw{})) {
      all.push_back(std::move(effect));
    }
  }
  return all;
}

}  // namespace atrium::policies
