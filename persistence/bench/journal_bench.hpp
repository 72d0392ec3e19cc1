// `atrium bench journal`: durable appends through the real journal against RocksDB alone, in turns,
// in one run.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>

namespace atrium::persistence {

struct JournalBench {
  int clients = 64;  // Each has one commit in flight.
  double seconds = 10;
  std::string directory;  // Made when missing; what is written below it is removed afterwards.
  // Before measuring, the journal is filled up to so many events of `streams` streams, and then
  // kept for another run; 0: an empty one.
  std::uint64_t fill = 0;
  std::uint64_t streams = 1'000'000;
  // Measures on all those streams in turn, not on one stream for each client.
  bool scattered = false;
  std::string chain = "sha256";  // Of an empty directory: "sha256" or "sm3".
};

// One JSON line to `out`, troubles to `err`; returns the exit status.
int bench_journal(const JournalBench& options, std::ostream& out, std::ostream& err);

}  // namespace atrium::persistence
