// Routing, activation and the leaving handshake.
#include "runtime/host/actors/directory.hpp"

#include "runtime/core/plant.hpp"

#include <algorithm>
#include <utility>

namespace atrium::host {

bool Directory::deliver(const StreamId& stream, std::shared_ptr<AnyAsk> ask) {
  auto& shard = shard_of(stream);
  const auto now = now_();
  std::unique_lock lock(shard.mutex);
  if (shard.closed) return lock.unlock(), true;  // The ask answers `abandoned` as it is dropped.
  auto found = shard.entries.find(stream);
  if (found == shard.entries.end()) {
    auto awake = activate_(stream);
    if (!awake.actor) return false;
    ++activations_;
    found = shard.entries.emplace(stream, Entry{std::move(awake), false, {}}).first;
  }
  auto& entry = found->second;
  entry.awake.pulse->came(now);
  if (entry.leaving) {
    entry.waiting.push_back({std::move(ask), now});
  } else {
    caf::anon_send(entry.awake.actor, Delivery{std::move(ask), now});
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
  if ((!busy && entry.waiting.empty()) || ATRIUM_PLANTED("departs_busy")) {
    shard.entries.erase(found);
    ++departures_;
    return true;
  }
  entry.leaving = false;
  for (auto& delivery : std::exchange(entry.waiting, {})) {
    caf::anon_send(entry.awake.actor, std::move(delivery));
  }
  return false;
}

std::optional<Awake> Directory::find(const StreamId& stream) const {
  const auto& shard = shards_[std::hash<StreamId>{}(stream) % shards_.size()];
  std::scoped_lock lock(shard.mutex);
  const auto found = shard.entries.find(stream);
  if (found == shard.entries.end()) return std::nullopt;
  return found->second.awake;
}

std::vector<std::pair<StreamId, Awake>> Directory::awake() const {
  std::vector<std::pair<StreamId, Awake>> all;
  for (const auto& shard : shards_) {
    std::scoped_lock lock(shard.mutex);
    for (const auto& [stream, entry] : shard.entries) all.emplace_back(stream, entry.awake);
  }
  // The order must not depend on addresses: a simulated run is to be repeated.
  std::ranges::sort(all, {}, &std::pair<StreamId, Awake>::first);
  return all;
}

bool Directory::any_tired(std::int64_t idle, std::size_t bytes) const {
  std::size_t taken = 0;
  for (const auto& shard : shards_) {
    std::scoped_lock lock(shard.mutex);
    for (const auto& [stream, entry] : shard.entries) {
      if (entry.awake.pulse->used <= idle) return true;
      taken += entry.awake.pulse->bytes;
    }
  }
  return taken > bytes;
}

std::vector<Awake> Directory::tired(std::int64_t idle, std::size_t bytes) const {
  if (!any_tired(idle, bytes)) return {};
  auto all = awake();
  std::ranges::stable_sort(all, {}, [](const auto& one) { return one.second.pulse->used.load(); });
  std::size_t taken = 0;
  for (const auto& [stream, one] : all) taken += one.pulse->bytes;
  std::vector<Awake> tired;
  for (auto& [stream, one] : all) {
    if (one.pulse->used > idle && taken <= bytes) break;
    if (one.pulse->phase != Pulse::Phase::awake) continue;
    taken -= std::min<std::size_t>(taken, one.pulse->bytes);
    tired.push_back(std::move(one));
  }
  return tired;
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
