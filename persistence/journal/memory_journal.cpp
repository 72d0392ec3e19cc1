// See memory_journal.hpp. One mutex guards disk and queue; listeners are always called without it,
// by one thread at a time, so that a listener may append.
#include "persistence/journal/memory_journal.hpp"

#include "persistence/journal/body.hpp"
#include "persistence/journal/chain.hpp"
#include "persistence/journal/group.hpp"
#include "runtime/core/assert.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <unordered_map>
#include <utility>

namespace atrium::persistence {
namespace {

struct Stored {
  Head head;
  std::uint64_t epoch_used = 1;  // Or reserved, while being restored.
  std::vector<EpochStart> epochs{{1, 0}};
  std::vector<Envelope> log;
  std::unordered_map<StreamId, std::vector<Position>> streams;
  std::unordered_map<std::string, Position> replies;
  std::map<StreamId, std::vector<Snapshot>> snapshots;
  std::map<std::string, Position> cursors;
};

}  // namespace

class MemoryDisk {
 public:
  std::map<PartitionId, Stored> partitions;
};

std::shared_ptr<MemoryDisk> make_memory_disk() { return std::make_shared<MemoryDisk>(); }

namespace {

class MemoryJournal;

struct Queued {
  MemoryJournal* journal;
  Commit commit;
  std::shared_ptr<CommitListener> listener;
};

// Shared by the store and its journals, which may outlive it in somebody's hands.
struct Shared {
  std::mutex mutex;
  std::shared_ptr<MemoryDisk> disk;
  MemoryCommits commits = MemoryCommits::at_once;
  std::vector<Queued> queue;
  bool draining = false;
  bool closed = false;

  void drain();
};

class MemoryJournal final : public Journal {
 public:
  MemoryJournal(std::shared_ptr<Shared> shared, PartitionId partition)
      : shared_(std::move(shared)),
        partition_(std::move(partition)),
        stored_(shared_->disk->partitions[partition_]) {
    if (stored_.head.position == 0) stored_.head.hash = chain_start(partition_);
    for (const auto& [stream, positions] : stored_.streams) versions_[stream] = positions.size();
  }

  const PartitionId& partition() const override { return partition_; }

  Head head() const override {
    const std::lock_guard lock(shared_->mutex);
    return stored_.head;
  }

  void append(Commit commit, std::shared_ptr<CommitListener> listener) override {
    {
      const std::lock_guard lock(shared_->mutex);
      ATRIUM_ASSERT(!shared_->closed, "append to a closed journal");
      ATRIUM_ASSERT(!commit.events.empty(), "a commit holds at least one event");
      ATRIUM_ASSERT(stored_.epoch_used == stored_.head.epoch,
                    "partition " + partition_.value +
                        " was restored and has no new epoch yet; restore it again");
      auto& version = versions_[commit.stream];
      ATRIUM_ASSERT(version == commit.after, commit.stream.kind + "/" + commit.stream.id +
                                                 " is at " + std::to_string(version) +
                                                 ", the commit wants " +
                                                 std::to_string(commit.after));
      version += commit.events.size();
      shared_->queue.push_back({this, std::move(commit), std::move(listener)});
      if (shared_->commits == MemoryCommits::held) return;
    }
    shared_->drain();
  }

  void on_group(GroupListener listener) override {
    const std::lock_guard lock(shared_->mutex);
    on_group_ = std::move(listener);
  }

  Result<std::vector<Envelope>> read(Position after, std::size_t limit) const override {
    const std::lock_guard lock(shared_->mutex);
    const auto& log = stored_.log;
    const auto first = std::min<std::size_t>(after, log.size());
    const auto count = std::min(limit, log.size() - first);
    const auto begin = log.begin() + static_cast<std::ptrdiff_t>(first);
    return std::vector<Envelope>(begin, begin + static_cast<std::ptrdiff_t>(count));
  }

  Result<void> replay(const StreamId& stream, Version after,
                      const std::function<bool(const Envelope&)>& each) const override {
    for (auto version = after;; ++version) {
      Envelope event;
      {
        const std::lock_guard lock(shared_->mutex);
        const auto found = stored_.streams.find(stream);
        if (found == stored_.streams.end() || version >= found->second.size()) return {};
        event = stored_.log[found->second[version] - 1];
      }
      if (!each(event)) return {};
    }
  }

  Result<std::optional<StoredReply>> find_reply(const CommandId& id) const override {
    const std::lock_guard lock(shared_->mutex);
    const auto found = stored_.replies.find(id.text);
    if (found == stored_.replies.end()) return std::optional<StoredReply>{};
    const auto& event = stored_.log[found->second - 1];
    return StoredReply{event.position, event.fingerprint, event.reply};
  }

  void put_snapshot(Snapshot snapshot) override {
    const std::lock_guard lock(shared_->mutex);
    auto& kept = stored_.snapshots[snapshot.stream];
    std::erase_if(kept, [&](const Snapshot& old) { return old.version == snapshot.version; });
    kept.push_back(std::move(snapshot));
    std::ranges::sort(kept, std::greater{}, &Snapshot::version);
    if (kept.size() > 2) kept.resize(2);
  }

  Result<std::vector<Snapshot>> snapshots(const StreamId& stream) const override {
    const std::lock_guard lock(shared_->mutex);
    const auto found = stored_.snapshots.find(stream);
    return found == stored_.snapshots.end() ? std::vector<Snapshot>{} : found->second;
  }

  void move_cursor(const std::string& name, Position position) override {
    const std::lock_guard lock(shared_->mutex);
    stored_.cursors[name] = position;
  }

  Result<Position> cursor(const std::string& name) const override {
    const std::lock_guard lock(shared_->mutex);
    const auto found = stored_.cursors.find(name);
    return found == stored_.cursors.end() ? Position{0} : found->second;
  }

  std::vector<EpochStart> epochs() const override {
    const std::lock_guard lock(shared_->mutex);
    return stored_.epochs;
  }

  Result<void> admit(std::vector<Envelope>&& events) {
    const std::lock_guard lock(shared_->mutex);
    const auto checked =
        check_admission(partition_, stored_.head, ChainHash::sha256, events,
                        [&](const StreamId& stream) { return stored_.streams[stream].size(); });
    if (!checked || events.empty()) return checked;
    note_epochs(events, stored_.epochs);
    for (const auto& event : events) {
      stored_.head.position = event.position;
      stored_.head.at = event.at;
      keep(event);
      versions_[event.stream] = event.version;
    }
    stored_.head.epoch = stored_.epochs.back().epoch;
    stored_.epoch_used = std::max(stored_.epoch_used, stored_.head.epoch);
    return {};
  }

  void raise_epoch() {
    const std::lock_guard lock(shared_->mutex);
    const auto epoch = std::max(stored_.epoch_used, stored_.head.epoch + 1);
    stored_.epochs.push_back({epoch, stored_.head.position});
    stored_.head.epoch = stored_.epoch_used = epoch;
    for (auto& [name, position] : stored_.cursors)
      position = std::min(position, stored_.head.position);
  }

  // Stores the group under the mutex; what is to be said is added to `group` and `listeners`.
  void store(Commit&& commit, std::vector<Envelope>& group) {
    const auto begin = group.size();
    spread(std::move(commit), stored_.head, group);
    for (auto i = begin; i < group.size(); ++i) {
      auto& event = group[i];
      event.previous = stored_.head.hash;
      row_.clear();
      append_row(row_, event);
      keep(event);
    }
  }

  void tell_group(std::vector<Envelope>&& group) {
    if (on_group_) on_group_(std::make_shared<const std::vector<Envelope>>(std::move(group)));
  }

 private:
  void keep(const Envelope& event) {
    stored_.head.hash = event.hash;
    stored_.streams[event.stream].push_back(event.position);
    if (event.last && is_client_command_id(event.command.text)) {
      stored_.replies.try_emplace(event.command.text, event.position);
    }
    stored_.log.push_back(event);
  }

  std::shared_ptr<Shared> shared_;
  PartitionId partition_;
  Stored& stored_;
  std::unordered_map<StreamId, Version> versions_;  // Counting what is held.
  GroupListener on_group_;
  std::string row_;
};

void Shared::drain() {
  std::unique_lock lock(mutex);
  if (std::exchange(draining, true)) return;  // Whoever drains will come to ours.
  while (!queue.empty()) {
    auto taken = std::exchange(queue, {});
    std::vector<std::pair<MemoryJournal*, std::vector<Envelope>>> groups;
    Listeners listeners;
    for (auto& [journal, commit, listener] : taken) {
      auto found = std::ranges::find(groups, journal, &decltype(groups)::value_type::first);
      if (found == groups.end())
        found = groups.emplace(groups.end(), journal, std::vector<Envelope>{});
      journal->store(std::move(commit), found->second);
      listeners.add(std::move(listener), found->second.back().position,
                    found->second.back().version);
    }
    lock.unlock();
    for (auto& [journal, group] : groups) journal->tell_group(std::move(group));
    listeners.tell();
    lock.lock();
  }
  draining = false;
}

class MemoryStoreOnDisk final : public MemoryStore {
 public:
  MemoryStoreOnDisk(std::shared_ptr<MemoryDisk> disk, MemoryCommits commits)
      : shared_(std::make_shared<Shared>()) {
    shared_->disk = std::move(disk);
    shared_->commits = commits;
  }
  ~MemoryStoreOnDisk() override { close(); }

  Result<std::shared_ptr<Journal>> open(const PartitionId& partition) override {
    return open_journal(partition);
  }

  Result<void> admit(const PartitionId& partition, std::vector<Envelope> events) override {
    return open_journal(partition)->admit(std::move(events));
  }

  Result<void> raise_epoch(const PartitionId& partition) override {
    open_journal(partition)->raise_epoch();
    return {};
  }

  Result<void> forget_partition(const PartitionId& partition) override {
    const std::lock_guard lock(shared_->mutex);
    if (journals_.contains(partition)) {
      return fail(FailureCode::in_use,
                  "partition " + partition.value + " is open; forget it before anything opens it");
    }
    const auto found = shared_->disk->partitions.find(partition);
    if (found == shared_->disk->partitions.end()) return {};
    Stored fresh;
    fresh.epoch_used = found->second.epoch_used + 1;
    fresh.cursors = found->second.cursors;
    found->second = std::move(fresh);
    return {};
  }

  Result<std::map<std::string, Position>> cursors(const PartitionId& partition) const override {
    const std::lock_guard lock(shared_->mutex);
    const auto found = shared_->disk->partitions.find(partition);
    if (found == shared_->disk->partitions.end()) return std::map<std::string, Position>{};
    return found->second.cursors;
  }

  std::vector<PartitionId> partitions() const override {
    const std::lock_guard lock(shared_->mutex);
    std::vector<PartitionId> names;
    for (const auto& [name, stored] : shared_->disk->partitions) names.push_back(name);
    return names;
  }

  void close() override {
    shared_->drain();
    const std::lock_guard lock(shared_->mutex);
    shared_->closed = true;
  }

  void flush() override { shared_->drain(); }

  std::size_t held() const override {
    const std::lock_guard lock(shared_->mutex);
    return shared_->queue.size();
  }

  void lose() override {
    const std::lock_guard lock(shared_->mutex);
    shared_->queue.clear();
    shared_->closed = true;
  }

 private:
  std::shared_ptr<MemoryJournal> open_journal(const PartitionId& partition) {
    const std::lock_guard lock(shared_->mutex);
    auto& journal = journals_[partition];
    if (!journal) journal = std::make_shared<MemoryJournal>(shared_, partition);
    return journal;
  }

  std::shared_ptr<Shared> shared_;
  std::map<PartitionId, std::shared_ptr<MemoryJournal>> journals_;
};

}  // namespace

std::unique_ptr<MemoryStore> make_memory_store(std::shared_ptr<MemoryDisk> disk,
                                               MemoryCommits commits) {
  return std::make_unique<MemoryStoreOnDisk>(std::move(disk), commits);
}

}  // namespace atrium::persistence
