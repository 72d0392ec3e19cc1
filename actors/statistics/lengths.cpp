// One walk through the changes.
#include "actors/statistics/lengths.hpp"

#include <algorithm>

namespace atrium::statistics {
namespace {

double seconds(Duration duration) { return std::chrono::duration<double>(duration).count(); }

struct Walk {
  int length = 0;
  int open = 0;
  double open_s = 0;
  double open_area = 0;
  Length period;

  void begin() {
    open_s = open_area = 0;
    period = {{}, length, 0};
  }
  void pass(Duration time) {
    const double past = seconds(time);
    period.area += past * length;
    if (open == 0) return;
    open_s += past;
    open_area += past * length;
  }
  Length end() {
    if (open_s > 0) period.mean = open_area / open_s;
    return period;
  }
};

}  // namespace

std::vector<Length> lengths(std::vector<Change> changes, const std::vector<Instant>& cuts) {
  std::ranges::stable_sort(changes, {}, &Change::at);
  std::vector<Length> periods;
  Walk walk;
  auto next = changes.begin();
  const auto take = [&](Instant at) {
    for (; next != changes.end() && next->at <= at; ++next) {
      walk.length += next->length;
      walk.open += next->open;
    }
  };
  for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
    auto at = cuts[i];
    take(at);
    walk.begin();
    while (next != changes.end() && next->at < cuts[i + 1]) {
      walk.pass(next->at - at);
      at = next->at;
      take(at);  // All of one instant before anybody looks.
      walk.period.highest = std::max(walk.period.highest, walk.length);
    }
    walk.pass(cuts[i + 1] - at);
    periods.push_back(walk.end());
  }
  return periods;
}

}  // namespace atrium::statistics
