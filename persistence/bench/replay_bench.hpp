// `atrium bench replay`: how fast history becomes state again (decode and evolve), beside reading
// it without understanding it.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>

namespace atrium::persistence {

struct ReplayBench {
  double seconds = 5;
  std::string directory;         // A data directory, looked at only; empty: a hall made in memory.
  std::size_t visits = 100'000;  // Of the hall made in memory.
};

// One JSON line to `out`, troubles to `err`; returns the exit status. `per_s` is decode and evolve,
// `raw_per_s` reading alone, `whole_per_s` both one after the other.
int bench_replay(const ReplayBench& options, std::ostream& out, std::ostream& err);

}  // namespace atrium::persistence
