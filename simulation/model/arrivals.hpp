// When visitors of one service come: a Poisson process whose rate changes by the half hour, drawn
// by thinning.
#pragma once

#include "ops/halls/definition.hpp"
#include "runtime/core/time/instant.hpp"
#include "simulation/model/profile.hpp"
#include "simulation/random.hpp"

#include <optional>
#include <vector>

namespace atrium::simulation {

// A stretch of real time in which the hall is open; half-open.
struct OpenTime {
  Instant begins;
  Instant ends;
  friend bool operator==(const OpenTime&, const OpenTime&) = default;
};

// The hall's open times of the local calendar days that touch [from, until), in order.
std::vector<OpenTime> open_times(const halls::Definition& hall, Instant from, Instant until);

// Midnight of the local day that `at` falls on.
Instant local_midnight(const atrium::Zone& zone, Instant at);
Instant at_local(const atrium::Zone& zone, std::chrono::local_time<Duration> local);

// Arrivals an hour, on average over an open day, of each service in the hall's order: every window
// brings its share of visitors, divided among the services that it serves by their weights.
std::vector<double> hourly_rates(const halls::Definition& hall, const Profile& profile);

class Arrivals {
 public:
  // `hourly` as above; the profile's day only shapes it (its mean over the opening hours is 1).
  Arrivals(const halls::Definition& hall, const Profile& profile, double hourly, Random random);

  // The next arrival after `after`; nothing when the hall does not open within the next 14 days.
  std::optional<Instant> next(Instant after);

  // Arrivals an hour at this instant; 0 while closed and for the last minutes before closing.
  [[nodiscard]] double rate(Instant at);

 private:
  [[nodiscard]] double shape(Instant at) const;
  void look_ahead(Instant from);

  const halls::Definition* hall_;
  const Profile* profile_;
  double hourly_;
  double peak_ = 0;  // Highest value of shape().
  double mean_ = 1;  // Its mean over the opening hours of a week.
  Random random_;
  std::vector<OpenTime> open_;  // Without the last minutes; a few days ahead.
  Instant known_until_;
};

}  // namespace atrium::simulation
