// `atrium simulate trial`: seeds of trials, one JSON line each; a failure is told in one line that
// repeats it, and shrunk.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>

namespace atrium::simulation::trial {

struct TrialsOptions {
  std::uint64_t first = 1;
  std::uint64_t last = 1;
  std::string steps;  // "1-40,55"; empty: all.
  std::string plant;  // Needs a build with ATRIUM_PLANTS; ends when it is found.
  bool progress = false;
  bool trace = false;  // Tells everything on `err` and shrinks nothing.
};

// Exit status: 0 all is well, 1 something broke, 2 wrong input.
int run_trials(const TrialsOptions& options, std::ostream& out, std::ostream& err);

}  // namespace atrium::simulation::trial
