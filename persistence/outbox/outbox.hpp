// Stands in for the platforms that carry messages: writes each down, one JSON line, in a file per
// day (UTC) under one directory. The receiver's number is masked; nothing leaves the machine.
#pragma once

#include "runtime/core/outbound.hpp"

#include <filesystem>
#include <mutex>
#include <set>
#include <string>

namespace atrium::persistence {

// Thread-safe. A message that was written before is taken and not written again.
class Outbox final : public Outbound {
 public:
  explicit Outbox(std::filesystem::path directory) : directory_(std::move(directory)) {}

  void send(const Message& message, std::function<void(Result<void>)> taken) override;

 private:
  Result<void> write(const Message& message);
  Result<void> turn_to(const std::string& day);

  std::filesystem::path directory_;
  std::mutex mutex_;
  std::string day_;             // Whose ids are known.
  std::set<std::string> sent_;  // Ids in that day's file.
};

}  // namespace atrium::persistence
