// The tz database of this machine, asked once when a hall's file is read and never again: the
// offsets travel as a value.
#pragma once

#include "runtime/core/time/zone.hpp"

#include <optional>
#include <string>

namespace atrium::halls {

// The offsets in force from 2020 to the end of 2049; nothing for a name the machine does not know.
std::optional<Zone> time_zone(const std::string& name);

}  // namespace atrium::halls
