// Routing, activation and the leaving handshake.
#include "runtime/host/actors/directory.hpp"

#include <utility>

namespace atrium::host {

bool Directory::deliver(const StreamId& stream, std::shared_ptr<AnyAsk> ask) {
  auto& shard = shard_of(stream);
  std::unique_lock lock(shard.mutex);
  if (shard.closed) return lock.unlock(), true;  // The ask answers `abandoned` as it is dropped.
  auto found = shard.entries.find(stream);
  if (found == shard.entries.end()) {
    auto actor = activate_(stream);
    if (!actor) return false;
    found = shard.entries.emplace(stream, Entry{std::move(actor), false, {}}).first;
  }
  if (found->second.leaving) {
    found->second.waiting.push_back(std::move(ask));
  } else {
    caf::anon_send(found->second.actor, Delivery{std::move(ask)});
  }
  return true;
}

void Directory::leave(const StreamId& stream) {
  auto& shard = shard_of(stream);
  std::scoped_lock lock(shard.mutex);
  if (const auto found = shard.entries.find(stream); found != shard.entries.end()) {
    found->second.leaving = true;
  }
}

bool Directory::depart(const StreamId& stream, bool busy) {
  auto& shard = shard_of(stream);
  std::scoped_lock lock(shard.mutex);
  const auto found = shard.entries.find(stream);
  if (found == shard.entries.end()) return true;
  auto& entry = found->second;
  if (!busy && entry.waiting.empty()) {
    shard.entries.erase(found);
    return true;
  }
  entry.leaving = false;
  for (auto& ask : std::exchange(entry.waiting, {})) {
    caf::anon_send(entry.actor, Delivery{std::move(ask)});
  }
  return false;
}

std::vector<caf::actor> Directory::awake() const {
  std::vector<caf::actor> actors;
  for (const auto& shard : shards_) {
    std::scoped_lock lock(shard.mutex);
    for (const auto& [stream, entry] : shard.entries) actors.push_back(entry.actor);
  }
  return actors;
}

void Directory::close() {
  for (auto& shard : shards_) {
    std::unordered_map<StreamId, Entry> dropped;
    std::scoped_lock lock(shard.mutex);
    shard.closed = true;
    dropped.swap(shard.entries);
  }
}

}  // namespace atrium::host
