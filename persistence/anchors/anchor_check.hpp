// Does a partition still hold what its anchors say? Finds history that was written anew and ends
// that were cut off. That each event is chained to the one before is DiskStore::verify's part.
#pragma once

#include "persistence/anchors/anchor.hpp"
#include "runtime/core/journal.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace atrium::persistence {

struct AnchorReport {
  bool ok = true;
  std::size_t checked = 0;     // Signed well and true.
  std::size_t superseded = 0;  // Signed well, of history that a restore gave up since.
  Position last = 0;           // Up to here the history is vouched for.
  Position position = 0;       // When not ok: the first position that is not as anchored.
  std::string why;
};

// `anchors` in the order in which they were signed; those of other partitions are passed over.
// Reads the one event of each anchor. A Failure: the journal could not be read.
Result<AnchorReport> check_anchors(const Journal& journal, const std::vector<Anchor>& anchors,
                                   const Keyring& keys);

}  // namespace atrium::persistence
