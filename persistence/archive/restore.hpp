// Makes a data directory out of an archive, or one partition of one, through the store's own back
// door: everything is checked before anything is written, and once more as it is admitted. The
// restored history goes on under a new epoch.
#pragma once

#include "persistence/archive/stored/manifest.hpp"
#include "runtime/core/failure.hpp"
#include "runtime/core/ids.hpp"
#include "runtime/core/time/instant.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace atrium::persistence {

// While a restore is at work, and after one that was cut off, the data directory carries this mark,
// not empty; a node must not run on it. Restoring again goes on.
inline constexpr std::string_view restoring_mark = "restoring";

struct RestoreRequest {
  std::filesystem::path from;
  std::string directory;  // Empty or missing, unless `partition` is given: then perhaps in use
                          // before, and not now; its other partitions stay as they are.
  std::optional<PartitionId> partition = {};
  // History ends with the last whole commit that is not beyond; nothing: all that there is.
  std::optional<Position> until_position = {};  // Of `partition`.
  std::optional<Instant> until_time = {};       // Before the first event that is later.
  std::function<void(const PartitionId&, Position done, Position of)> progress = {};
};

struct PartitionRestore {
  PartitionId partition;
  Position position = 0;       // The history ends here.
  Position archived = 0;       // The archive would have had so much.
  std::uint64_t epoch = 0;     // What comes next carries it.
  Position rounded_from = 0;   // Not 0: the end that was asked for lay inside a commit.
  std::uint64_t subjects = 0;  // Whose keys were put back (of a whole directory).
};

// `damaged` names segment and position. After any failure the directory is not fit to serve from,
// and says so when somebody tries; the archive is never changed.
Result<std::vector<PartitionRestore>> restore(const RestoreRequest& request);

}  // namespace atrium::persistence
