// How full the disk under the journal is, and what follows: a warning in good time, and at a
// reserve no more new work, so that what was begun can still be written. Nothing is ever deleted to
// make room.
#pragma once

#include "runtime/core/failure.hpp"

#include <cstdint>
#include <functional>
#include <string>

namespace atrium::node {

inline constexpr std::uint64_t mebibyte = std::uint64_t{1} << 20;

struct DiskSpace {
  std::uint64_t free = 0;  // Bytes that this process may still write.
  std::uint64_t total = 0;
};

struct DiskLimits {
  std::uint64_t reserve = 256 * mebibyte;  // At less, admission closes.
  std::uint64_t low = 2048 * mebibyte;     // At less, or less than a tenth of all, people are told.
};

enum class DiskLevel { ample, low, full };

// Pure. A level is left for a better one only with an eighth to spare (and 64 MiB above the
// reserve), so that a disk at its limit does not open and close by turns.
DiskLevel next_level(DiskLevel now, DiskSpace space, DiskLimits limits);

Result<DiskSpace> disk_space(const std::string& directory);

// Looks, tells people once for each level, and moves the bar. Not thread-safe.
class DiskGuard {
 public:
  struct Acts {
    std::function<Result<DiskSpace>()> look;
    std::function<void(const std::string& why)> close;  // "disk.full: …"
    std::function<void()> open;
    std::function<void(const std::string& line)> say;
  };
  DiskGuard(DiskLimits limits, Acts acts) : limits_(limits), acts_(std::move(acts)) {}

  void look();
  [[nodiscard]] DiskLevel level() const { return level_; }

 private:
  DiskLimits limits_;
  Acts acts_;
  DiskLevel level_ = DiskLevel::ample;
  bool is_blind_ = false;
};

}  // namespace atrium::node
