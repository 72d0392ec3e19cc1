// Signs anchors of the partitions of one data directory and keeps them in it. Looks only at what
// the journal says is durable, so that it costs commits nothing. No thread of its own: whoever has
// one calls `tick` about once a second.
#pragma once

#include "persistence/anchors/anchor.hpp"
#include "persistence/anchors/signing.hpp"
#include "runtime/core/journal.hpp"

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

// In a data directory: the key pair in `keys/anchor.pem` (mode 0600); its public part in
// `anchors/anchor.pub.pem`, earlier keys' (of a restored directory) in `anchors/<key>.pub.pem`; the
// anchors in `anchors/<partition>.jsonl`.

namespace atrium::persistence {

struct AnchorPolicy {
  Position events = 1000;             // Signed at the latest at the first look after so many,
  std::chrono::seconds interval{60};  // or so long after the last one, if there is anything new.
};

using Ticks = std::chrono::steady_clock::time_point;

// Not thread-safe.
class AnchorWriter {
 public:
  // Reads the key pair, or makes one. A key of the other suite is refused: see signing.hpp.
  static Result<AnchorWriter> open(const std::filesystem::path& data_directory, ChainHash chain,
                                   AnchorPolicy policy = {});

  // From now on the partition is anchored. `damaged` when its last anchor vouches for what the
  // journal does not hold: events were lost, and going on would hide it.
  Result<void> follow(std::shared_ptr<Journal> journal);

  // Signs what is due; answers how many anchors that were. `wall` is what they are dated by.
  Result<std::size_t> tick(Ticks now, Instant wall);
  // Signs whatever is new, as before a clean stop.
  Result<std::size_t> finish(Instant wall);

 private:
  struct Followed {
    std::shared_ptr<Journal> journal;
    std::filesystem::path file;
    std::uint64_t epoch = 0;
    Position position = 0;
    Ticks signed_at{};  // The epoch of the clock: long ago.
  };

  AnchorWriter(std::filesystem::path directory, SigningKey key, AnchorPolicy policy);
  Result<bool> sign_one(Followed& followed, Instant wall);

  std::filesystem::path directory_;
  SigningKey key_;
  AnchorPolicy policy_;
  std::vector<Followed> followed_;
};

}  // namespace atrium::persistence
