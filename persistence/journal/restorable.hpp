// The back door of a store, for restore and take-over only: history that was recorded elsewhere
// comes in with its own bytes, and a new epoch tells readers that the past may differ from what
// they saw. Both journals have it. Nobody may append to a partition meanwhile, and nobody follows
// it.
#pragma once

#include "persistence/journal/chain.hpp"
#include "runtime/core/journal.hpp"

#include <functional>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace atrium::persistence {

class Restorable : public Store {
 public:
  // Appends events as they are: the partition is made if need be; positions follow its head,
  // versions their streams, epochs never fall, every hash is the one of the bytes and joins the
  // chain, and the last event ends its commit. All are durable on return, or none is stored and the
  // failure names the position. Starts of epochs are found in the events; timers are not known
  // afterwards.
  virtual Result<void> admit(const PartitionId& partition, std::vector<Envelope> events) = 0;

  // Events from now on carry an epoch that this directory has never used for the partition. Cursors
  // beyond the head are cut back to it. Durable on return.
  virtual Result<void> raise_epoch(const PartitionId& partition) = 0;

  // Empties a partition that is not open, before it is restored in place. Its cursors stay, and its
  // epochs are remembered as used: admit() the past, then raise_epoch(); to append before that is a
  // defect. Durable on return.
  virtual Result<void> forget_partition(const PartitionId& partition) = 0;

  // Every follower's cursor by its name, as stored: an archive keeps them, so that a restored
  // partition's followers need not read all of the past again.
  [[nodiscard]] virtual Result<std::map<std::string, Position>> cursors(
      const PartitionId& partition) const = 0;
};

// Would admit() take `events` behind `head`? `stored` gives a stream's version. Hashes are
// recomputed.
Result<void> check_admission(const PartitionId& partition, Head head, ChainHash chain,
                             const std::vector<Envelope>& events,
                             const std::function<Version(const StreamId&)>& stored);

// The starts that `events`, behind what `starts` know, add to them.
void note_epochs(const std::vector<Envelope>& events, std::vector<EpochStart>& starts);

}  // namespace atrium::persistence
