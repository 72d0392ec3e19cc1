// A table for people, a line of JSON for machines.
#include "simulation/statistics/calibration_figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

namespace atrium::simulation {
namespace {

using waiting_room::forecast::HorizonScore;

double coverage(const HorizonScore& score) {
  return 100.0 * score.inside / std::max(1, score.called);
}

std::string json_of(const HorizonScore& score) {
  return fmt::format(
      R"({{"horizon":"{}","called":{},"inside":{},"coverage_pct":{:.1f},"sooner":{},"later":{},)"
      R"("error_s":{:.0f},"average_error_s":{:.0f},"width_s":{:.0f},"waited_s":{:.0f}}})",
      score.horizon, score.called, score.inside, coverage(score), score.sooner, score.later,
      score.error_s, score.average_error_s, score.width_s, score.waited_s);
}

}  // namespace

void write_calibration(std::ostream& out, const std::string& hall, const std::string& scenario,
                       std::uint64_t seed, const std::vector<HorizonScore>& scores, bool json) {
  if (json) {
    out << fmt::format(R"({{"hall":"{}","scenario":"{}","seed":{},"horizons":[)", hall, scenario,
                       seed);
    for (std::size_t i = 0; i < scores.size(); ++i)
      out << (i == 0 ? "" : ",") << json_of(scores[i]);
    out << "]}\n";
    return;
  }
  out << fmt::format("{}: told at issue; error is the mean of |told - waited|\n", hall);
  out << fmt::format("  {:>8} {:>7} {:>9} {:>7} {:>7} {:>8} {:>10} {:>8} {:>8}\n", "minutes",
                     "called", "inside %", "sooner", "later", "error s", "average s", "width s",
                     "waited s");
  for (const auto& score : scores) {
    out << fmt::format("  {:>8} {:>7} {:>9.1f} {:>7} {:>7} {:>8.0f} {:>10.0f} {:>8.0f} {:>8.0f}\n",
                       score.horizon, score.called, coverage(score), score.sooner, score.later,
                       score.error_s, score.average_error_s, score.width_s, score.waited_s);
  }
}

}  // namespace atrium::simulation
