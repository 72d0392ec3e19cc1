// What the shell itself must remember of an entity beside the entity's state: the highest command
// heard from each of the house's own sources (policies, timers). It travels in front of the state
// in every snapshot.
#pragma once

#include "runtime/core/context.hpp"
#include "runtime/core/ids.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace atrium::host {

class ShellNotes {
 public:
  void heard(const CommandId& id);
  [[nodiscard]] bool already(const Derived& id) const;

  // Stored form, for ever: u32 count, then per source u16 length, its bytes, u64 sequence;
  // little-endian.
  [[nodiscard]] std::string packed() const;
  // Reads the stored form and returns what follows it; nothing when the bytes are not of that form.
  std::optional<std::string_view> unpack(std::string_view bytes);

 private:
  std::map<std::string, std::uint64_t, std::less<>> highest_;  // One entry per policy: few.
};

// A line on standard error; the hall goes on.
void report_defect(const StreamId& stream, const char* what);

}  // namespace atrium::host
