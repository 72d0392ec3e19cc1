// Where every awake entity of a partition is, and the only way to reach one: by stream, never by a
// kept handle. Activates an entity on first use and lets it leave by a handshake, so that no
// question is ever lost between a leaving actor and its successor, and no entity is ever awake
// twice. Thread-safe.
#pragma once

#include "runtime/core/ids.hpp"
#include "runtime/host/actors/messages.hpp"
#include "runtime/host/actors/pulse.hpp"

#include <array>
#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <vector>

namespace atrium::host {

struct Awake {
  caf::actor actor;
  std::shared_ptr<Pulse> pulse;
};

class Directory {
 public:
  // Spawns the actor of a stream; no actor for a kind that nobody knows.
  using Activate = std::function<Awake(const StreamId&)>;
  using Now = std::function<std::int64_t()>;  // As a Pulse tells time.

  Directory(Activate activate, Now now) : activate_(std::move(activate)), now_(std::move(now)) {}

  // Routes to the entity; false when its kind is unknown. Sending under the lock of a shard keeps
  // "routed" and "leaving" in one order.
  bool deliver(const StreamId& stream, std::shared_ptr<AnyAsk> ask);

  // First step of leaving: from now on questions wait here instead of going to the actor.
  void leave(const StreamId& stream);
  // Second step, once the actor has handled all that was routed before: true = forgotten, the actor
  // quits; false = there is more to do (`busy`, or questions that waited, which are now on their
  // way): it stays.
  bool depart(const StreamId& stream, bool busy);

  [[nodiscard]] std::optional<Awake> find(const StreamId& stream) const;
  // Every awake entity; a copy, they go on meanwhile.
  [[nodiscard]] std::vector<std::pair<StreamId, Awake>> awake() const;

  // Those not asked since `idle`, and of the others those not asked for longest as long as all
  // together take more than `bytes`.
  [[nodiscard]] std::vector<Awake> tired(std::int64_t idle, std::size_t bytes) const;

  [[nodiscard]] std::uint64_t activations() const { return activations_; }
  [[nodiscard]] std::uint64_t departures() const { return departures_; }

  void close();  // Delivers nothing any more.

 private:
  struct Entry {
    Awake awake;
    bool leaving = false;
    std::deque<Delivery> waiting;
  };
  struct Shard {
    mutable std::mutex mutex;
    std::unordered_map<StreamId, Entry> entries;
    bool closed = false;
  };

  [[nodiscard]] bool any_tired(std::int64_t idle, std::size_t bytes) const;
  Shard& shard_of(const StreamId& stream) {
    return shards_[std::hash<StreamId>{}(stream) % shards_.size()];
  }

  Activate activate_;
  Now now_;
  std::array<Shard, 16> shards_;
  std::atomic<std::uint64_t> activations_ = 0;
  std::atomic<std::uint64_t> departures_ = 0;
};

}  // namespace atrium::host
