// What the shell remembers of broken invariants: who met how many, and whether an entity is rebuilt
// too often to go on at once. Single-threaded, as the shell that owns it.
#pragma once

#include "runtime/core/time/instant.hpp"

#include <cstdint>
#include <deque>
#include <map>
#include <string>

namespace atrium::host {

class Defects {
 public:
  // How many this subject has met, this one included. Remembers the latest 64 subjects or so.
  unsigned met(const std::string& subject);
  [[nodiscard]] std::uint64_t total() const { return total_; }

  // Restart intensity: after 5 rebuilds within a minute an entity rests until the first of them is
  // a minute old, so that a defect that comes back at once does not eat a core.
  void rebuilt(Instant at);
  [[nodiscard]] bool resting(Instant now) const;

 private:
  std::map<std::string, unsigned> times_;
  std::deque<Instant> rebuilds_;
  std::uint64_t total_ = 0;
};

}  // namespace atrium::host
