// See journal_tools.hpp.
#include "persistence/journal_tools/journal_tools.hpp"

#include "persistence/codec/json.hpp"
#include "persistence/journal/chain.hpp"
#include "persistence/rocksdb/store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <set>
#include <vector>

namespace atrium::persistence {
namespace {

constexpr std::size_t page = 1000;

int status_of(const Failure& failure) {
  return failure.code == FailureCode::invalid_input || failure.code == FailureCode::not_found ? 2
                                                                                              : 1;
}

int complain(const Failure& failure, std::ostream& err) {
  err << "atrium journal: " << failure.what << '\n';
  return status_of(failure);
}

std::string quoted(std::string_view text) {
  std::string json;
  write_json(json, text);
  return json;
}

// An opened directory and the partitions that were asked for.
struct Looking {
  std::unique_ptr<DiskStore> store;
  std::vector<PartitionId> partitions;
};

Result<Looking> look(const JournalTool& tool) {
  DiskOptions options;
  options.directory = tool.directory;
  options.writable = false;
  auto store = open_disk_store(std::move(options));
  if (!store) return tl::unexpected(store.error());
  Looking looking{std::move(*store), {}};
  looking.partitions = looking.store->partitions();
  if (!tool.partition) return looking;
  if (std::ranges::find(looking.partitions, *tool.partition) == looking.partitions.end()) {
    return fail(FailureCode::not_found,
                fmt::format("no partition {} in {}", tool.partition->value, tool.directory));
  }
  looking.partitions = {*tool.partition};
  return looking;
}

// Calls `each` for every event after `after`; the journal's own checks apply.
template <class Each>
Result<void> walk(const Journal& journal, Position after, Each&& each) {
  for (;;) {
    const auto events = journal.read(after, page);
    if (!events) return tl::unexpected(events.error());
    if (events->empty()) return {};
    for (const auto& event : *events) each(event);
    after = events->back().position;
  }
}

std::string line_of(const PartitionId& partition, const Envelope& event,
                    const EventReadersView& readers) {
  std::string type = event.stream.kind + "." + std::to_string(event.event), data = "null", trouble;
  if (const auto reader = readers.find(event.stream.kind); reader != readers.end()) {
    if (auto text = reader->second->to_json(event)) {
      type = std::move(text->type);
      data = std::move(text->data);
    } else {
      trouble = ",\"trouble\":" + quoted(text.error().what);
    }
  }
  return fmt::format(
      R"({{"partition":{},"position":{},"stream":{},"version":{},"type":{},"at":{},"who":{},)"
      R"("command":{},"cause":{},"data":{}{},"hash":{}}})",
      quoted(partition.value), event.position, quoted(event.stream.kind + "/" + event.stream.id),
      event.version, quoted(type), quoted(to_iso8601(event.at)),
      quoted(fmt::format("{}{}{}", enumerator_name(event.who.kind), event.who.id.empty() ? "" : ":",
                         event.who.id)),
      quoted(event.command.text), event.cause, data, trouble, quoted(to_hex(event.hash)));
}

int show(const JournalTool& tool, std::optional<std::size_t> last, const EventReadersView& readers,
         std::ostream& out, std::ostream& err) {
  const auto looking = look(tool);
  if (!looking) return complain(looking.error(), err);
  for (const auto& partition : looking->partitions) {
    const auto journal = looking->store->open(partition);
    if (!journal) return complain(journal.error(), err);
    const auto head = (*journal)->head().position;
    const auto after = last && *last < head ? head - *last : 0;
    const auto done = walk(**journal, after, [&](const Envelope& event) {
      out << line_of(partition, event, readers) << '\n';
    });
    if (!done) return complain(done.error(), err);
  }
  return 0;
}

}  // namespace

int journal_verify(const JournalTool& tool, std::ostream& out, std::ostream& err) {
  const auto looking = look(tool);
  if (!looking) return complain(looking.error(), err);
  std::uint64_t events = 0;
  std::size_t broken = 0;
  for (const auto& partition : looking->partitions) {
    const auto report = looking->store->verify(partition);
    if (!report) return complain(report.error(), err);
    events += report->events;
    if (report->ok) {
      out << fmt::format(R"({{"partition":{},"ok":true,"events":{},"head":{}}})",
                         quoted(partition.value), report->events, quoted(to_hex(report->head)))
          << '\n';
      continue;
    }
    ++broken;
    out << fmt::format(R"({{"partition":{},"ok":false,"events":{},"position":{},"why":{}}})",
                       quoted(partition.value), report->events, report->position,
                       quoted(report->why))
        << '\n';
    err << fmt::format(
        "atrium journal: partition {} is damaged at position {}: {}; restore the newest backup\n",
        partition.value, report->position, report->why);
  }
  out << fmt::format(R"({{"total":true,"ok":{},"partitions":{},"events":{}}})", broken == 0,
                     looking->partitions.size(), events)
      << '\n';
  return broken == 0 ? 0 : 1;
}

int journal_stats(const JournalTool& tool, std::ostream& out, std::ostream& err) {
  const auto looking = look(tool);
  if (!looking) return complain(looking.error(), err);
  std::uint64_t events = 0, bytes = 0;
  for (const auto& partition : looking->partitions) {
    const auto journal = looking->store->open(partition);
    if (!journal) return complain(journal.error(), err);
    const auto head = (*journal)->head();
    std::set<StreamId> streams;
    std::uint64_t stored = 0, commits = 0;
    std::optional<Instant> first;
    const auto done = walk(**journal, 0, [&](const Envelope& event) {
      if (!first) first = event.at;
      streams.insert(event.stream);
      stored += event.payload.size() + event.reply.size();
      commits += event.last ? 1 : 0;
    });
    if (!done) return complain(done.error(), err);
    events += head.position;
    bytes += stored;
    out << fmt::format(
               R"({{"partition":{},"epoch":{},"events":{},"commits":{},"streams":{},"bytes":{},)"
               R"("first":{},"last":{}}})",
               quoted(partition.value), head.epoch, head.position, commits, streams.size(), stored,
               first ? quoted(to_iso8601(*first)) : "null",
               first ? quoted(to_iso8601(head.at)) : "null")
        << '\n';
  }
  out << fmt::format(R"({{"total":true,"partitions":{},"events":{},"bytes":{}}})",
                     looking->partitions.size(), events, bytes)
      << '\n';
  return 0;
}

int journal_tail(const JournalTool& tool, std::size_t count, const EventReadersView& readers,
                 std::ostream& out, std::ostream& err) {
  return show(tool, count, readers, out, err);
}

int journal_export(const JournalTool& tool, const EventReadersView& readers, std::ostream& out,
                   std::ostream& err) {
  return show(tool, std::nullopt, readers, out, err);
}

}  // namespace atrium::persistence
