// Time as the journal records it: microseconds since 1970-01-01 UTC. Local time exists only through
// a Zone (zone.hpp). Nothing here reads a clock.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace atrium {

using Duration = std::chrono::microseconds;
using Instant = std::chrono::sys_time<Duration>;

// ISO 8601 in UTC with milliseconds: "2026-11-21T01:02:03.456Z". The form of every instant in JSON.
std::string to_iso8601(Instant at);

// Accepts "2026-11-21T01:02:03[.fraction](Z|±hh:mm)"; nothing for any other text.
std::optional<Instant> from_iso8601(std::string_view text);

}  // namespace atrium
