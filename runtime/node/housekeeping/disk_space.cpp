// See disk_space.hpp.
#include "runtime/node/housekeeping/disk_space.hpp"

#include <fmt/format.h>

#include <sys/statvfs.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace atrium::node {

DiskLevel next_level(DiskLevel now, DiskSpace space, DiskLimits limits) {
  const auto low = std::max({limits.low, space.total / 10, limits.reserve});
  const auto roomy = low + low / 8;
  const auto opening = limits.reserve + std::max(limits.reserve / 8, 64 * mebibyte);
  if (space.free < limits.reserve) return DiskLevel::full;
  if (now == DiskLevel::full && space.free < opening) return DiskLevel::full;
  if (space.free < low) return DiskLevel::low;
  if (now != DiskLevel::ample && space.free < roomy) return DiskLevel::low;
  return DiskLevel::ample;
}

Result<DiskSpace> disk_space(const std::string& directory) {
  struct statvfs now {};
  if (::statvfs(directory.c_str(), &now) != 0) {
    return fail(FailureCode::unavailable, fmt::format("cannot see how much space is left in {}: {}",
                                                      directory, strerror(errno)));
  }
  return DiskSpace{std::uint64_t{now.f_bavail} * now.f_frsize,
                   std::uint64_t{now.f_blocks} * now.f_frsize};
}

void DiskGuard::look() {
  const auto space = acts_.look();
  if (!space) {
    if (!std::exchange(is_blind_, true)) acts_.say("atrium: " + space.error().what);
    return;
  }
  is_blind_ = false;
  const auto before = std::exchange(level_, next_level(level_, *space, limits_));
  if (level_ == before) return;
  const auto left = space->free / mebibyte;
  if (level_ == DiskLevel::full) {
    acts_.close(fmt::format("disk.full: {} MiB are left where the journal is", left));
    acts_.say(
        fmt::format("atrium: the disk is full ({} MiB left, {} are the reserve): new work is "
                    "turned away until there is more; free some space",
                    left, limits_.reserve / mebibyte));
    return;
  }
  if (before == DiskLevel::full) {
    acts_.open();
    acts_.say(fmt::format("atrium: {} MiB are free again: new work is taken", left));
  }
  if (level_ == DiskLevel::low) {
    acts_.say(
        fmt::format("atrium: the disk is filling up: {} MiB of {} are left; at {} new work "
                    "is turned away",
                    left, space->total / mebibyte, limits_.reserve / mebibyte));
  }
}

}  // namespace atrium::node
