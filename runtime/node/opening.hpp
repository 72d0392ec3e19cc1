// Where simulated time begins: after the last recorded event, or on the morning of the next working
// day.
#pragma once

#include "ops/halls/definition.hpp"
#include "runtime/core/journal.hpp"

#include <optional>
#include <vector>

namespace atrium::node {

// Recorded time of the last event of any partition.
std::optional<Instant> last_recorded(Store& store);

// Three minutes before the earliest of the halls opens, on the day of `now` or the first after it
// that has opening hours.
Instant first_morning(const std::vector<halls::Definition>& halls, Instant now);

}  // namespace atrium::node
