// What became of every visit and every window, written down from committed events alone.
// The definitions are those of README.md, "What is measured".
#pragma once

#include "simulation/statistics/course.hpp"
#include "simulation/statistics/happening.hpp"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace atrium::simulation {

struct ServiceRecord {
  int arrived = 0;
  int served = 0;
  int no_show = 0;
  int voided = 0;
  int unserved = 0;
  int recalls = 0;
  std::vector<double> waits_s;  // Of those whose service began.
  std::vector<double> services_s;
  std::array<int, 5> ratings{};
  Course queue;
};

struct WindowRecord {
  int served = 0;
  int no_show = 0;
  double open_s = 0;  // Intake open, or a ticket still current.
  double serving_s = 0;
  std::array<int, 5> ratings{};
};

class Ledger {
 public:
  void see(const Happening& happening);
  void close(Instant at);  // Ends what is still going on; last.

  [[nodiscard]] const std::map<std::string, ServiceRecord>& services() const { return services_; }
  [[nodiscard]] const std::map<std::string, WindowRecord>& windows() const { return windows_; }
  [[nodiscard]] const Course& queue() const { return queue_; }  // Of the whole hall.
  [[nodiscard]] double waited_s() const {
    return waited_s_;
  }  // Sum over tickets of all time in the lines.
  [[nodiscard]] int days() const { return days_; }
  [[nodiscard]] std::size_t events() const { return events_; }

 private:
  enum class Stand { waiting, called, serving, parked, done, no_show, voided, unserved };

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
  bool any_open_ = false;
};

}  // namespace atrium::simulation
