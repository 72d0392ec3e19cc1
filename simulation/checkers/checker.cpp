// The invariants that every seed is watched by.
#include "simulation/checkers/checker.hpp"

namespace atrium::simulation {

std::vector<std::unique_ptr<Checker>> all_checkers(const halls::Definition& hall) {
  std::vector<std::unique_ptr<Checker>> all;
  all.push_back(check_numbers());
  all.push_back(check_tickets());
  all.push_back(check_day());
  all.push_back(check_displays());
  all.push_back(check_evaluations());
  all.push_back(check_follow_ups());
  all.push_back(check_labels());
  all.push_back(check_time());
  all.push_back(check_standings());
  all.push_back(check_effects(hall));
  all.push_back(check_announcements());
  all.push_back(check_bookings());
  all.push_back(check_arrivals());
  return all;
}

}  // namespace atrium::simulation
