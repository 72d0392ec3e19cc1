// An archive's general form: a partition's events of one day as JSON lines in one file, for
// whoever does not read segments. Without personal data.
#pragma once

#include "persistence/archive/event_line.hpp"
#include "persistence/archive/stored/manifest.hpp"
#include "runtime/core/failure.hpp"

#include <filesystem>
#include <map>
#include <string>

namespace atrium::persistence {

class DayFiles {
 public:
  // Goes on behind what `days` says is in the files; what a power cut left behind it is cut off.
  // Everything handed in outlives this.
  DayFiles(const std::filesystem::path& archive, const PartitionId& partition,
           const EventReadersView& readers, std::map<std::string, DayEntry>& days);

  Result<void> add(const Envelope& event);
  Result<void> finish();  // All is durable, and `days` says so.

 private:
  const std::filesystem::path& archive_;
  const PartitionId& partition_;
  const EventReadersView& readers_;
  std::map<std::string, DayEntry>& days_;
  struct Waiting {
    std::string lines;
    std::uint64_t events = 0;
  };
  std::map<std::string, Waiting> waiting_;
  std::size_t waiting_bytes_ = 0;
};

}  // namespace atrium::persistence
