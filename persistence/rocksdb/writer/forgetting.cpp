// How command ids are forgotten: the log is walked from a stored mark on the caller's thread, and
// what is old enough is ended on the writer's, in small pieces. See writer.hpp.
#include "persistence/journal/body.hpp"
#include "persistence/rocksdb/tables/keys.hpp"
#include "persistence/rocksdb/tables/meta.hpp"
#include "persistence/rocksdb/writer/writer.hpp"

#include <algorithm>
#include <memory>

namespace atrium::persistence {
namespace {

constexpr std::size_t piece = 128;  // Events whose ids are looked up between two groups.

}  // namespace

struct Writer::Walked {
  std::size_t looked = 0;
  Position last = 0;
  std::vector<std::pair<std::string, Position>> ids;
};

Result<Writer::Walked> Writer::walk(Partition& partition, Instant before, std::size_t limit) const {
  Walked walked;
  auto end = Position{0};
  {
    const std::lock_guard lock(partition.mutex);
    walked.last = partition.forgotten;
    end = partition.durable.position;
    for (const auto& [name, position] : partition.cursors) {
      const auto stored = partition.stored_cursors.find(name);
      const auto durable = stored == partition.stored_cursors.end() ? 0 : stored->second;
      end = std::min({end, position, durable});
    }
  }
  if (walked.last >= end) return walked;
  const auto bound = log_key(partition.number, end + 1);
  const rocksdb::Slice bound_slice(bound);
  rocksdb::ReadOptions options;
  options.iterate_upper_bound = &bound_slice;
  options.fill_cache = false;
  const std::unique_ptr<rocksdb::Iterator> row(
      database_->NewIterator(options, database_.column(Column::log)));
  for (row->Seek(log_key(partition.number, walked.last + 1)); row->Valid() && walked.looked < limit;
       row->Next()) {
    auto event = read_row(row->value().ToStringView());
    if (!event) {
      return fail(FailureCode::damaged, "partition " + partition.id.value +
                                            " is damaged at position " +
                                            std::to_string(walked.last + 1) + ": " +
                                            event.error().what + "; restore the newest backup");
    }
    if (event->at >= before) break;
    ++walked.looked;
    walked.last = event->position;
    if (event->last && is_client_command_id(event->command.text))
      walked.ids.emplace_back(std::move(event->command.text), event->position);
  }
  if (!row->status().ok()) return failure_of(row->status(), "cannot walk the log");
  return walked;
}

// On the writer's thread. An id that was used again since belongs to the later commit.
Result<void> Writer::forget(Partition& partition, const Walked& walked) {
  batch_.Clear();
  std::vector<std::string> gone;
  std::string value;
  for (const auto& [id, position] : walked.ids) {
    const auto key = name_key(partition.number, id);
    const auto known = database_.get(Column::cmd, key, value);
    if (!known) return tl::unexpected(known.error());
    if (!*known || fixed(value) != position) continue;
    batch_.Delete(database_.column(Column::cmd), key);
    gone.push_back(id);
  }
  put_forgotten(database_, batch_, partition.id, walked.last);
  write(false);  // Whatever is lost of it is forgotten again.
  const std::lock_guard lock(partition.mutex);
  for (const auto& id : gone) partition.recent.forget(id);
  partition.forgotten = std::max(partition.forgotten, walked.last);
  return {};
}

Result<std::size_t> Writer::forget_replies(Partition& partition, Instant before,
                                           std::size_t limit) {
  std::size_t looked = 0;
  while (looked < limit) {
    const auto wanted = std::min(piece, limit - looked);
    const auto walked = walk(partition, before, wanted);
    if (!walked) return tl::unexpected(walked.error());
    if (walked->looked == 0) break;
    const auto done = between([&] { return forget(partition, *walked); });
    if (!done) return tl::unexpected(done.error());
    looked += walked->looked;
    if (walked->looked < wanted) break;
  }
  return looked;
}

}  // namespace atrium::persistence
