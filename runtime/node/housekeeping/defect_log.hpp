// Evidence of defects: a line on standard error and one in `<data>/evidence/<day>.jsonl`, for
// whoever mends them. Archived with backups.
#pragma once

#include "runtime/core/failure.hpp"
#include "runtime/host/options.hpp"

#include <filesystem>
#include <mutex>
#include <string>
#include <vector>

// FORMAT of a line: {"at":…,"partition":…,"stream":"<kind>/<id>","command":…,"subject":…,"times":N,
// "what":…}. The day is that of `at` at UTC+8.

namespace atrium::node {

class DefectLog {
 public:
  explicit DefectLog(const std::string& data_directory);

  // Never blocks for long: keeps the report for the next `write`. Thread-safe.
  void note(const host::DefectReport& report);

  // Appends what was noted to its files. A report that cannot be written is said on standard error
  // all the same.
  Result<void> write();

 private:
  std::filesystem::path directory_;
  std::mutex mutex_;
  std::vector<host::DefectReport> noted_;
};

std::string to_line(const host::DefectReport& report);

}  // namespace atrium::node
