// Opening hours in local time, turned into instants.
#include "runtime/node/opening.hpp"

#include <algorithm>

namespace atrium::node {
namespace {

using namespace std::chrono;

// The instant of a local time on a day; the hall's offset at that moment counts.
Instant instant_of(const Zone& zone, sys_days day, minutes of_day) {
  const Instant as_utc = day + of_day;
  const auto offset = local_time(zone, as_utc).time_since_epoch() - as_utc.time_since_epoch();
  return as_utc - offset;
}

}  // namespace

std::optional<Instant> last_recorded(Store& store) {
  std::optional<Instant> last;
  for (const auto& id : store.partitions()) {
    const auto journal = store.open(id);
    if (!journal || (*journal)->head().position == 0) continue;
    last = std::max(last.value_or(Instant{}), (*journal)->head().at);
  }
  return last;
}

Instant first_morning(const std::vector<halls::Definition>& halls, Instant now) {
  for (int ahead = 0; ahead < 8; ++ahead) {
    std::optional<Instant> first;
    for (const auto& hall : halls) {
      const auto local = floor<days>(local_time(hall.time_zone, now)) + days{ahead};
      const auto index = weekday{local}.iso_encoding() - 1;
      const auto& periods = hall.hours[index];
      if (periods.empty()) continue;
      const auto opens =
          instant_of(hall.time_zone, sys_days{local.time_since_epoch()}, periods.front().begins);
      first = first ? std::min(*first, opens) : opens;
    }
    if (first) return *first - minutes{3};
  }
  return now;
}

}  // namespace atrium::node
