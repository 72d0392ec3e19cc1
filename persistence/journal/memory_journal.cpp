// See memory_journal.hpp. One mutex guards disk and queue; listeners are always called without it,
// by one thread at a time, so that a listener may append.
#include "persistence/journal/memory_journal.hpp"

#include "persistence/journal/group.hpp"
#include "persistence/journal/memory_disk.hpp"
#include "runtime/core/assert.hpp"
#include "runtime/core/plant.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <unordered_map>
#include <utility>

namespace atrium::persistence {
namespace {

class MemoryJournal;

struct Queued {
  MemoryJournal* journal;
  Commit commit;  // Without events: only its timer.
  std::shared_ptr<CommitListener> listener = {};
  bool timers_known = false;
};

// Shared by the store and its journals, which may outlive it in somebody's hands.
struct Shared {
  std::mutex mutex;
  std::shared_ptr<MemoryDisk> disk;
  MemoryCommits commits = MemoryCommits::at_once;
  std::vector<Queued> queue;
  std::vector<MemoryJournal*> journals;
  bool draining = false;
  bool closed = false;
  bool lost = false;
  bool cursors_lag = false;

  void drain(std::size_t count = all_held);
};

class MemoryJournal final : public Journal {
 public:
  MemoryJournal(std::shared_ptr<Shared> shared, StoredPartition& stored)
      : shared_(std::move(shared)), stored_(stored) {}

  const PartitionId& partition() const override { return stored_.partition; }

  Head head() const override {
    const std::lock_guard lock(shared_->mutex);
    return stored_.head;
  }

  void append(Commit commit, std::shared_ptr<CommitListener> listener) override {
    {
      const std::lock_guard lock(shared_->mutex);
      if (shared_->lost) return;
      ATRIUM_ASSERT(!commit.events.empty(), "a commit holds at least one event");
      check_version(commit);
      queue({this, std::move(commit), std::move(listener)});
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
    return stored_.read(after, limit);
  }

  Result<void> replay(const StreamId& stream, Version after,
                      const std::function<bool(const Envelope&)>& each) const override {
    std::vector<Position> positions;
    {
      const std::lock_guard lock(shared_->mutex);
      positions = stored_.of_stream(stream, after);
    }
    for (const auto position : positions) {
      std::unique_lock lock(shared_->mutex);
      const auto event = stored_.log->event(position);
      lock.unlock();
      if (!each(event)) break;
    }
    return {};
  }

  Result<std::optional<StoredReply>> find_reply(const CommandId& id) const override {
    const std::lock_guard lock(shared_->mutex);
    return stored_.find_reply(id.text);
  }

  void put_snapshot(Snapshot snapshot) override {
    const std::lock_guard lock(shared_->mutex);
    riders_.snapshots.push_back(std::move(snapshot));
    if (shared_->commits == MemoryCommits::at_once) take_riders();
  }

  Result<std::vector<Snapshot>> snapshots(const StreamId& stream) const override {
    const std::lock_guard lock(shared_->mutex);
    auto found = stored_.snapshots(stream);
    add_snapshots(riders_.snapshots, stream, found);
    return found;
  }

  void move_cursor(const std::string& name, Position position) override {
    const std::lock_guard lock(shared_->mutex);
    riders_.cursors[name] = position;
    if (shared_->commits == MemoryCommits::at_once) take_riders();
  }

  Result<Position> cursor(const std::string& name) const override {
    const std::lock_guard lock(shared_->mutex);
    if (const auto moved = riders_.cursors.find(name); moved != riders_.cursors.end())
      return moved->second;
    const auto found = stored_.cursors.find(name);
    return found == stored_.cursors.end() ? Position{0} : found->second;
  }

  Result<void> keep_followers(const std::string& family,
                              const std::vector<std::string>& names) override {
    const std::lock_guard lock(shared_->mutex);
    if (!shared_->lost) stored_.keep_followers(family, names, riders_);
    return {};
  }

  Result<std::vector<Timer>> timers(const std::optional<Timer>& after, Instant until,
                                    std::size_t limit) const override {
    const std::lock_guard lock(shared_->mutex);
    return stored_.timers(after, until, limit);
  }

  void set_timer(const StreamId& stream, TimerMove move) override {
    Queued queued{this, {}};
    queued.commit.stream = stream;
    queued.commit.timer = move;
    queue_alone(std::move(queued));
  }

  bool timers_known() const override {
    const std::lock_guard lock(shared_->mutex);
    return timers_known_ || stored_.timers_known;
  }

  void timers_are_known() override {
    Queued queued{this, {}};
    queued.timers_known = true;
    queue_alone(std::move(queued));
  }

  Result<std::vector<StreamId>> streams(const std::optional<StreamId>& after,
                                        std::size_t limit) const override {
    const std::lock_guard lock(shared_->mutex);
    return stored_.streams(after, limit);
  }

  Result<std::size_t> forget_replies(Instant before, std::size_t limit) override {
    const std::lock_guard lock(shared_->mutex);
    if (shared_->lost) return std::size_t{0};
    const auto until = ATRIUM_PLANTED("ids_forgotten_early") ? stored_.head.at : before;
    return stored_.forget_replies(until, limit);
  }

  std::vector<EpochStart> epochs() const override {
    const std::lock_guard lock(shared_->mutex);
    return stored_.epochs;
  }

  // What follows is called under the mutex.

  Result<void> admit(const std::vector<Envelope>& events) {
    const auto checked =
        check_admission(stored_.partition, stored_.head, stored_.chain, events,
                        [&](const StreamId& stream) { return stored_.version(stream); });
    if (!checked || events.empty()) return checked;
    stored_.admit(events);
    versions_.clear();
    timers_known_ = false;
    return checked;
  }

  void raise_epoch() {
    take_riders();
    stored_.raise_epoch();
  }

  void take_riders() {
    auto cursors = shared_->cursors_lag ? std::move(riders_.cursors) : decltype(riders_.cursors){};
    if (shared_->cursors_lag) riders_.cursors.clear();
    if (!shared_->lost) stored_.take(std::move(riders_));
    riders_ = {};
    riders_.cursors = std::move(cursors);
  }
  void drop_riders() { riders_ = {}; }

  // True when there is something to tell: the commit's events were added to `group`.
  bool store(Queued&& queued, std::vector<Envelope>& group) {
    auto& commit = queued.commit;
    if (queued.timers_known) stored_.timers_known = true;
    if (commit.timer) stored_.move_timer(commit.stream, *commit.timer);
    if (commit.events.empty()) return false;
    stored_.store(std::move(commit), group);
    return true;
  }

  // Without it.
  void tell_group(std::vector<Envelope>&& group) {
    if (on_group_) on_group_(std::make_shared<const std::vector<Envelope>>(std::move(group)));
  }

 private:
  void queue(Queued&& queued) {
    ATRIUM_ASSERT(!shared_->closed, "append to a closed journal");
    shared_->queue.push_back(std::move(queued));
  }

  void queue_alone(Queued&& queued) {
    {
      const std::lock_guard lock(shared_->mutex);
      if (shared_->lost) return;
      timers_known_ = timers_known_ || queued.timers_known;
      queue(std::move(queued));
      if (shared_->commits == MemoryCommits::held) return;
    }
    shared_->drain();
  }

  void check_version(const Commit& commit) {
    ATRIUM_ASSERT(stored_.epoch_used == stored_.head.epoch,
                  "partition " + stored_.partition.value +
                      " was restored and has no new epoch yet; restore it again");
    const auto [known, fresh] = versions_.try_emplace(commit.stream, 0);
    if (fresh) known->second = stored_.version(commit.stream);
    ATRIUM_ASSERT(known->second == commit.after, commit.stream.kind + "/" + commit.stream.id +
                                                     " is at " + std::to_string(known->second) +
                                                     ", the commit wants " +
                                                     std::to_string(commit.after));
    known->second += commit.events.size();
  }

  std::shared_ptr<Shared> shared_;
  StoredPartition& stored_;
  Riders riders_;
  bool timers_known_ = false;                       // Said, perhaps not durable yet.
  std::unordered_map<StreamId, Version> versions_;  // Counting what is held.
  GroupListener on_group_;
};

void Shared::drain(std::size_t count) {
  std::unique_lock lock(mutex);
  if (std::exchange(draining, true)) return;  // Whoever drains will come to ours.
  do {
    const auto end = queue.begin() + static_cast<std::ptrdiff_t>(std::min(count, queue.size()));
    std::vector<Queued> taken(std::move_iterator(queue.begin()), std::move_iterator(end));
    queue.erase(queue.begin(), end);
    std::vector<std::pair<MemoryJournal*, std::vector<Envelope>>> groups;
    Listeners listeners;
    for (auto& queued : taken) {
      auto found = std::ranges::find(groups, queued.journal, &decltype(groups)::value_type::first);
      if (found == groups.end())
        found = groups.emplace(groups.end(), queued.journal, std::vector<Envelope>{});
      if (!queued.journal->store(std::move(queued), found->second)) continue;
      const auto& last = found->second.back();
      listeners.add(std::move(queued.listener), last.position, last.version);
    }
    for (auto* journal : journals) journal->take_riders();
    lock.unlock();
    for (auto& [journal, group] : groups) {
      if (!group.empty()) journal->tell_group(std::move(group));
    }
    listeners.tell();
    lock.lock();
  } while (count == all_held && !queue.empty());
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
    const std::lock_guard lock(shared_->mutex);
    return open_journal(partition);
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

  Result<void> admit(const PartitionId& partition, std::vector<Envelope> events) override {
    const std::lock_guard lock(shared_->mutex);
    return open_journal(partition)->admit(events);
  }

  Result<void> raise_epoch(const PartitionId& partition) override {
    const std::lock_guard lock(shared_->mutex);
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
    if (found != shared_->disk->partitions.end()) found->second.forget(shared_->disk->new_log());
    return {};
  }

  Result<std::map<std::string, Position>> cursors(const PartitionId& partition) const override {
    const std::lock_guard lock(shared_->mutex);
    const auto found = shared_->disk->partitions.find(partition);
    if (found == shared_->disk->partitions.end()) return std::map<std::string, Position>{};
    return found->second.cursors;
  }

  void flush(std::size_t count) override { shared_->drain(count); }

  std::size_t held() const override {
    const std::lock_guard lock(shared_->mutex);
    return shared_->queue.size();
  }

  void lag_cursors(bool lag) override {
    const std::lock_guard lock(shared_->mutex);
    shared_->cursors_lag = lag;
  }

  void lose(std::size_t kept, bool with_cursors) override {
    const std::lock_guard lock(shared_->mutex);
    std::vector<Envelope> untold;
    for (std::size_t i = 0; i < std::min(kept, shared_->queue.size()); ++i) {
      auto& queued = shared_->queue[i];
      queued.journal->store(std::move(queued), untold);
    }
    for (auto* journal : shared_->journals) {
      with_cursors ? journal->take_riders() : journal->drop_riders();
    }
    shared_->queue.clear();
    shared_->lost = true;
  }

 private:
  std::shared_ptr<MemoryJournal> open_journal(const PartitionId& partition) {
    auto& journal = journals_[partition];
    if (!journal) {
      journal = std::make_shared<MemoryJournal>(shared_, shared_->disk->partition(partition));
      shared_->journals.push_back(journal.get());
    }
    return journal;
  }

  std::shared_ptr<Shared> shared_;
  std::map<PartitionId, std::shared_ptr<MemoryJournal>> journals_;
};

}  // namespace

std::shared_ptr<MemoryDisk> make_memory_disk(MemoryDiskOptions options) {
  auto disk = std::make_shared<MemoryDisk>();
  disk->chain = options.chain;
  disk->spill_directory = std::move(options.spill_directory);
  return disk;
}

bool damage_snapshot(MemoryDisk& disk, const PartitionId& partition, const StreamId& stream,
                     std::size_t nth) {
  const auto found = disk.partitions.find(partition);
  return found != disk.partitions.end() && found->second.damage_snapshot(stream, nth);
}

std::unique_ptr<MemoryStore> make_memory_store(std::shared_ptr<MemoryDisk> disk,
                                               MemoryCommits commits) {
  return std::make_unique<MemoryStoreOnDisk>(std::move(disk), commits);
}

}  // namespace atrium::persistence
