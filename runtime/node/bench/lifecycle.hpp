// `atrium bench lifecycle`: durable commands of issue → call → start → finish → evaluate through
// the real actors, journal and disk, beside what RocksDB alone does with the same rows in the same
// run.
#pragma once

#include <iosfwd>
#include <string>

namespace atrium::node {

struct LifecycleOptions {
  int clients = 64;  // Each is one window with one visit at a time, one command in flight.
  int halls = 8;
  int seconds = 5;
  bool reminded = false;  // Every other visitor is reminded: an event more in the same commit.
  std::string data;  // Made, filled, left; empty = a new directory under the working one, removed
                     // afterwards.
};

// One JSON line on `out`. Returns the exit status.
int bench_lifecycle(const LifecycleOptions& options, std::ostream& out);

}  // namespace atrium::node
