// Is what is stored what was written? The hash chain of a partition, its tail or all of it.
#pragma once

#include "persistence/journal/chain.hpp"
#include "persistence/rocksdb/tables/database.hpp"

#include <cstdint>

namespace atrium::persistence {

// A partition's chain in the database, as it is now or was when the snapshot was taken.
struct ChainOf {
  PartitionId partition;
  std::uint32_t number = 0;
  ChainHash hash = ChainHash::sha256;
  const rocksdb::Snapshot* snapshot = nullptr;
};

// The last stored event of a partition and its hash; position 0 and the chain's start when there is
// none.
Result<Head> read_head(const Database& database, const ChainOf& chain);

// Events first..last: each there, in its place, with the hash of its bytes, chained to the one
// before. `first` > 1 takes the hash of the event before it on trust.
Result<ChainReport> check_chain(const Database& database, const ChainOf& chain, Position first,
                                Position last);

// Does the index by stream hold exactly the events 1..last? An event cut off the end leaves its
// index behind.
Result<ChainReport> check_index(const Database& database, const ChainOf& chain, Position last);

// Are the rows beside the log readable: command ids, snapshots, cursors, timers?
Result<ChainReport> check_rest(const Database& database, const ChainOf& chain, Position last);

}  // namespace atrium::persistence
