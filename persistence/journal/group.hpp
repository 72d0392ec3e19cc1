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

// Collects who is to be told of a group, and tells each listener once, of its last commit, in
// commit order.
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
  std::vector<std::pair<const CommitListener*, std::size_t>> order_;
};

}  // namespace atrium::persistence
