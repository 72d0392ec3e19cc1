// Where the memory journal keeps its events: in memory, or, for runs of many virtual days, in
// temporary files without a name, so that memory stays flat. Internal to the memory journal.
#pragma once

#include "runtime/core/journal.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace atrium::persistence {

class MemoryLog {
 public:
  virtual ~MemoryLog() = default;
  // The next position. `row` is the event as it is stored (body.hpp), `before` the position of the
  // event before it in its stream, 0 for the first.
  virtual void append(const Envelope& event, std::string_view row, Position before) = 0;
  [[nodiscard]] virtual Envelope event(Position position) const = 0;
  [[nodiscard]] virtual Position before(Position position) const = 0;
};

std::unique_ptr<MemoryLog> log_in_memory();
// Rows and their index in two unlinked files in `directory`; throws Defect when it is not writable
// or full.
std::unique_ptr<MemoryLog> log_in_files(const std::string& directory);

}  // namespace atrium::persistence
