// See writer.hpp.
#include "persistence/rocksdb/writer/writer.hpp"

#include "persistence/journal/body.hpp"
#include "persistence/rocksdb/tables/keys.hpp"
#include "persistence/rocksdb/tables/snapshots.hpp"
#include "persistence/rocksdb/tables/streams.hpp"
#include "runtime/core/assert.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <limits>
#include <utility>

namespace atrium::persistence {
namespace {

constexpr std::size_t batch_bytes_max = std::size_t{4} << 20;
constexpr std::size_t versions_max =
    200'000;  // Streams whose version is remembered; more are read again.
constexpr auto idle_flush = std::chrono::seconds(1);
constexpr auto pending_every = std::chrono::milliseconds(100);

rocksdb::Slice slice(std::string_view text) { return {text.data(), text.size()}; }

}  // namespace

Writer::Writer(const Database& database, Options options)
    : database_(database), options_(std::move(options)), thread_([this] { run(); }) {}

Writer::~Writer() { stop(); }

void Writer::add(Partition& partition) {
  const std::lock_guard lock(mutex_);
  partitions_.push_back(&partition);
}

void Writer::append(Partition& partition, Commit&& commit,
                    std::shared_ptr<CommitListener> listener) {
  ATRIUM_ASSERT(!commit.events.empty(), "a commit holds at least one event");
  ATRIUM_ASSERT(
      commit.stream.kind.size() <= stream_kind_max && commit.stream.id.size() <= stream_id_max,
      "a stream's name is too long");
  enqueue({&partition, std::move(commit), std::move(listener)});
}

void Writer::enqueue(Queued&& queued) {
  bool wake = false;
  {
    const std::lock_guard lock(mutex_);
    ATRIUM_ASSERT(!stopping_, "append to a closed journal");
    queue_.push_back(std::move(queued));
    wake = std::exchange(sleeping_, false);
  }
  if (wake) arrived_.notify_one();
}

void Writer::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    sleeping_ = false;
  }
  arrived_.notify_one();
  if (thread_.joinable()) thread_.join();
}

WriterFigures Writer::figures() const {
  const std::lock_guard lock(figures_mutex_);
  return figures_;
}

std::vector<DurableMark> Writer::durable() const {
  const std::lock_guard lock(mutex_);
  std::vector<DurableMark> marks;
  for (const auto* partition : partitions_) {
    const std::lock_guard own(partition->mutex);
    const auto& head = partition->durable;
    if (head.position > 0)
      marks.push_back({partition->id, partition->number, head.position, head.hash});
  }
  return marks;
}

void Writer::run() {
  try {
    while (take()) {
      write_group();
      run_jobs();
    }
    touched_.clear();
    batch_.Clear();
    add_pending();
    write(options_.sync);
  } catch (const Dead&) {
  }
  die();
}

void Writer::die() {
  std::vector<std::packaged_task<Result<void>()>> abandoned;
  const std::lock_guard lock(mutex_);
  ended_ = true;
  abandoned.swap(jobs_);
}

bool Writer::take() {
  std::unique_lock lock(mutex_);
  bool flushed = false;
  while (queue_.empty() && jobs_.empty() && !stopping_) {
    sleeping_ = true;
    const auto woken = [this] { return !sleeping_; };
    if (flushed) {
      arrived_.wait(lock, woken);
    } else if (!arrived_.wait_for(lock, idle_flush, woken)) {
      // Nothing has come for a while: cursors and snapshots need not wait for the next group.
      lock.unlock();
      batch_.Clear();
      add_pending();
      write(false);
      flushed = true;
      lock.lock();
    }
  }
  sleeping_ = false;
  taken_.swap(queue_);
  taken_jobs_.swap(jobs_);
  known_ = partitions_;
  return !taken_.empty() || !taken_jobs_.empty();
}

void Writer::run_jobs() {
  for (auto& job : taken_jobs_) {
    job();
    if (dead_) throw Dead{};  // The task kept what it threw for whoever waits.
  }
  taken_jobs_.clear();
}

void Writer::write_group() {
  try {
    for (std::size_t next = 0; next < taken_.size();) {
      touched_.clear();
      batch_.Clear();
      next = build(next);
      if (pending_due()) add_pending();
      write(options_.sync);
      publish();
    }
    taken_.clear();
  } catch (const Defect& broken) {
    fatal(broken.what());
  } catch (const std::exception& trouble) {
    fatal(fmt::format("the journal cannot go on: {}", trouble.what()));
  }
}

std::size_t Writer::build(std::size_t from) {
  auto next = from;
  while (next < taken_.size() && batch_.GetDataSize() < batch_bytes_max) add_commit(taken_[next++]);
  for (auto* partition : touched_) keep_timers_from(*partition, false);
  const std::lock_guard lock(figures_mutex_);
  figures_.groups += 1;
  figures_.commits += next - from;
  figures_.bytes += batch_.GetDataSize();
  for (const auto* partition : touched_) figures_.events += partition->group.size();
  return next;
}

void Writer::add_commit(Queued& queued) {
  auto& partition = *queued.partition;
  touch(partition);
  if (queued.commit.timer) add_timer(partition, queued.commit.stream, *queued.commit.timer);
  if (queued.timers_known) keep_timers_from(partition, true);
  if (queued.commit.events.empty()) return;
  check_version(partition, queued.commit);
  const auto begin = partition.group.size();
  spread(std::move(queued.commit), partition.head, partition.group);
  for (auto i = begin; i < partition.group.size(); ++i) add_rows(partition, partition.group[i]);
  const auto& last = partition.group.back();
  add_reply(partition, last);
  listeners_.add(std::move(queued.listener), last.position, last.version);
}

void Writer::add_reply(Partition& partition, const Envelope& last) {
  if (!is_client_command_id(last.command.text)) return;
  if (partition.recent.find(last.command.text) != 0) return;
  name_key(key_, partition.number, last.command.text);
  batch_.Put(database_.column(Column::cmd), key_, slice(fixed_view(last.position)));
}

void Writer::add_rows(Partition& partition, Envelope& event) {
  event.previous = partition.head.hash;
  row_.clear();
  append_row(row_, event, partition.chain);
  partition.head.hash = event.hash;
  log_key(key_, partition.number, event.position);
  batch_.Put(database_.column(Column::log), key_, row_);
  stream_key(key_, partition.number, event.stream, event.version);
  batch_.Put(database_.column(Column::ent), key_, slice(fixed_view(event.position)));
}

void Writer::check_version(Partition& partition, const Commit& commit) {
  if (partition.versions.size() > versions_max && partition.group.empty())
    partition.versions.clear();
  ATRIUM_ASSERT(partition.epoch_used == partition.head.epoch,
                fmt::format("partition {} was restored and has no new epoch yet; restore it again",
                            partition.id.value));
  const auto [known, fresh] = partition.versions.try_emplace(commit.stream, 0);
  if (fresh)
    known->second = stored_version(database_, partition.number, commit.stream, commit.after);
  ATRIUM_ASSERT(known->second == commit.after,
                fmt::format("{}/{}/{} is at version {}, a commit wants {}", partition.id.value,
                            commit.stream.kind, commit.stream.id, known->second, commit.after));
  known->second += commit.events.size();
}

// Cursors may lag, and there are more of them than commits in a group of a busy house.
bool Writer::pending_due() {
  const auto now = std::chrono::steady_clock::now();
  if (now - pending_added_ < pending_every) return false;
  pending_added_ = now;
  return true;
}

void Writer::add_pending() {
  for (auto* partition : known_) {
    if (!partition->pending.load(std::memory_order_acquire)) continue;
    keep_timers_from(*partition, false);
    std::vector<Snapshot> snapshots;
    {
      const std::lock_guard lock(partition->mutex);
      for (const auto& [name, position] : partition->moved) {
        name_key(key_, partition->number, name);
        batch_.Put(database_.column(Column::cursors), key_, slice(fixed_view(position)));
      }
      riding_.emplace_back(partition, std::exchange(partition->moved, {}));
      snapshots.swap(partition->snapshots);
      partition->pending = false;
    }
    for (const auto& snapshot : snapshots)
      write_snapshot(database_, partition->number, snapshot, batch_);
  }
}

void Writer::write(bool sync) {
  if (batch_.Count() == 0) return;
  rocksdb::WriteOptions options;
  options.sync = sync;
  const auto status = database_->Write(options, &batch_);
  if (!status.ok()) {
    fatal(fmt::format(
        "the journal cannot be written: {}. Nothing that was not acknowledged is promised; "
        "mend the disk and start again, the journal replays",
        status.ToString()));
  }
  note_cursors();
}

void Writer::note_cursors() {
  for (auto& [partition, cursors] : riding_) {
    const std::lock_guard lock(partition->mutex);
    for (const auto& [name, position] : cursors) partition->stored_cursors[name] = position;
  }
  riding_.clear();
}

void Writer::publish() {
  for (auto* partition : touched_) {
    const std::lock_guard lock(partition->mutex);
    partition->touched = false;
    partition->durable = partition->head;
    if (partition->lowest != Instant::max()) {
      partition->timers_from = std::min(partition->timers_from, partition->lowest);
      ++partition->timer_writes;
      partition->lowest = Instant::max();
    }
    for (const auto& event : partition->group) {
      if (event.last && is_client_command_id(event.command.text)) {
        partition->recent.add(event.command.text, event.position);
      }
    }
  }
  if (options_.on_durable) options_.on_durable();
  for (auto* partition : touched_) {
    const auto size = partition->group.size();
    if (size == 0) continue;
    auto group = std::make_shared<const std::vector<Envelope>>(std::move(partition->group));
    partition->group = {};
    partition->group.reserve(size);
    if (partition->on_group) partition->on_group(group);
  }
  listeners_.tell();
}

void Writer::fatal(const std::string& message) {
  dead_ = true;
  options_.on_fatal(message);
  throw Dead{};
}

}  // namespace atrium::persistence
