// How the writer keeps timers: rows in the order of the queue, and the mark before which nothing is
// due, which must never be stored too high. See writer.hpp.
#include "persistence/rocksdb/tables/timers.hpp"
#include "persistence/rocksdb/tables/keys.hpp"
#include "persistence/rocksdb/tables/meta.hpp"
#include "persistence/rocksdb/writer/writer.hpp"
#include "runtime/core/assert.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace atrium::persistence {
namespace {

// The stored mark may lag behind: a start walks over so much of what has ended, at most.
constexpr auto mark_every = std::chrono::minutes(1);

}  // namespace

void Writer::set_timer(Partition& partition, const StreamId& stream, const TimerMove& move) {
  ATRIUM_ASSERT(stream.kind.size() <= stream_kind_max && stream.id.size() <= stream_id_max,
                "a stream's name is too long");
  Queued queued{&partition, {}};
  queued.commit.stream = stream;
  queued.commit.timer = move;
  enqueue(std::move(queued));
}

void Writer::timers_are_known(Partition& partition) {
  {
    const std::lock_guard lock(partition.mutex);
    partition.timers_known = true;
  }
  Queued queued{&partition, {}};
  queued.timers_known = true;
  enqueue(std::move(queued));
}

void Writer::touch(Partition& partition) {
  if (!std::exchange(partition.touched, true)) touched_.push_back(&partition);
}

void Writer::add_timer(Partition& partition, const StreamId& stream, const TimerMove& move) {
  write_timer(database_, partition.number, stream, move, batch_);
  if (move.to) partition.lowest = std::min(partition.lowest, *move.to);
}

// Stores the mark when it is not stored yet, when this group sets a timer before it, or when it has
// come far enough to be worth a row.
void Writer::keep_timers_from(Partition& partition, bool now_known) {
  if (!partition.timers_stored && !now_known) return;
  const auto stored = partition.timers_stored;
  if (stored && partition.lowest >= *stored && !partition.pending.load()) return;
  Instant from;
  {
    const std::lock_guard lock(partition.mutex);
    from = std::min(partition.timers_from, partition.lowest);
  }
  const bool worth = !stored || from < *stored || from > *stored + mark_every;
  if (!worth) return;
  put_timers_from(database_, batch_, partition.id, from);
  partition.timers_stored = from;
}

}  // namespace atrium::persistence
