// The city platform gets a record of every ticket at each step, and the directory of the hall's
// windows whenever the hall takes a definition. No personal data.
#pragma once

#include "actors/policies/effect.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace atrium::policies {

struct DirectoryEntry {
  std::string window;
  std::string name;
  std::string zone;
  std::string services;  // Their names, one line.
};
struct Directory {
  std::string hall;
  std::string name;
  std::vector<DirectoryEntry> windows;
};

class UploadRecords {
 public:
  static constexpr std::string_view name = "upload_records";
  using Source = waiting_room::Entity;

  explicit UploadRecords(Directory directory) : directory_(std::move(directory)) {}
  [[nodiscard]] Effects react(const Source::Event& event, Instant at) const;

 private:
  Directory directory_;
};

}  // namespace atrium::policies
