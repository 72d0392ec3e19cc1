// `atrium bench calling`: how long the waiting room takes to decide whom to call, and to say how
// many are ahead, with thousands waiting; beside it the bare minimum in the same run. The rules
// alone: no actor, no journal. Same hall and people each time.
#pragma once

#include <iosfwd>

namespace atrium::node {

struct CallingOptions {
  int waiting = 5000;
  int calls = 5000;
};

// One JSON line on `out` for each strategy. Returns the exit status.
int bench_calling(const CallingOptions& options, std::ostream& out);

}  // namespace atrium::node
