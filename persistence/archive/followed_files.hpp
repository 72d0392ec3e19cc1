// Files that only grow, kept in step in an archive: anchors and evidence. What the archive has is
// never replaced by something else.
#pragma once

#include "runtime/core/failure.hpp"

#include <filesystem>

namespace atrium::persistence {

// Copies what was appended to each `*.jsonl` of `from`, whole lines only, and every `*.pem` that is
// new or another one. `damaged` when a file there does not begin with what the archive has of it.
// A missing `from` holds nothing.
Result<void> follow_files(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace atrium::persistence
