// `atrium simulate`: days of halls with a crowd, in virtual time. Same seed, same bytes on `out`.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

namespace atrium::simulation {

struct SimulateOptions {
  std::string scenario;
  std::vector<std::string> hall_files;  // None: the built-in halls.
  std::uint64_t seed = 1;
  std::string seeds;  // "A..B": every seed of these, both included, with the invariants checked.
  int days = 1;       // Calendar days, from a Monday on.
  bool json = false;
  bool calibration = false;  // Whether what visitors are told of their wait comes true.

  // Of the scenario `trial`.
  std::string steps;      // Which of a seed's steps, "0-40,55"; empty: all.
  std::string plant;      // A planted bug that the trial is to find.
  bool trace = false;     // Everything is told on `err`.
  bool progress = false;  // Shown on `err`.
};

// Figures on `out`; progress and faults in words on `err`. Exit status: 0 done, 1 an invariant
// broke, 2 wrong input.
int simulate(const SimulateOptions& options, std::ostream& out, std::ostream& err);

}  // namespace atrium::simulation
