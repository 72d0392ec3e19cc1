// The room run forward: a light copy of who waits and who works goes on as what was measured lets
// expect, and the room's own rules say who is next. Many such runs make the odds of when a ticket
// will be called. Pure: the same room, time and seed give the same.
#pragma once

#include "actors/waiting_room/forecast/measured.hpp"
#include "actors/waiting_room/waiting_room.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

namespace atrium::waiting_room::forecast {

// Services that share windows, directly or through others; nobody outside of it changes its waits.
struct Part {
  std::vector<std::size_t> services;  // In Configuration::services.
  std::vector<std::size_t> windows;   // In Configuration::windows.
};
std::vector<Part> parts_of(const State& room);

// Seconds from `now` to the call, one for each run, ascending. `never_s` stands for none within
// the hall's day.
using Calls = std::vector<float>;
inline constexpr float never_s = 1e9F;

struct Outlook {
  std::unordered_map<TicketId, Calls> tickets;
  std::map<ServiceId, Calls> newcomers;  // Somebody who would take a ticket now.
};

struct RunOptions {
  int runs = 64;
  std::optional<ServiceId> only_newcomer;  // Nobody else's outlook; ends when this one is called.
};

// The room's facts with those who wait and nobody else, and every window free: a run keeps beside
// it where windows really stand.
Facts waiting_only(const State& room);

void look_ahead(const State& room, const Facts& waiting, const Part& part, const Draws& draws,
                const std::vector<OpenTime>& times, bool overtaking, Instant now,
                const RunOptions& options, Outlook& outlook);

}  // namespace atrium::waiting_room::forecast
