// The one thread that writes: takes what was queued while the last group was being synced, writes
// it as one batch with one sync, and only then tells the listeners. The loop is the group commit;
// there is no timer in it.
#pragma once

#include "persistence/journal/group.hpp"
#include "persistence/rocksdb/store.hpp"
#include "persistence/rocksdb/tables/database.hpp"
#include "persistence/rocksdb/writer/partition.hpp"
#include "persistence/rocksdb/writer/side_mark.hpp"

#include <rocksdb/write_batch.h>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace atrium::persistence {

class Writer {
 public:
  struct Options {
    bool sync = true;
    std::function<void(const std::string&)> on_fatal;
    std::function<void()> on_durable;  // After every group, before anybody is told.
  };

  Writer(const Database& database, Options options);
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  ~Writer();

  // A partition whose cursors and snapshots are written too. Outlives the writer.
  void add(Partition& partition);

  // Thread-safe. Throws Defect for an empty commit, a name that is too long, and after stop().
  void append(Partition& partition, Commit&& commit, std::shared_ptr<CommitListener> listener);

  // In order with the commits; seen when written.
  void set_timer(Partition& partition, const StreamId& stream, const TimerMove& move);
  void timers_are_known(Partition& partition);

  // Runs `job` on the writer's thread, behind what is queued now and before what comes later, and
  // waits for it. Never from a listener.
  Result<void> between(std::function<Result<void>()> job);

  // As Journal::forget_replies; in pieces, so that commits wait for none of it.
  Result<std::size_t> forget_replies(Partition& partition, Instant before, std::size_t limit);

  // As Journal::keep_followers.
  Result<void> keep_followers(Partition& partition, const std::string& family,
                              const std::vector<std::string>& names);

  // See persistence/journal/restorable.hpp.
  Result<void> admit(Partition& partition, const std::vector<Envelope>& events);
  Result<void> raise_epoch(Partition& partition);

  // Writes what is queued, cursors and snapshots included, tells the listeners, ends the thread.
  // Idempotent.
  void stop();

  [[nodiscard]] WriterFigures figures() const;
  // How far every partition that was added is durable. Thread-safe.
  [[nodiscard]] std::vector<DurableMark> durable() const;

 private:
  // Ends the thread after a fatal fault whose hook returned (tests only).
  struct Dead {};

  struct Queued {
    Partition* partition;
    Commit commit;  // Without events: only its timer.
    std::shared_ptr<CommitListener> listener = {};
    bool timers_known = false;
  };

  void enqueue(Queued&& queued);
  void run();
  bool take();         // Waits; false when there is nothing more to come.
  void write_group();  // All that was taken, in batches of bounded size.
  void run_jobs();
  std::size_t build(std::size_t from);
  void add_commit(Queued& queued);
  void touch(Partition& partition);
  void add_timer(Partition& partition, const StreamId& stream, const TimerMove& move);
  void keep_timers_from(Partition& partition, bool now_known);
  void add_rows(Partition& partition, Envelope& event);
  void add_reply(Partition& partition, const Envelope& last);
  void take_in(Partition& partition, const std::vector<Envelope>& events);
  void begin_epoch(Partition& partition);
  void check_version(Partition& partition, const Commit& commit);
  bool pending_due();
  void add_pending();   // Moved cursors and new snapshots.
  void note_cursors();  // Those are written now.
  struct Walked;
  Result<Walked> walk(Partition& partition, Instant before, std::size_t limit) const;
  Result<void> forget(Partition& partition, const Walked& walked);
  void write(bool sync);
  void publish();
  void die();  // Nothing more is taken; whoever waits for a job is told.
  [[noreturn]] void fatal(const std::string& message);

  const Database& database_;
  Options options_;

  mutable std::mutex mutex_;  // Guards what follows.
  std::condition_variable arrived_;
  std::vector<Queued> queue_;
  std::vector<std::packaged_task<Result<void>()>> jobs_;
  std::vector<Partition*> partitions_;
  bool sleeping_ = false;
  bool stopping_ = false;
  bool ended_ = false;

  // The thread's own.
  std::vector<Queued> taken_;
  std::vector<std::packaged_task<Result<void>()>> taken_jobs_;
  bool dead_ = false;
  std::vector<Partition*> touched_;
  std::vector<Partition*> known_;
  std::chrono::steady_clock::time_point pending_added_{};
  std::vector<std::pair<Partition*, std::map<std::string, Position>>> riding_;
  Listeners listeners_;
  rocksdb::WriteBatch batch_;
  std::string key_, row_;

  mutable std::mutex figures_mutex_;
  WriterFigures figures_;
  std::thread thread_;
};

}  // namespace atrium::persistence
