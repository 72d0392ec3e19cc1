// See disk_journal.hpp. Every read holds the gate shared and stops at the last durable position.
#include "persistence/rocksdb/disk_journal.hpp"

#include "persistence/journal/body.hpp"
#include "persistence/rocksdb/tables/keys.hpp"
#include "persistence/rocksdb/tables/snapshots.hpp"
#include "persistence/rocksdb/tables/streams.hpp"
#include "persistence/rocksdb/tables/timers.hpp"
#include "runtime/core/assert.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

namespace atrium::persistence {
namespace {

constexpr Position near = 16;  // Closer than this, stepping through the log beats seeking in it.

tl::unexpected<Failure> closed() { return fail(FailureCode::unavailable, "the journal is closed"); }

using Rows = std::unique_ptr<rocksdb::Iterator>;

Rows rows_until(const Database& database, Column column, const rocksdb::Slice& bound) {
  rocksdb::ReadOptions options;
  options.iterate_upper_bound = &bound;
  return Rows(database->NewIterator(options, database.column(column)));
}

// Moves forward to the row of `position`; false when it is missing.
bool step_to(rocksdb::Iterator& row, std::uint32_t partition, Position position) {
  if (row.Valid()) {
    auto here = last_number(row.key().ToStringView());
    while (here < position && position - here <= near) {
      row.Next();
      if (!row.Valid()) return false;
      here = last_number(row.key().ToStringView());
    }
    if (here == position) return true;
  }
  row.Seek(log_key(partition, position));
  return row.Valid() && last_number(row.key().ToStringView()) == position;
}

}  // namespace

tl::unexpected<Failure> DiskJournal::damaged(Position position, const std::string& why) const {
  return fail(FailureCode::damaged,
              fmt::format("partition {} is damaged at position {}: {}; restore the newest backup",
                          state_->id.value, position, why));
}

Head DiskJournal::head() const {
  const std::lock_guard lock(state_->mutex);
  return state_->durable;
}

void DiskJournal::append(Commit commit, std::shared_ptr<CommitListener> listener) {
  ATRIUM_ASSERT(core_->writer != nullptr, "append to a journal that was opened to look only");
  core_->writer->append(*state_, std::move(commit), std::move(listener));
}

void DiskJournal::on_group(GroupListener listener) { state_->on_group = std::move(listener); }

Result<std::vector<Envelope>> DiskJournal::read(Position after, std::size_t limit) const {
  const std::shared_lock open(core_->gate);
  if (!core_->database) return closed();
  std::vector<Envelope> events;
  const auto last = head().position;
  if (after >= last || limit == 0) return events;
  const auto bound = log_key(state_->number, last + 1);
  const rocksdb::Slice bound_slice(bound);
  events.reserve(std::min<std::size_t>(limit, last - after));
  auto row = rows_until(*core_->database, Column::log, bound_slice);
  for (row->Seek(log_key(state_->number, after + 1)); row->Valid() && events.size() < limit;
       row->Next()) {
    auto event = read_row(row->value().ToStringView());
    const auto expected = after + events.size() + 1;
    if (!event) return damaged(expected, event.error().what);
    if (event->position != expected) return damaged(expected, "the event is missing");
    events.push_back(std::move(*event));
  }
  if (!row->status().ok()) return damaged(after + events.size() + 1, row->status().ToString());
  if (events.size() < std::min<std::size_t>(limit, last - after)) {
    return damaged(after + events.size() + 1, "the event is missing");
  }
  return events;
}

Result<void> DiskJournal::replay(const StreamId& stream, Version after,
                                 const std::function<bool(const Envelope&)>& each) const {
  const std::shared_lock open(core_->gate);
  if (!core_->database) return closed();
  const auto last = head().position;
  const auto stream_end = stream_key(state_->number, stream, std::numeric_limits<Version>::max());
  const auto log_end = log_key(state_->number, last + 1);
  const rocksdb::Slice stream_bound(stream_end), log_bound(log_end);
  auto entry = rows_until(*core_->database, Column::ent, stream_bound);
  auto row = rows_until(*core_->database, Column::log, log_bound);
  auto version = after;
  for (entry->Seek(stream_key(state_->number, stream, after + 1)); entry->Valid(); entry->Next()) {
    const auto position = fixed(entry->value().ToStringView());
    if (position > last) break;
    if (!step_to(*row, state_->number, position)) return damaged(position, "the event is missing");
    auto event = read_row(row->value().ToStringView());
    if (!event) return damaged(position, event.error().what);
    if (event->version != ++version || event->stream != stream) {
      return damaged(
          position, fmt::format("version {} of {}/{} is missing", version, stream.kind, stream.id));
    }
    if (!each(*event)) return {};
  }
  if (!entry->status().ok())
    return failure_of(entry->status(), "cannot replay " + stream.kind + "/" + stream.id);
  return {};
}

Result<std::optional<StoredReply>> DiskJournal::find_reply(const CommandId& id) const {
  using Found = std::optional<StoredReply>;
  if (!is_client_command_id(id.text)) return Found{};
  const std::shared_lock open(core_->gate);
  if (!core_->database) return closed();
  Position position = 0;
  {
    const std::lock_guard lock(state_->mutex);
    position = state_->recent.find(id.text);
  }
  std::string value;
  if (position == 0) {
    const auto known = core_->database->get(Column::cmd, name_key(state_->number, id.text), value);
    if (!known) return tl::unexpected(known.error());
    if (!*known) return Found{};
    position = fixed(value);
    if (position > head().position) return Found{};
  }
  const auto there = core_->database->get(Column::log, log_key(state_->number, position), value);
  if (!there) return tl::unexpected(there.error());
  if (!*there) return damaged(position, "the event is missing");
  auto event = read_row(value);
  if (!event) return damaged(position, event.error().what);
  return Found{StoredReply{position, event->fingerprint, std::move(event->reply)}};
}

void DiskJournal::put_snapshot(Snapshot snapshot) {
  const std::lock_guard lock(state_->mutex);
  state_->snapshots.push_back(std::move(snapshot));
  state_->pending = true;
}

Result<std::vector<Snapshot>> DiskJournal::snapshots(const StreamId& stream) const {
  const std::shared_lock open(core_->gate);
  if (!core_->database) return closed();
  auto found = read_snapshots(*core_->database, state_->number, stream);
  if (!found) return found;
  const std::lock_guard lock(state_->mutex);
  for (const auto& waiting : state_->snapshots) {
    if (waiting.stream != stream) continue;
    std::erase_if(*found, [&](const Snapshot& old) { return old.version == waiting.version; });
    found->push_back(waiting);
  }
  std::ranges::sort(*found, std::greater{}, &Snapshot::version);
  if (found->size() > snapshots_kept) found->resize(snapshots_kept);
  return found;
}

void DiskJournal::move_cursor(const std::string& name, Position position) {
  const std::lock_guard lock(state_->mutex);
  state_->cursors[name] = position;
  state_->moved[name] = position;
  state_->pending = true;
}

Result<Position> DiskJournal::cursor(const std::string& name) const {
  const std::lock_guard lock(state_->mutex);
  const auto found = state_->cursors.find(name);
  return found == state_->cursors.end() ? 0 : found->second;
}

Result<void> DiskJournal::keep_followers(const std::string& family,
                                         const std::vector<std::string>& names) {
  const std::shared_lock open(core_->gate);
  if (!core_->database) return closed();
  return core_->writer->keep_followers(*state_, family, names);
}

Result<std::vector<Timer>> DiskJournal::timers(const std::optional<Timer>& after, Instant until,
                                               std::size_t limit) const {
  const std::shared_lock open(core_->gate);
  if (!core_->database) return closed();
  TimerWindow window{never_before, after, until, limit};
  Instant recorded;
  std::uint64_t writes = 0;
  {
    const std::lock_guard lock(state_->mutex);
    window.from = state_->timers_from;
    recorded = state_->durable.at;
    writes = state_->timer_writes;
  }
  auto found = read_timers(*core_->database, state_->number, window);
  if (!found || after || limit == 0) return found;
  // What was found first lets the next look begin there. Not later than the recorded time, since
  // most timers are set behind it.
  const auto first = std::min(recorded, found->empty() ? until : found->front().due);
  const std::lock_guard lock(state_->mutex);
  if (writes == state_->timer_writes && first > state_->timers_from) {
    state_->timers_from = first;
    state_->pending = true;
  }
  return found;
}

void DiskJournal::set_timer(const StreamId& stream, TimerMove move) {
  ATRIUM_ASSERT(core_->writer != nullptr, "a timer set in a journal that was opened to look only");
  core_->writer->set_timer(*state_, stream, move);
}

bool DiskJournal::timers_known() const {
  const std::lock_guard lock(state_->mutex);
  return state_->timers_known;
}

void DiskJournal::timers_are_known() {
  ATRIUM_ASSERT(core_->writer != nullptr, "timers known to a journal that was opened to look only");
  core_->writer->timers_are_known(*state_);
}

Result<std::vector<StreamId>> DiskJournal::streams(const std::optional<StreamId>& after,
                                                   std::size_t limit) const {
  const std::shared_lock open(core_->gate);
  if (!core_->database) return closed();
  return read_streams(*core_->database, state_->number, after, head().position, limit);
}

Result<std::size_t> DiskJournal::forget_replies(Instant before, std::size_t limit) {
  const std::shared_lock open(core_->gate);
  if (!core_->database || !core_->writer) return closed();
  return core_->writer->forget_replies(*state_, before, limit);
}

std::vector<EpochStart> DiskJournal::epochs() const {
  const std::lock_guard lock(state_->mutex);
  return state_->epochs;
}

}  // namespace atrium::persistence
