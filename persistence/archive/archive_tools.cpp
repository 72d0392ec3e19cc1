// See archive_tools.hpp.
#include "persistence/archive/archive_tools.hpp"

#include "persistence/archive/backup.hpp"
#include "persistence/archive/restore.hpp"
#include "persistence/codec/json.hpp"
#include "persistence/rocksdb/store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <ostream>
#include <utility>

namespace atrium::persistence {
namespace {

constexpr int tries_max = 5;  // A node may be moving its files just then.

int complain(const char* command, const Failure& failure, std::ostream& err) {
  err << "atrium " << command << ": " << failure.what << '\n';
  const bool is_wrong_use =
      failure.code == FailureCode::invalid_input || failure.code == FailureCode::not_found;
  return is_wrong_use ? 2 : 1;
}

std::string json_text(std::string_view text) {
  std::string json;
  write_json(json, text);
  return json;
}

// At most a hundred lines for a whole run, over one another.
class Progress {
 public:
  Progress(std::ostream& err, bool is_shown) : err_(err), is_shown_(is_shown) {}
  ~Progress() {
    if (is_open_) err_ << '\n';
  }
  void operator()(const PartitionId& partition, Position done, Position of) {
    const auto percent = of == 0 ? 100 : done * 100 / of;
    if (!is_shown_ || percent == shown_) return;
    shown_ = percent;
    is_open_ = true;
    err_ << fmt::format("\r{}: {} of {} events ({} %)   ", partition.value, done, of, percent)
         << std::flush;
  }

 private:
  std::ostream& err_;
  bool is_shown_, is_open_ = false;
  Position shown_ = 101;
};

Result<std::unique_ptr<DiskStore>> look(const std::string& directory) {
  for (int i = 1;; ++i) {
    DiskOptions options;
    options.directory = directory;
    options.writable = false;
    auto store = open_disk_store(std::move(options));
    const bool is_worth_it = !store && store.error().code != FailureCode::invalid_input &&
                             store.error().code != FailureCode::not_found;
    if (!is_worth_it || i == tries_max) return store;
  }
}

int run_backup(const char* command, const BackupTool& tool, bool is_evidence, std::ostream& out,
               std::ostream& err) {
  const auto store = look(tool.directory);
  if (!store) return complain(command, store.error(), err);
  const auto source = backup_source(**store, tool.directory, tool.readers);
  if (!source) return complain(command, source.error(), err);
  BackupOptions options;
  options.keys = tool.keys && !is_evidence;
  options.general = !is_evidence;
  Progress progress(err, tool.is_progress_shown);
  options.progress = std::ref(progress);
  const auto report = back_up(*source, tool.to, options);
  if (!report) return complain(command, report.error(), err);
  Position events = 0;
  std::uint64_t bytes = 0;
  for (const auto& done : report->partitions) {
    const auto superseded = done.superseded_at == 0
                                ? std::string()
                                : fmt::format(R"(,"superseded_at":{})", done.superseded_at);
    out << fmt::format(
               R"({{"partition":{},"from":{},"to":{},"events":{},"segments":{},"bytes":{}{}}})",
               json_text(done.partition.value), done.from, done.to, done.to - done.from,
               done.segments, done.bytes, superseded)
        << '\n';
    events += done.to - done.from;
    bytes += done.bytes;
  }
  out << fmt::format(R"({{"total":true,"partitions":{},"events":{},"bytes":{},"subjects":{},)"
                     R"("verified":true}})",
                     report->partitions.size(), events, bytes, report->subjects)
      << '\n';
  return 0;
}

Result<RestoreRequest> request_of(const RestoreTool& tool) {
  RestoreRequest request;
  request.from = tool.from;
  request.directory = tool.directory;
  if (!tool.partition.empty()) request.partition = PartitionId(tool.partition);
  if (tool.until.empty()) return request;
  if (std::ranges::all_of(tool.until, [](char c) { return c >= '0' && c <= '9'; })) {
    Position position = 0;
    const auto* end = tool.until.data() + tool.until.size();
    const bool is_read = std::from_chars(tool.until.data(), end, position).ptr == end;
    if (is_read && position > 0) {
      request.until_position = position;
      return request;
    }
  } else if (const auto at = from_iso8601(tool.until)) {
    request.until_time = at;
    return request;
  }
  return fail(FailureCode::invalid_input,
              fmt::format("\"{}\" is no end of a restore; give a time such as "
                          "2026-11-21T09:30:00+08:00, or a position with --partition",
                          tool.until));
}

}  // namespace

int backup_tool(const BackupTool& tool, std::ostream& out, std::ostream& err) {
  return run_backup("backup", tool, false, out, err);
}

int evidence_tool(const BackupTool& tool, std::ostream& out, std::ostream& err) {
  return run_backup("journal export", tool, true, out, err);
}

int restore_tool(const RestoreTool& tool, std::ostream& out, std::ostream& err) {
  auto request = request_of(tool);
  if (!request) return complain("restore", request.error(), err);
  Progress progress(err, tool.is_progress_shown);
  request->progress = std::ref(progress);
  const auto done = restore(*request);
  if (!done) return complain("restore", done.error(), err);
  Position events = 0;
  for (const auto& one : *done) {
    std::string rounded;
    if (one.rounded_from != 0) {
      rounded = fmt::format(R"(,"rounded_from":{})", one.rounded_from);
      err << fmt::format(
          "atrium restore: position {} of {} lies inside a commit; history ends before it, at {}\n",
          one.rounded_from, one.partition.value, one.position);
    }
    out << fmt::format(R"({{"partition":{},"position":{},"archived":{},"epoch":{}{}}})",
                       json_text(one.partition.value), one.position, one.archived, one.epoch,
                       rounded)
        << '\n';
    events += one.position;
  }
  out << fmt::format(R"({{"total":true,"partitions":{},"events":{},"subjects":{}}})", done->size(),
                     events, done->front().subjects)
      << '\n';
  return 0;
}

}  // namespace atrium::persistence
