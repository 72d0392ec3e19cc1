// Carries a scenario out on the production actors in virtual time.
#pragma once

#include "simulation/scenario_script/script.hpp"

#include <optional>
#include <string>

namespace atrium::simulation::script {

struct RunOptions {
  bool restart_between_lines =
      false;  // The hall is ended without warning and recovered before every line.
};

// The first line that did not come out: "file:line: text, expected …, found …"; nothing when all
// did.
std::optional<std::string> run(const Script& script, const RunOptions& options);

}  // namespace atrium::simulation::script
