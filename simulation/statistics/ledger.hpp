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
  struct Visit {
    std::string service;
    std::string window;
    Stand stand = Stand::waiting;
    Instant stands_since;
    Instant waits_since;               // The latest of check-in, issue and transfer.
    std::optional<Instant> called_at;  // The last call or recall.
    std::optional<Instant> started_at;
    std::optional<double> wait_s;
    Duration parked{};
    int day = 0;
  };

  // At work: whether the window's clock runs.
  struct Post {
    bool open = false;
    bool busy = false;
    bool serving = false;
    Instant since;
  };

  void see_ticket(const std::string& what, const Happening& happening);
  void see_window(const std::string& what, const Happening& happening);
  void issue(const Happening& happening);
  void stand(Visit& visit, Stand to, Instant at);
  void count(Visit& visit, Stand stand, int by);
  void finish(Visit& visit, Instant at);
  void transfer(Visit& visit, const Happening& happening);
  void go_on(Visit& visit, const std::string& service, Instant at);
  void undo(Visit& visit, const Happening& happening);
  void end_day(const Happening& happening);
  void rate(const Happening& happening);
  void turn(const std::string& window, Instant at, std::optional<bool> open,
            std::optional<Stand> current);
  void count_open(Instant at);

  std::map<std::string, ServiceRecord> services_;
  std::map<std::string, WindowRecord> windows_;
  std::unordered_map<std::string, Visit> visits_;
  std::map<std::string, Post> posts_;
  Course queue_;
  double waited_s_ = 0;
  int days_ = 0;
  std::size_t events_ = 0;
};

}  // namespace atrium::simulation
