// See timers.hpp.
#include "persistence/rocksdb/tables/timers.hpp"

#include "persistence/rocksdb/tables/keys.hpp"
#include "runtime/core/assert.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace atrium::persistence {
namespace {

constexpr std::uint64_t bias = std::uint64_t{1} << 63;  // Sorts negative numbers before others.
constexpr std::size_t due_end = sizeof(std::uint32_t) + sizeof(std::uint64_t);

std::uint64_t biased(Instant due) {
  return static_cast<std::uint64_t>(due.time_since_epoch().count()) ^ bias;
}

std::string timer_key(std::uint32_t partition, const Timer& timer) {
  auto key = log_key(partition, biased(timer.due));  // Both begin with two big-endian numbers.
  key += timer.stream.kind;
  key += '\0';
  return key += timer.stream.id;
}

bool read_key(std::string_view key, Timer& timer) {
  if (key.size() < due_end) return false;
  const auto due = last_number(key.substr(0, due_end)) ^ bias;
  timer.due = Instant{Duration{static_cast<std::int64_t>(due)}};
  const auto name = key.substr(due_end);
  const auto end = name.find('\0');
  if (end == std::string_view::npos) return false;
  timer.stream = {std::string(name.substr(0, end)), std::string(name.substr(end + 1))};
  return true;
}

}  // namespace

void write_timer(const Database& database, std::uint32_t partition, const StreamId& stream,
                 const TimerMove& move, rocksdb::WriteBatch& batch) {
  ATRIUM_ASSERT(stream.kind.find('\0') == std::string::npos, "a stream's kind is a plain word");
  if (move.from == move.to) return;
  auto* column = database.column(Column::tmr);
  if (move.from) batch.Delete(column, timer_key(partition, {*move.from, stream}));
  if (move.to) batch.Put(column, timer_key(partition, {*move.to, stream}), {});
}

Result<std::vector<Timer>> read_timers(const Database& database, std::uint32_t partition,
                                       const TimerWindow& window) {
  std::vector<Timer> found;
  auto* column = database.column(Column::tmr);
  if (column == nullptr || window.limit == 0) return found;
  auto begin = timer_key(partition, window.after.value_or(Timer{window.from, {}}));
  if (window.after) begin += '\0';  // The next key there can be.
  const auto all = window.until == Instant::max();
  const auto end =
      all ? name_key(partition + 1, {}) : log_key(partition, biased(window.until + Duration{1}));
  if (begin >= end) return found;
  const rocksdb::Slice bound(end);
  rocksdb::ReadOptions options;
  options.iterate_upper_bound = &bound;
  const std::unique_ptr<rocksdb::Iterator> row(database->NewIterator(options, column));
  for (row->Seek(begin); row->Valid() && found.size() < window.limit; row->Next()) {
    Timer timer;
    if (!read_key(row->key().ToStringView(), timer))
      return fail(FailureCode::damaged, "a timer's row is not readable; restore the newest backup");
    found.push_back(std::move(timer));
  }
  if (!row->status().ok()) return failure_of(row->status(), "cannot read the timers");
  return found;
}

}  // namespace atrium::persistence
