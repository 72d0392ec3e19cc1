// Walks the transitions that Howard Hinnant's date library reads from /usr/share/zoneinfo.
#include "ops/halls/time_zone.hpp"

#include <date/tz.h>

#include <chrono>
#include <stdexcept>

namespace atrium::halls {
namespace {

constexpr std::chrono::sys_days first = std::chrono::year{2020} / 1 / 1;
constexpr std::chrono::sys_days last = std::chrono::year{2050} / 1 / 1;

}  // namespace

std::optional<Zone> time_zone(const std::string& name) {
  try {
    const auto* found = date::locate_zone(name);
    Zone zone{.name = name, .offsets = {}};
    for (std::chrono::sys_seconds at = first; at < last;) {
      const auto holding = found->get_info(at);
      zone.offsets.push_back({at, static_cast<int>(holding.offset.count())});
      at = holding.end;
    }
    return zone;
  } catch (const std::runtime_error&) {
    return std::nullopt;
  }
}

}  // namespace atrium::halls
