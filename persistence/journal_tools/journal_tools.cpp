// See journal_tools.hpp.
#include "persistence/journal_tools/journal_tools.hpp"

#include "persistence/anchors/anchor_check.hpp"
#include "persistence/codec/json.hpp"
#include "persistence/journal/chain.hpp"
#include "persistence/rocksdb/store.hpp"
#include "runtime/core/assert.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <map>
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

std::string json_text(std::string_view text) {
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

int show(const JournalTool& tool, std::optional<std::size_t> last, const EventReadersView& readers,
         std::ostream& out, std::ostream& err) {
  const auto looking = look(tool);
  if (!looking) return complain(looking.error(), err);
  for (const auto& partition : looking->partitions) {
    const auto journal = looking->store->open(partition);
    if (!journal) return complain(journal.error(), err);
    const auto head = (*journal)->head().position;
    const auto after = last && *last < head ? head - *last : 0;
    std::string line;
    const auto done = walk(**journal, after, [&](const Envelope& event) {
      line.clear();
      append_event_line(line, partition, event, readers);
      out << line;
    });
    if (!done) return complain(done.error(), err);
  }
  return 0;
}

// What vouches for the journal.
struct Witness {
  std::vector<Anchor> anchors;
  Keyring keys;
};

Result<Witness> read_witness(const JournalTool& tool) {
  namespace fs = std::filesystem;
  const auto own = fs::path(tool.directory) / "anchors";
  const auto from = tool.anchors.empty() ? own : fs::path(tool.anchors);
  Witness witness;
  std::error_code error;
  std::vector<fs::path> files;
  if (fs::is_directory(from, error)) {
    for (const auto& entry : fs::directory_iterator(from, error))
      if (entry.path().extension() == ".jsonl") files.push_back(entry.path());
  } else if (fs::exists(from, error)) {
    files.push_back(from);
  } else if (!tool.anchors.empty()) {
    return fail(FailureCode::invalid_input, "no anchors in " + tool.anchors);
  }
  for (const auto& file : files) {
    auto anchors = read_anchors(file);
    if (!anchors) return tl::unexpected(anchors.error());
    std::ranges::move(*anchors, std::back_inserter(witness.anchors));
  }
  if (tool.keys.empty()) {
    auto keys = read_keyring(own);
    if (!keys) return tl::unexpected(keys.error());
    witness.keys = std::move(*keys);
  }
  for (const auto& file : tool.keys) {
    auto key = read_public_key(file);
    if (!key) return tl::unexpected(key.error());
    witness.keys.emplace(key->id(), *key);
  }
  return witness;
}

struct Verified {
  ChainReport chain;
  AnchorReport anchors;
};

Result<Verified> verify(DiskStore& store, const PartitionId& partition, const Witness& witness) {
  auto chain = store.verify(partition);
  if (!chain) return tl::unexpected(chain.error());
  Verified verified{std::move(*chain), {}};
  if (!verified.chain.ok || witness.anchors.empty()) return verified;
  const auto journal = store.open(partition);
  if (!journal) return tl::unexpected(journal.error());
  auto anchors = check_anchors(**journal, witness.anchors, witness.keys);
  if (!anchors) return tl::unexpected(anchors.error());
  verified.anchors = std::move(*anchors);
  if (verified.anchors.ok) return verified;
  verified.chain.ok = false;
  verified.chain.position = verified.anchors.position;
  verified.chain.why = verified.anchors.why;
  return verified;
}

}  // namespace

int journal_verify(const JournalTool& tool, std::ostream& out, std::ostream& err) {
  const auto witness = read_witness(tool);  // First: a running node signs on.
  if (!witness) return complain(witness.error(), err);
  const auto looking = look(tool);
  if (!looking) return complain(looking.error(), err);
  std::uint64_t events = 0;
  std::size_t broken = 0;
  for (const auto& partition : looking->partitions) {
    const auto report = verify(*looking->store, partition, *witness);
    if (!report) return complain(report.error(), err);
    const auto& [chain, anchors] = *report;
    events += chain.events;
    if (chain.ok) {
      const auto anchored = anchors.checked + anchors.superseded == 0
                                ? std::string()
                                : fmt::format(R"(,"anchors":{},"superseded":{},"anchored":{})",
                                              anchors.checked, anchors.superseded, anchors.last);
      out << fmt::format(R"({{"partition":{},"ok":true,"events":{},"head":{}{}}})",
                         json_text(partition.value), chain.events, json_text(to_hex(chain.head)),
                         anchored)
          << '\n';
      continue;
    }
    ++broken;
    out << fmt::format(R"({{"partition":{},"ok":false,"events":{},"position":{},"why":{}}})",
                       json_text(partition.value), chain.events, chain.position,
                       json_text(chain.why))
        << '\n';
    err << fmt::format(
        "atrium journal: partition {} is damaged at position {}: {}; restore the newest backup\n",
        partition.value, chain.position, chain.why);
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
               json_text(partition.value), head.epoch, head.position, commits, streams.size(),
               stored, first ? json_text(to_iso8601(*first)) : "null",
               first ? json_text(to_iso8601(head.at)) : "null")
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

Result<std::map<std::string, std::string>> last_of_each(const JournalTool& tool,
                                                        const std::vector<std::string>& kinds,
                                                        std::string_view name,
                                                        const EventReadersView& readers) {
  std::map<std::string, std::string> found;
  const auto looking = look(tool);
  if (!looking && looking.error().code == FailureCode::not_found) return found;
  if (!looking) return tl::unexpected(looking.error());
  const auto journal = looking->store->open(looking->partitions.front());
  if (!journal) return tl::unexpected(journal.error());
  for (const auto& kind : kinds) {
    const auto reader = readers.find(kind);
    ATRIUM_ASSERT(reader != readers.end(), "no reader for " + kind);
    std::map<std::uint16_t, Envelope> last;  // Of each type: a history is too long to be made text.
    const auto done = (*journal)->replay({kind, "main"}, 0, [&](const Envelope& event) {
      last.insert_or_assign(event.event, event);
      return true;
    });
    if (!done) return tl::unexpected(done.error());
    for (const auto& [number, event] : last) {
      const auto text = reader->second->to_json(event);
      if (text && text->type == kind + "." + std::string(name)) found[kind] = text->data;
    }
  }
  return found;
}

}  // namespace atrium::persistence
