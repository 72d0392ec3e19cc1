// What an archive holds, as its manifest says. The manifest is replaced in one step at the end of
// every backup, so that an archive is always the one before or the one after.
#pragma once

#include "persistence/journal/chain.hpp"
#include "runtime/core/failure.hpp"
#include "runtime/core/journal.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

// STORED FORMAT 1: `manifest.json`, one JSON object with the fields below under the same names;
// hashes in lower-case hexadecimal, instants in ISO 8601. Names of files are relative to the
// archive. Beside it lie
//   ATRIUM-ARCHIVE                     "atrium archive, format 1\n"; also the archive's lock
//   segments/<partition>/<name>.seg    segment.hpp
//   anchors/                           as in a data directory (persistence/anchors)
//   keys/<digest>.keys                 key_chunks.hpp; mode 0600
//   evidence/<day>.jsonl               reports of defects, as in a data directory
//   general/<partition>/<day>.jsonl    day_files.hpp, with general/schema.json

namespace atrium::persistence {

struct SegmentEntry {
  std::string file;
  Position first = 0, last = 0;
  Position until = 0;  // What is behind it in the file was given up by a restore; else = last.
  std::uint64_t bytes = 0;
  Hash previous{}, head{};  // Of the event before the first; of the event at `until`.
  Instant from, to;         // Recorded time of the first and last event.
};

struct DayEntry {
  std::string file;
  std::uint64_t events = 0;
  std::uint64_t bytes = 0;  // What is behind them in the file was being written at a power cut.
};

struct PartitionEntry {
  std::vector<EpochStart> epochs;
  std::map<std::string, Position> cursors;  // Of followers; each may lag.
  std::vector<SegmentEntry> segments;       // Ascending, without gaps.
  std::vector<SegmentEntry> superseded;     // History that a restore gave up; kept as evidence.
  std::map<std::string, DayEntry> days;     // By day, "2026-11-21".

  [[nodiscard]] Position last() const { return segments.empty() ? 0 : segments.back().until; }
};

struct Manifest {
  ChainHash chain = ChainHash::sha256;
  Instant written_at;                        // Of the newest archived event; no clock is read.
  std::map<std::string, std::string> marks;  // Of the data directory: "clock", "chain".
  std::map<PartitionId, PartitionEntry> partitions;
  std::vector<std::string> keys;  // Files.
};

std::string to_json(const Manifest& manifest);

// `not_found` when the directory holds no archive.
Result<Manifest> read_manifest(const std::filesystem::path& archive);

}  // namespace atrium::persistence
