// How well visitors were told of their wait, written down: one line a horizon, ours beside the
// average rule. Fixed digits, so that the same seed gives the same bytes.
#pragma once

#include "actors/waiting_room/forecast/calibration.hpp"

#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

namespace atrium::simulation {

void write_calibration(std::ostream& out, const std::string& hall, const std::string& scenario,
                       std::uint64_t seed,
                       const std::vector<waiting_room::forecast::HorizonScore>& scores, bool json);

}  // namespace atrium::simulation
