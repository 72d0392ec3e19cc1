// When a hall is open, from its file: weekly hours in local time. Breaks of the whole hall are the
// gaps between its periods. Not whether a window is open: that is the room's.
#pragma once

#include "runtime/core/time/zone.hpp"

#include <array>
#include <chrono>
#include <optional>
#include <utility>
#include <vector>

namespace atrium::waiting_room::forecast {

struct OpenTime {  // Half-open.
  Instant begins;
  Instant ends;
};

struct Hours {
  Zone zone;
  // Monday first; minutes of the local day. Nothing at all: open round the clock.
  std::array<std::vector<std::pair<std::chrono::minutes, std::chrono::minutes>>, 7> week;
};

// The open times that begin on the local days around `at`: yesterday until eight days on;
// ascending.
std::vector<OpenTime> open_times(const Hours& hours, Instant at);

// The open time that holds `at`, or the last one that ended before it.
std::optional<OpenTime> latest(const std::vector<OpenTime>& times, Instant at);
// The first that begins after `at`.
std::optional<OpenTime> following(const std::vector<OpenTime>& times, Instant at);

}  // namespace atrium::waiting_room::forecast
