// `atrium bench journal`: durable appends through the real journal against RocksDB alone, in turns,
// in one run.
#pragma once

#include <iosfwd>
#include <string>

namespace atrium::persistence {

struct JournalBench {
  int clients = 64;  // Each has one commit in flight.
  double seconds = 10;
  std::string directory;  // Made when missing; what is written below it is removed afterwards.
};

// One JSON line to `out`, troubles to `err`; returns the exit status.
int bench_journal(const JournalBench& options, std::ostream& out, std::ostream& err);

}  // namespace atrium::persistence
