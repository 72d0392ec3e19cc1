// What a hall has shown of itself, from its events alone: how long services, walks, breaks and gaps
// between calls take, who does not show up, how many come. Older days are forgotten bit by bit. It
// assumes only what the hall's definition says, until it has measured.
#pragma once

#include "actors/waiting_room/events.hpp"
#include "actors/waiting_room/forecast/durations.hpp"
#include "actors/waiting_room/forecast/hours.hpp"

#include <array>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

namespace atrium::waiting_room::forecast {

// Share of those called who are not there, by how long they had waited.
class NoShows {
 public:
  void note(double waited_s, bool absent);
  void forget(double share);
  [[nodiscard]] double odds(double waited_s) const;

 private:
  struct Bin {
    double called = 0;
    double absent = 0;
  };
  std::array<Bin, 8> bins_{};
};

// What the run forward draws from, made once for a run.
struct Draws {
  std::map<ServiceId, Lengths> services;  // Of a service, from its start to its end.
  Lengths walk;                           // From the call to the start.
  Lengths absence;                        // From the call to giving up on it.
  Lengths gap;                            // From being free to the next call, with people waiting.
  Lengths pause;
  Lengths opening;          // After the hall opens; negative: before.
  double pauses_per_s = 0;  // Of an open window.
  Lengths overtime;         // After the hall's closing, while people wait.
  double overtime_s = 0;    // So long it goes on for certain, as it has before or does now.
  NoShows no_shows;
  std::map<ServiceId, double> arrivals_per_s;
  std::set<WindowId> absent_windows;  // Were not open when the hall was, last time.
};

class Measured {
 public:
  explicit Measured(Hours hours) : hours_(std::move(hours)) {}

  void see(const Event& event);
  [[nodiscard]] Draws draws(Instant now) const;
  [[nodiscard]] const Hours& hours() const { return hours_; }
  // Whether somebody may go before people who were there earlier.
  [[nodiscard]] bool overtaking() const { return overtaking_; }

 private:
  struct Seat {  // A window.
    std::optional<Instant> free_since;
    std::optional<Instant> open_since;  // Neither closed nor paused.
    std::optional<Instant> paused_at;
    std::optional<TicketId> ticket;
    Instant called_at;
  };
  struct Waiting {
    ServiceId service;
    Instant since;
    double waited_s = 0;  // When it was called.
  };

  // What nothing is learned from has no rule.
  void see_one(const Configured& fact);
  void see_one(const Issued& fact);
  void see_one(const Called& fact);
  void see_one(const Started& fact);
  void see_one(const Finished& fact);
  void see_one(const ServiceFinished& fact);
  void see_one(const NoShow& fact);
  void see_one(const Voided& fact);
  void see_one(const Parked& fact);
  void see_one(const Unparked& fact);
  void see_one(const Returned& fact);
  void see_one(const Transferred& fact);
  void see_one(const Undone& fact);
  void see_one(const WindowOpened& fact);
  void see_one(const WindowClosed& fact);
  void see_one(const WindowPaused& fact);
  void see_one(const WindowResumed& fact);
  void see_one(const DayEnded& fact);
  void see_one(const TicketSetAside& fact);

  void note_closing(const std::optional<OpenTime>& open);
  void note_overtime(Instant called, Instant since);
  void set_free(const WindowId& window, Instant at);
  void stop_work(Seat& seat, Instant at);
  void note_service(const ServiceId& service, double seconds);
  [[nodiscard]] Lengths service_lengths(const Service& service) const;
  [[nodiscard]] const std::vector<OpenTime>& times(Instant at) const;

  Hours hours_;
  std::vector<Service> services_;
  std::set<WindowId> windows_;
  std::map<WindowId, Seat> seats_;
  std::unordered_map<TicketId, Waiting> waiting_;

  std::map<ServiceId, Measurements> service_;
  Measurements walk_, absence_, gap_, pause_, opening_;
  NoShows no_shows_;
  double served_s_ = 0;    // All services together, …
  double expected_s_ = 0;  // … and what the definition said of these.
  double pauses_ = 0;
  double worked_s_ = 0;
  double overtime_s_ = 0;   // The longest, lately.
  Measurements overtime_;   // Of closings after which somebody still waited when all had gone:
                            // where the line was empty, nobody knows how long they had stayed.
  Instant closing_{};       // The last one after which people were called, …
  double last_call_s_ = 0;  // … and for how long.
  Instant noted_{};         // The last one that was noted.
  bool overtaking_ = false;
  std::map<ServiceId, std::deque<Instant>> came_;
  std::map<WindowId, Instant> opened_;  // The open time in which it was last open, by its begin.

  mutable std::vector<OpenTime> times_;
  mutable std::optional<int> times_of_;  // Day since 1970 UTC.
};

}  // namespace atrium::waiting_room::forecast
