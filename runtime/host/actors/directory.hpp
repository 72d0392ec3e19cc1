// Where every awake entity of a partition is, and the only way to reach one: by stream, never by a
// kept handle. Activates an entity on first use and lets it leave by a handshake, so that no
// question is ever lost between a leaving actor and its successor, and no entity is ever awake
// twice.
#pragma once

#include "runtime/core/ids.hpp"
#include "runtime/host/actors/messages.hpp"

#include <array>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <unordered_map>

namespace atrium::host {

class Directory {
 public:
  // Spawns the actor of a stream; null for a kind that nobody knows.
  using Activate = std::function<caf::actor(const StreamId&)>;

  explicit Directory(Activate activate) : activate_(std::move(activate)) {}

  // Routes to the entity; false when its kind is unknown. Thread-safe; sending under the lock of a
  // shard keeps "routed" and "leaving" in one order.
  bool deliver(const StreamId& stream, std::shared_ptr<AnyAsk> ask);

  // First step of leaving: from now on questions wait here instead of going to the actor.
  void leave(const StreamId& stream);
  // Second step, once the actor has handled all that was routed before: true = forgotten, the actor
  // quits; false = there is more to do (`busy`, or questions that waited, which are now on their
  // way): it stays.
  bool depart(const StreamId& stream, bool busy);

  // Every awake actor; for stopping.
  [[nodiscard]] std::vector<caf::actor> awake() const;
  void close();  // Delivers nothing any more.

 private:
  struct Entry {
    caf::actor actor;
    bool leaving = false;
    std::deque<std::shared_ptr<AnyAsk>> waiting;
  };
  struct Shard {
    mutable std::mutex mutex;
    std::unordered_map<StreamId, Entry> entries;
    bool closed = false;
  };

  Shard& shard_of(const StreamId& stream) {
    return shards_[std::hash<StreamId>{}(stream) % shards_.size()];
  }

  Activate activate_;
  std::array<Shard, 16> shards_;
};

}  // namespace atrium::host
