// Once a visit is rated, wherever that was, the evaluator at its window asks no longer.
#pragma once

#include "actors/evaluation/evaluation.hpp"
#include "actors/policies/effect.hpp"
#include "actors/policies/topology.hpp"

#include <string_view>
#include <utility>

namespace atrium::policies {

class CloseRating {
 public:
  static constexpr std::string_view name = "close_rating";
  using Source = evaluation::Entity;

  explicit CloseRating(Topology topology) : topology_(std::move(topology)) {}
  [[nodiscard]] Effects react(const Source::Event& event, Instant at) const;

 private:
  Topology topology_;
};

}  // namespace atrium::policies
