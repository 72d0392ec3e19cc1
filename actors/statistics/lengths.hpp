// A quantity that changes in steps, such as the length of a line: its mean over the time in which a
// window is open, and its highest value, period by period.
#pragma once

#include "runtime/core/time/instant.hpp"

#include <optional>
#include <vector>

namespace atrium::statistics {

struct Change {
  Instant at;
  int length = 0;  // By so many people,
  int open = 0;    // and by so many windows.
};

struct Length {
  std::optional<double> mean;  // Nothing: no window was open.
  int highest = 0;
  double area = 0;  // People × seconds, windows open or not.
};

// Of each period between two neighbours of `cuts`, which ascend.
std::vector<Length> lengths(std::vector<Change> changes, const std::vector<Instant>& cuts);

}  // namespace atrium::statistics
