// What `atrium backup`, `atrium restore` and `atrium journal export --evidence` do. Results go to
// `out` as JSON lines, messages for people to `err`; each returns the exit status (0 done ·
// 1 damaged or failed · 2 not a data directory, not an archive, or asked for what is not there).
#pragma once

#include "persistence/archive/event_line.hpp"
#include "runtime/core/ids.hpp"

#include <iosfwd>
#include <optional>
#include <string>

namespace atrium::persistence {

struct BackupTool {
  std::string directory;
  std::string to;
  EventReadersView readers = {};
  bool keys = true;
  bool is_progress_shown = false;  // On `err`, for a terminal.
};

// A line per partition, {"partition":…,"from":P,"to":Q,"events":N,"segments":K,"bytes":B}, with
// "superseded_at" after a restore; and a total with "subjects", whose keys the archive holds.
int backup_tool(const BackupTool& tool, std::ostream& out, std::ostream& err);

// The same without keys and general form: what a third party needs to check the history.
int evidence_tool(const BackupTool& tool, std::ostream& out, std::ostream& err);

struct RestoreTool {
  std::string from;
  std::string directory;
  std::string partition = {};  // Empty: all.
  std::string until = {};      // ISO 8601, or a position of the partition; empty: everything.
  bool is_progress_shown = false;
};

// A line per partition, {"partition":…,"position":P,"archived":Q,"epoch":E}, with "rounded_from"
// when the end asked for lay inside a commit; and a total.
int restore_tool(const RestoreTool& tool, std::ostream& out, std::ostream& err);

}  // namespace atrium::persistence
