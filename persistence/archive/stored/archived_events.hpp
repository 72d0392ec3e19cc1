// The events of one partition as an archive holds them: in order, checked, segment by segment.
#pragma once

#include "persistence/archive/stored/manifest.hpp"
#include "runtime/core/failure.hpp"
#include "runtime/core/journal.hpp"

#include <filesystem>
#include <functional>
#include <vector>

namespace atrium::persistence {

// Hands over the events of each segment that belong to the history, until `each` answers false or a
// failure. Every segment is checked whole, against the manifest and against the one before it; a
// Failure (damaged) names the file and the position.
Result<void> each_segment(const std::filesystem::path& archive, const Manifest& manifest,
                          const PartitionId& partition,
                          const std::function<Result<bool>(std::vector<Envelope>)>& each);

}  // namespace atrium::persistence
