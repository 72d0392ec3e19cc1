// See memory_disk.hpp.
#include "persistence/journal/memory_disk.hpp"

#include "persistence/journal/body.hpp"
#include "persistence/journal/group.hpp"
#include "persistence/journal/restorable.hpp"

#include <algorithm>
#include <functional>
#include <tuple>
#include <utility>

namespace atrium::persistence {
namespace {

constexpr std::size_t snapshots_kept = 2;

}  // namespace

void add_snapshots(const std::vector<Snapshot>& newer, const StreamId& stream,
                   std::vector<Snapshot>& kept) {
  for (const auto& snapshot : newer) {
    if (snapshot.stream != stream) continue;
    std::erase_if(kept, [&](const Snapshot& old) { return old.version == snapshot.version; });
    kept.push_back(snapshot);
  }
  std::ranges::sort(kept, std::greater{}, &Snapshot::version);
  if (kept.size() > snapshots_kept) kept.resize(snapshots_kept);
}

bool StoredPartition::ByKey::operator()(const StreamId& one, const StreamId& other) const {
  const auto key = [](const StreamId& stream) {
    return std::make_tuple(stream.kind.size(), std::cref(stream.kind), stream.id.size(),
                           std::cref(stream.id));
  };
  return key(one) < key(other);
}

StoredPartition::StoredPartition(const PartitionId& id, ChainHash hash,
                                 std::unique_ptr<MemoryLog> kept)
    : partition(id), chain(hash), log(std::move(kept)) {
  head.hash = chain_start(partition, chain);
}

void StoredPartition::store(Commit&& commit, std::vector<Envelope>& group) {
  const auto begin = group.size();
  spread(std::move(commit), head, group);
  for (auto i = begin; i < group.size(); ++i) {
    auto& event = group[i];
    event.previous = head.hash;
    row_.clear();
    append_row(row_, event, chain);
    keep(event);
  }
}

void StoredPartition::keep(const Envelope& event) {
  head.hash = event.hash;
  auto& end = streams_[event.stream];
  log->append(event, row_, end.position);
  end = {event.version, event.position};
  if (event.last && is_client_command_id(event.command.text)) {
    replies_.try_emplace(event.command.text, event.position);
  }
}

void StoredPartition::admit(const std::vector<Envelope>& events) {
  note_epochs(events, epochs);
  for (auto event : events) {
    head.position = event.position;
    head.at = event.at;
    row_.clear();
    append_row(row_, event, chain);
    keep(event);
  }
  head.epoch = epochs.back().epoch;
  epoch_used = std::max(epoch_used, head.epoch);
  timers_known = false;
}

void StoredPartition::raise_epoch() {
  const auto epoch = std::max(epoch_used, head.epoch + 1);
  epochs.push_back({epoch, head.position});
  head.epoch = epoch_used = epoch;
  for (auto& [name, position] : cursors) position = std::min(position, head.position);
}

void StoredPartition::forget(std::unique_ptr<MemoryLog> fresh) {
  StoredPartition empty(partition, chain, std::move(fresh));
  empty.epoch_used = epoch_used + 1;
  empty.cursors = std::move(cursors);
  empty.timers_known = false;
  *this = std::move(empty);
}

void StoredPartition::move_timer(const StreamId& stream, const TimerMove& move) {
  if (move.from) timers_.erase({*move.from, stream});
  if (move.to) timers_.insert({*move.to, stream});
}

void StoredPartition::keep_followers(const std::string& family,
                                     const std::vector<std::string>& names, Riders& riders) {
  const auto ended = [&](const auto& cursor) {
    return cursor.first.starts_with(family) &&
           std::ranges::find(names, cursor.first) == names.end();
  };
  std::erase_if(riders.cursors, ended);
  std::erase_if(cursors, ended);
  for (const auto& name : names) cursors.try_emplace(name, head.position);
}

void StoredPartition::take(Riders&& riders) {
  for (const auto& [name, position] : riders.cursors) cursors[name] = position;
  for (auto& snapshot : riders.snapshots) {
    auto& kept = snapshots_[snapshot.stream];
    std::erase_if(kept, [&](const Kept& old) { return old.snapshot.version == snapshot.version; });
    const auto checksum = std::hash<std::string>{}(snapshot.state);
    kept.push_back({std::move(snapshot), checksum});
    std::ranges::sort(kept, std::greater{}, [](const Kept& one) { return one.snapshot.version; });
    if (kept.size() > snapshots_kept) kept.resize(snapshots_kept);
  }
}

std::vector<Envelope> StoredPartition::read(Position after, std::size_t limit) const {
  std::vector<Envelope> events;
  for (auto position = after + 1; position <= head.position && events.size() < limit; ++position)
    events.push_back(log->event(position));
  return events;
}

std::vector<Position> StoredPartition::of_stream(const StreamId& stream, Version after) const {
  std::vector<Position> positions;
  const auto found = streams_.find(stream);
  if (found == streams_.end()) return positions;
  auto position = found->second.position;
  for (auto version = found->second.version; version > after; --version) {
    positions.push_back(position);
    position = log->before(position);
  }
  std::ranges::reverse(positions);
  return positions;
}

Version StoredPartition::version(const StreamId& stream) const {
  const auto found = streams_.find(stream);
  return found == streams_.end() ? 0 : found->second.version;
}

std::optional<StoredReply> StoredPartition::find_reply(const std::string& id) const {
  const auto found = replies_.find(id);
  if (found == replies_.end()) return std::nullopt;
  auto event = log->event(found->second);
  return StoredReply{event.position, event.fingerprint, std::move(event.reply)};
}

std::vector<Snapshot> StoredPartition::snapshots(const StreamId& stream) const {
  std::vector<Snapshot> sound;
  const auto found = snapshots_.find(stream);
  if (found == snapshots_.end()) return sound;
  for (const auto& kept : found->second) {
    if (std::hash<std::string>{}(kept.snapshot.state) == kept.checksum)
      sound.push_back(kept.snapshot);
  }
  return sound;
}

bool StoredPartition::damage_snapshot(const StreamId& stream, std::size_t nth) {
  const auto found = snapshots_.find(stream);
  if (found == snapshots_.end() || nth >= found->second.size()) return false;
  auto& kept = found->second[nth];
  kept.checksum ^= 1;
  return true;
}

std::vector<Timer> StoredPartition::timers(const std::optional<Timer>& after, Instant until,
                                           std::size_t limit) const {
  std::vector<Timer> found;
  auto timer = after ? timers_.upper_bound(*after) : timers_.begin();
  for (; timer != timers_.end() && timer->due <= until && found.size() < limit; ++timer)
    found.push_back(*timer);
  return found;
}

std::vector<StreamId> StoredPartition::streams(const std::optional<StreamId>& after,
                                               std::size_t limit) const {
  std::vector<StreamId> found;
  auto stream = after ? streams_.upper_bound(*after) : streams_.begin();
  for (; stream != streams_.end() && found.size() < limit; ++stream) found.push_back(stream->first);
  return found;
}

std::size_t StoredPartition::forget_replies(Instant before, std::size_t limit) {
  auto last = head.position;
  for (const auto& [name, position] : cursors) last = std::min(last, position);
  std::size_t looked = 0;
  while (forgotten_ < last && looked < limit) {
    const auto event = log->event(forgotten_ + 1);
    if (event.at >= before) break;
    const auto reply = replies_.find(event.command.text);
    if (event.last && reply != replies_.end() && reply->second == event.position)
      replies_.erase(reply);
    ++forgotten_;
    ++looked;
  }
  return looked;
}

StoredPartition& MemoryDisk::partition(const PartitionId& id) {
  const auto found = partitions.find(id);
  if (found != partitions.end()) return found->second;
  return partitions.try_emplace(id, id, chain, new_log()).first->second;
}

std::unique_ptr<MemoryLog> MemoryDisk::new_log() const {
  return spill_directory.empty() ? log_in_memory() : log_in_files(spill_directory);
}

}  // namespace atrium::persistence
