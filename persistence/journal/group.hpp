// What both journals do alike with the commits of one group: spread a commit into envelopes, and
// tell its listeners.
#pragma once

#include "runtime/core/journal.hpp"

#include <memory>
#include <utility>
#include <vector>

namespace atrium::persistence {

// Fills `to` with the commit's events, positions from head.position + 1 on, without hashes.
// The texts of `commit` are moved from. Advances head's position and recorded time.
void spread(Commit&& commit, Head& head, std::vector<Envelope>& to);

// Collects who is to be told of a group, and tells each of every commit, in commit order
// (the port's rule: a reply carries the exact position of its own commit).
class Listeners {
 public:
  void add(std::shared_ptr<CommitListener> listener, Position position, Version version);
  void tell();  // And forgets them.

 private:
  struct Entry {
    std::shared_ptr<CommitListener> listener;
    Position position;
    Version version;
  };
  std::vector<Entry> entries_;
};

}  // namespace atrium::persistence
