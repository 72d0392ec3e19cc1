// What became of every visit and every window of a simulated hall, written down from committed
// events alone. Keeps no definitions of its own: those are in actors/statistics.
#pragma once

#include "actors/statistics/tally.hpp"
#include "simulation/statistics/happening.hpp"

#include <vector>

namespace atrium::simulation {

class Ledger {
 public:
  void see(const Happening& happening);
  void close(Instant at);  // Nothing is known of later; last.

  // Of all days until it was closed.
  [[nodiscard]] statistics::Table table(statistics::By by) const;

  // Little's law: people × seconds in the lines, from their lengths, and from each ticket.
  [[nodiscard]] double lengths_s() const;
  [[nodiscard]] double waited_s() const;

  [[nodiscard]] int days() const { return days_; }
  [[nodiscard]] std::size_t events() const { return events_; }

 private:
  void keep(const std::vector<statistics::Visit>& visits);
  [[nodiscard]] Day day_of(Instant at) const;

  statistics::Book book_;
  statistics::Rows rows_;
  Instant first_{};
  Instant closed_{};
  int days_ = 0;
  std::size_t events_ = 0;
};

}  // namespace atrium::simulation
