// From a rating to an evaluator that asks no longer.
#include "actors/policies/close_rating.hpp"

#include "actors/policies/evaluators.hpp"

namespace atrium::policies {

Effects CloseRating::react(const Source::Event& event, Instant) const {
  const auto* given = std::get_if<evaluation::Given>(&event);
  if (given == nullptr) return {};
  return to_evaluator(topology_, given->window, evaluator::Withdraw{given->ticket});
}

}  // namespace atrium::policies
