// A command to the evaluator at a window, where there is one.
#pragma once

#include "actors/policies/effect.hpp"
#include "actors/policies/topology.hpp"

namespace atrium::policies {

inline Effects to_evaluator(const Topology& topology, const WindowId& window,
                            evaluator::Command command) {
  const auto at = topology.windows.find(window);
  if (at == topology.windows.end() || !at->second.evaluator) return {};
  return {To<evaluator::Entity>{at->second.evaluator->value, std::move(command)}};
}

}  // namespace atrium::policies
