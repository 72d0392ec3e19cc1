// What a crowd is like, as its TOML file says it: how many come and when, how long they take, how
// patient they are, how staff behave. Fits any hall: services are matched by key, then by window
// class, then by the defaults.
#pragma once

#include "ops/halls/definition.hpp"
#include "runtime/core/failure.hpp"

#include <array>
#include <chrono>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace atrium::simulation {

// How visitors of one service are.
struct Visits {
  double weight = 1;       // Share of a window's visitors, beside its other services.
  double service_s = 360;  // Mean length of a service; lognormal.
  double service_variation = 0.7;
};

struct Visitors {
  double per_window_hour = 7.5;  // Arrivals for each window and open hour, on average over the day.
  double walking_s = 25;         // Mean walk to the window after a call; lognormal, variation 0.4.
  double no_show = 0.03;         // Leave before they are called, whatever the wait.
  double inattentive = 0.08;     // Come only at the second call.
  double patience_min = 75;  // Mean patience; exponential; who waits longer leaves without a word.
  double rates = 0.6;        // Rate the service at the evaluator.
  std::array<double, 5> levels{0.01, 0.02, 0.05, 0.22, 0.70};  // Level 1 … 5.
  int last_ticket_min = 15;  // Nobody comes later than this before closing.
};

struct Staff {
  double opens_scatter_s = 90;   // Opens its window up to this long after the hall opens.
  double reaction_s = 8;         // Mean time from being free to calling the next.
  double recall_after_s = 45;    // Waits this long for whom it called.
  double break_every_min = 110;  // Mean time between short breaks; 0 = none.
  double break_min = 8;          // Mean length of a short break.
  std::chrono::minutes lunch_from{11 * 60 +
                                  30};  // Lunch begins between these, where the hall stays open;
  std::chrono::minutes lunch_to{13 * 60};
  double lunch_min = 30;     // 0 = none.
  double overtime_min = 15;  // Goes on calling this long after closing while people wait.
  std::string break_reason = "short_break";
  std::string lunch_reason = "lunch";
};

// Relative arrival rate from `from` on until the next one.
struct Slope {
  std::chrono::minutes from{};
  double factor = 1;
};

struct Profile {
  std::string name;
  Visitors visitors;
  Staff staff;
  std::vector<Slope> day;  // Ascending; before the first: factor 1.
  Visits any;
  std::map<std::string, Visits> by_class;
  std::map<std::string, Visits> by_service;

  [[nodiscard]] const Visits& of(const halls::Service& service) const;
  [[nodiscard]] double factor(std::chrono::minutes local) const;
};

// Every fault in one Failure (invalid_input), one a line: "line 4: visitors.no_show: …".
Result<Profile> parse_profile(std::string_view toml);

// A built-in scenario ("weekday", "rush") or the path of a file.
Result<Profile> load_profile(const std::string& name_or_path);
std::vector<std::string> built_in_profiles();

}  // namespace atrium::simulation
