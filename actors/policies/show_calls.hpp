// Displays follow their windows: calls, service, pauses, closing; nobody's number stays up after
// the day.
#pragma once

#include "actors/policies/effect.hpp"
#include "actors/policies/topology.hpp"

#include <string_view>
#include <utility>

namespace atrium::policies {

class ShowCalls {
 public:
  static constexpr std::string_view name = "show_calls";
  using Source = waiting_room::Entity;

  explicit ShowCalls(Topology topology) : topology_(std::move(topology)) {}
  [[nodiscard]] Effects react(const Source::Event& event, Instant at) const;

 private:
  Topology topology_;
};

}  // namespace atrium::policies
