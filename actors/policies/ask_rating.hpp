// When a service is finished the window's evaluator asks for a rating; it stops when the next one
// begins.
#pragma once

#include "actors/policies/effect.hpp"
#include "actors/policies/topology.hpp"

#include <string_view>
#include <utility>

namespace atrium::policies {

class AskRating {
 public:
  static constexpr std::string_view name = "ask_rating";
  using Source = waiting_room::Entity;

  explicit AskRating(Topology topology) : topology_(std::move(topology)) {}
  [[nodiscard]] Effects react(const Source::Event& event, Instant at) const;

 private:
  Topology topology_;
};

}  // namespace atrium::policies
