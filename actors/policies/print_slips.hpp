// A ticket that was taken at a machine is printed there; slips of a past day are not.
#pragma once

#include "actors/policies/effect.hpp"
#include "actors/policies/topology.hpp"

#include <string_view>
#include <utility>

namespace atrium::policies {

class PrintSlips {
 public:
  static constexpr std::string_view name = "print_slips";
  using Source = waiting_room::Entity;

  explicit PrintSlips(Topology topology) : topology_(std::move(topology)) {}
  [[nodiscard]] Effects react(const Source::Event& event, Instant at) const;

 private:
  Topology topology_;
};

}  // namespace atrium::policies
