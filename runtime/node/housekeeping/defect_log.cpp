// See defect_log.hpp.
#include "runtime/node/housekeeping/defect_log.hpp"

#include "persistence/codec/json.hpp"
#include "persistence/files/durable_files.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <map>
#include <utility>

namespace atrium::node {
namespace {

constexpr std::size_t noted_max = 10'000;  // More in one second says nothing more.
constexpr std::chrono::hours east{8};

std::string json_text(const std::string& text) {
  std::string json;
  persistence::write_json(json, text);
  return json;
}

}  // namespace

std::string to_line(const host::DefectReport& report) {
  return fmt::format(
      R"({{"at":{},"partition":{},"stream":{},"command":{},"subject":{},"times":{},"what":{}}})"
      "\n",
      json_text(to_iso8601(report.at)), json_text(report.partition.value),
      json_text(report.stream.kind + "/" + report.stream.id), json_text(report.command),
      json_text(report.subject), report.times, json_text(report.what));
}

DefectLog::DefectLog(const std::string& data_directory)
    : directory_(std::filesystem::path(data_directory) / "evidence") {}

void DefectLog::note(const host::DefectReport& report) {
  fmt::print(stderr, "atrium: defect in {} {}/{} at \"{}\"{}{}: {}\n", report.partition.value,
             report.stream.kind, report.stream.id, report.command,
             report.subject.empty() ? "" : " about ", report.subject, report.what);
  const std::lock_guard lock(mutex_);
  if (noted_.size() < noted_max) noted_.push_back(report);
}

Result<void> DefectLog::write() {
  std::vector<host::DefectReport> noted;
  {
    const std::lock_guard lock(mutex_);
    noted.swap(noted_);
  }
  if (noted.empty()) return {};
  std::map<std::string, std::string> lines;
  for (const auto& report : noted) {
    const auto days = std::chrono::floor<std::chrono::days>(report.at + east);
    lines[to_text(Day{static_cast<int>(days.time_since_epoch().count())})] += to_line(report);
  }
  if (auto made = persistence::make_directory(directory_); !made) return made;
  for (const auto& [day, text] : lines) {
    if (auto kept = persistence::append_file(directory_ / (day + ".jsonl"), text); !kept)
      return kept;
  }
  return {};
}

}  // namespace atrium::node
