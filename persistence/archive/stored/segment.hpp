// A segment: a run of a partition's log rows in one file that never changes again. It holds what
// the journal holds, byte for byte, and can be checked by itself.
#pragma once

#include "persistence/journal/chain.hpp"
#include "runtime/core/failure.hpp"
#include "runtime/core/journal.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// STORED FORMAT 1. Integers little-endian; `text` = varint length (LEB128), bytes.
//   "ATRSEG1\n" · u8 chain (1 = SHA-256, 2 = SM3) · text partition · u64 first position ·
//   hash (32) that the first event is chained to
//   for each event: u32 size (> 0) · row (persistence/journal/body.hpp)
//   u32 0 · u64 last position · digest (32) = H(all bytes of the file before the digest)

namespace atrium::persistence {

class SegmentBuilder {
 public:
  // `previous` is what the first event must be chained to.
  SegmentBuilder(const PartitionId& partition, ChainHash chain, Position first,
                 const Hash& previous);

  // The next event. Its hash is computed anew; `damaged` when it is not the one that it carries, or
  // it does not follow.
  Result<void> add(Envelope event);

  [[nodiscard]] std::size_t size() const { return bytes_.size(); }
  [[nodiscard]] Position first() const { return first_; }
  [[nodiscard]] Position last() const { return next_ - 1; }
  [[nodiscard]] const Hash& head() const { return head_; }
  // The whole file. Nothing may be added afterwards.
  [[nodiscard]] std::string finish();

 private:
  PartitionId partition_;
  ChainHash chain_;
  Position first_, next_;
  Hash head_;
  std::string bytes_, row_;
};

struct Segment {
  PartitionId partition;
  ChainHash chain = ChainHash::sha256;
  Position first = 0, last = 0;
  Hash previous{};  // Of the event before the first.
  Hash head{};      // Of the last event.
  std::vector<Envelope> events;
};

// Reads and checks all of it: digest, places, hashes, chain. A Failure (damaged) names the
// position, or says that it is not one event's fault.
Result<Segment> read_segment(std::string_view bytes);

}  // namespace atrium::persistence
