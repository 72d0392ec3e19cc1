// Writes an archive, or goes on with one: the history that is new since the last time, in both
// forms, with anchors, keys and evidence. Runs beside a node that writes; what it copies it checks,
// and reads back what it has written. Never deletes history. No thread of its own.
#pragma once

#include "persistence/archive/event_line.hpp"
#include "persistence/archive/stored/manifest.hpp"
#include "persistence/journal/restorable.hpp"
#include "runtime/core/failure.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <stop_token>
#include <string>
#include <vector>

namespace atrium::persistence {

struct BackupSource {
  Restorable* store = nullptr;  // Open, perhaps to look only.
  ChainHash chain = ChainHash::sha256;
  std::map<std::string, std::string> marks = {};
  std::string data_directory = {};  // For anchors, keys and evidence.
  EventReadersView readers = {};    // For the general form.
};

class DiskStore;
// All of an open store and its directory. The store outlives what is answered.
Result<BackupSource> backup_source(DiskStore& store, const std::string& data_directory,
                                   EventReadersView readers);

struct BackupOptions {
  bool keys = true;     // Without them, what is about people cannot be read after a restore.
  bool general = true;  // JSON lines for each day.
  std::size_t segment_bytes = std::size_t{16} << 20;
  std::function<void(const PartitionId&, Position done, Position of)> progress = {};
  std::stop_token stop = {};  // Asked for: ends with `unavailable`, the archive as it was before.
};

struct PartitionBackup {
  PartitionId partition;
  Position from = 0, to = 0;  // New in the archive are the events behind `from`.
  std::size_t segments = 0;
  std::uint64_t bytes = 0;     // Of the new segments.
  Position superseded_at = 0;  // Not 0: a restore gave up what the archive had behind it.
};

struct BackupReport {
  std::vector<PartitionBackup> partitions;
  std::size_t subjects = 0;  // Whose keys the archive holds now.
};

// `damaged`: the journal is not sound, or the archive holds another history than the journal; says
// partition and position. `in_use`: another backup to the same directory is running. After any
// failure the archive is as it was, and the next run goes on.
Result<BackupReport> back_up(const BackupSource& source, const std::filesystem::path& archive,
                             const BackupOptions& options = {});

}  // namespace atrium::persistence
