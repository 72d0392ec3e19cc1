// Invariants of a hall, watched from outside: each checker sees committed events only and keeps a
// model of its own, written without a look at the entities' code. A checker that cannot fail is
// worth nothing: see tests/simulation.
#pragma once

#include "ops/halls/definition.hpp"
#include "simulation/statistics/happening.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace atrium::simulation {

struct Broken {
  std::string invariant;
  Position position = 0;
  std::string what;
};

class Checker {
 public:
  virtual ~Checker() = default;
  virtual void see(const Happening& happening) = 0;
  virtual void close(Instant) {}  // Nothing more will come.

  [[nodiscard]] const std::vector<Broken>& broken() const { return broken_; }

 protected:
  explicit Checker(std::string_view invariant) : invariant_(invariant) {}
  void require(bool holds, const Happening& happening, std::string what) {
    if (!holds) broken_.push_back({invariant_, happening.position, std::move(what)});
  }
  void fault(Position position, std::string what) {
    broken_.push_back({invariant_, position, std::move(what)});
  }

 private:
  std::string invariant_;
  std::vector<Broken> broken_;
};

// Numbers are unique and without gaps in a series and day, from the series' start on.
std::unique_ptr<Checker> check_numbers();
// A ticket is in one state and at most one window, a window has at most one ticket; every service
// was called before; nothing happens to a ticket after its end; no window calls that is not open.
std::unique_ptr<Checker> check_tickets();
// At the end of a day exactly those tickets are unserved that have not ended: none is lost, states
// add up to issued.
std::unique_ptr<Checker> check_day();
// A display shows a number only as its window's called or served one.
std::unique_ptr<Checker> check_displays();
// One visit, at most one evaluation, of a visit that was served.
std::unique_ptr<Checker> check_evaluations();
// No clerk rates the own service; a poor rating is followed up exactly once, step by step, and
// nothing comes after the end; a link to rate goes out once, and not for what was rated.
std::unique_ptr<Checker> check_follow_ups();
// A label's steps are stamped one after the other, each once, on a ticket that was issued; only the
// last stamp is taken back.
std::unique_ptr<Checker> check_labels();
// Recorded time never runs backwards in a stream.
std::unique_ptr<Checker> check_time();

// Seniority, calls and the order of call are as the rules say; an undone act gives back what was.
std::unique_ptr<Checker> check_standings();
// What follows from the room's events at displays, windows, machines and evaluators happens exactly
// once and in order; all of it has happened when nothing more comes.
std::unique_ptr<Checker> check_effects(const halls::Definition& hall);
// A zone's announcements never overlap, follow the calls in their order, and leave out what was
// withdrawn.
std::unique_ptr<Checker> check_announcements();
// No slot holds more than its seats by the definition under which each was booked; nobody has more
// bookings for a day than the hall allows; a slot is booked in time.
std::unique_ptr<Checker> check_bookings();
// A check-in leads to one ticket at most, and to one where the hall surely gives some; the book
// knows it, and a booking ends as its ticket does, or as a member of staff or the day's end says.
std::unique_ptr<Checker> check_arrivals();

// Each keeps what it needs of the present day and the day before.
std::vector<std::unique_ptr<Checker>> all_checkers(const halls::Definition& hall);

}  // namespace atrium::simulation
