// The scenario and hall files that the binary carries along, so that it needs no file beside it.
// Their texts are put in by the build (CMakeLists.txt) from simulation/scenarios/ and ops/halls/.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

namespace atrium::simulation {

using NamedTexts = std::vector<std::pair<std::string_view, std::string_view>>;

const NamedTexts& built_in_scenarios();  // By file name without ".toml", ascending.
const NamedTexts&
built_in_halls();  // The halls that `atrium simulate` takes when it is given none.

}  // namespace atrium::simulation
