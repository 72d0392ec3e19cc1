// Changes stored rows behind the journal's back, as a fault or a forger would.
#pragma once

#include "runtime/core/ids.hpp"

#include <functional>
#include <string>

namespace atrium::persistence::test {

// Of the first partition of a closed data directory. An empty result removes the row.
void change_row(const std::string& directory, Position position,
                const std::function<std::string(std::string)>& change);
void swap_rows(const std::string& directory, Position one, Position other);

// Changes one byte of the newest snapshot of a stream.
void damage_newest_snapshot(const std::string& directory, const StreamId& stream);

// Overwrites the data directory's marker file.
void write_marker(const std::string& directory, const std::string& text);

}  // namespace atrium::persistence::test
