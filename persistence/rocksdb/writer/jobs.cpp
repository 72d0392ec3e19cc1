// What the writer does between two groups, for one caller who waits: admission of recorded events,
// new epochs, and who follows. See writer.hpp.
#include "persistence/journal/restorable.hpp"
#include "persistence/rocksdb/tables/keys.hpp"
#include "persistence/rocksdb/tables/meta.hpp"
#include "persistence/rocksdb/tables/streams.hpp"
#include "persistence/rocksdb/writer/writer.hpp"

#include <algorithm>
#include <utility>

namespace atrium::persistence {

Result<void> Writer::between(std::function<Result<void>()> job) {
  std::packaged_task<Result<void>()> task(std::move(job));
  auto done = task.get_future();
  bool wake = false;
  {
    const std::lock_guard lock(mutex_);
    if (stopping_ || ended_) return fail(FailureCode::unavailable, "the journal is closed");
    jobs_.push_back(std::move(task));
    wake = std::exchange(sleeping_, false);
  }
  if (wake) arrived_.notify_one();
  try {
    return done.get();
  } catch (const std::future_error&) {
  } catch (const Dead&) {
  }
  return fail(FailureCode::unavailable, "the journal has stopped; start again, it replays");
}

Result<void> Writer::admit(Partition& partition, const std::vector<Envelope>& events) {
  return between([&]() -> Result<void> {
    const auto checked = check_admission(
        partition.id, partition.head, partition.chain, events, [&](const StreamId& stream) {
          const auto known = partition.versions.find(stream);
          return known != partition.versions.end()
                     ? known->second
                     : stored_version(database_, partition.number, stream, 1);
        });
    if (checked && !events.empty()) take_in(partition, events);
    return checked;
  });
}

void Writer::take_in(Partition& partition, const std::vector<Envelope>& events) {
  batch_.Clear();
  touched_.clear();
  touch(partition);
  auto epochs = partition.epochs;
  note_epochs(events, epochs);
  for (const auto& event : events) {
    auto& taken = partition.group.emplace_back(event);
    add_rows(partition, taken);
    if (taken.last) add_reply(partition, taken);
    partition.versions[taken.stream] = taken.version;
    partition.head.position = taken.position;
    partition.head.at = taken.at;
  }
  for (auto i = partition.epochs.size(); i < epochs.size(); ++i) {
    put_epoch(database_, batch_, partition.id, epochs[i]);
  }
  partition.head.epoch = epochs.back().epoch;
  if (partition.head.epoch > partition.epoch_used) {
    partition.epoch_used = partition.head.epoch;
    put_partition(database_, batch_, partition.id, {partition.number, partition.epoch_used});
  }
  put_timers_from(database_, batch_, partition.id, std::nullopt);
  write(true);
  partition.timers_stored.reset();
  {
    const std::lock_guard lock(partition.mutex);
    partition.timers_known = false;
    partition.epochs = std::move(epochs);
  }
  publish();
}

Result<void> Writer::raise_epoch(Partition& partition) {
  return between([&]() -> Result<void> {
    begin_epoch(partition);
    return {};
  });
}

void Writer::begin_epoch(Partition& partition) {
  batch_.Clear();
  touched_.clear();
  touch(partition);
  const EpochStart start{std::max(partition.epoch_used, partition.head.epoch + 1),
                         partition.head.position};
  put_epoch(database_, batch_, partition.id, start);
  put_partition(database_, batch_, partition.id, {partition.number, start.epoch});
  std::map<std::string, Position> cut;
  {
    const std::lock_guard lock(partition.mutex);
    for (const auto& [name, position] : partition.cursors) {
      if (position > start.after) cut[name] = start.after;
    }
  }
  for (const auto& [name, position] : cut) {
    batch_.Put(database_.column(Column::cursors), name_key(partition.number, name),
               fixed(position));
  }
  write(true);
  partition.head.epoch = partition.epoch_used = start.epoch;
  {
    const std::lock_guard lock(partition.mutex);
    partition.epochs.push_back(start);
    for (const auto& [name, position] : cut) {
      partition.cursors[name] = partition.stored_cursors[name] = position;
      partition.moved.erase(name);
    }
  }
  publish();
}

Result<void> Writer::keep_followers(Partition& partition, const std::string& family,
                                    const std::vector<std::string>& names) {
  return between([&]() -> Result<void> {
    batch_.Clear();
    auto* column = database_.column(Column::cursors);
    std::unique_lock lock(partition.mutex);
    for (const auto& name : names) {
      if (!partition.cursors.try_emplace(name, partition.head.position).second) continue;
      partition.stored_cursors[name] = partition.head.position;
      batch_.Put(column, name_key(partition.number, name), fixed(partition.head.position));
    }
    std::erase_if(partition.cursors, [&](const auto& cursor) {
      const auto& name = cursor.first;
      if (!name.starts_with(family) || std::ranges::find(names, name) != names.end()) return false;
      partition.stored_cursors.erase(name);
      partition.moved.erase(name);
      batch_.Delete(column, name_key(partition.number, name));
      return true;
    });
    lock.unlock();
    write(true);
    return {};
  });
}

}  // namespace atrium::persistence
