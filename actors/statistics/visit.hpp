// One coming to the hall as the record tells it: its steps with their times, and what they amount
// to, service by service. The definitions of waiting and service time are here and nowhere else.
// Values and pure functions; no personal data.
#pragma once

#include "runtime/core/ids.hpp"
#include "runtime/core/time/instant.hpp"
#include "runtime/core/time/zone.hpp"

#include <boost/describe.hpp>

#include <optional>
#include <string>
#include <vector>

namespace atrium::statistics {

// Stored by name in read models: append, and keep the names.
enum class StepKind {
  issued,
  checked_in,
  called,
  recalled,
  started,
  parked,
  unparked,
  transferred,
  finished,
  no_show,
  voided,
  unserved,
  set_aside,
  released,
  undone,
  evaluated,
  went_on,
  returned,
  reminded
};
BOOST_DESCRIBE_ENUM(StepKind, issued, checked_in, called, recalled, started, parked, unparked,
                    transferred, finished, no_show, voided, unserved, set_aside, released, undone,
                    evaluated, went_on, returned, reminded)

struct Step {
  Position position = 0;  // Of its event in the hall's journal.
  Instant at;
  StepKind kind = StepKind::issued;
  ServiceId service;  // Of issued, called, transferred or gone on (to), finished.
  WindowId window;    // Where; of transferred, where it came from.
  StaffId staff;
  int value = 0;     // Which call it was; the level of a rating.
  std::string note;  // Transferred: the window it is for. Undone: the act. Released: back to what.
  bool struck = false;  // Taken back by a later undone: as if it had never been.
  bool operator==(const Step&) const = default;
};
BOOST_DESCRIBE_STRUCT(Step, (), (position, at, kind, service, window, staff, value, note, struck))

struct Visit {
  TicketId ticket;
  std::string number;
  Day day;  // The business day of its issue.
  std::string channel;
  int priority = 0;
  bool booked = false;
  std::vector<Step> steps;  // In order of the journal.
  bool operator==(const Visit&) const = default;
};

enum class Outcome { open, served, passed_on, no_show, voided, unserved };
BOOST_DESCRIBE_ENUM(Outcome, open, served, passed_on, no_show, voided, unserved)

struct Span {
  Instant since;
  std::optional<Instant> until;  // Nothing: it goes on.
  bool operator==(const Span&) const = default;
};

// A visit's way through one line: from issue, transfer or the service before to its end or the next
// line.
struct Episode {
  ServiceId service;
  WindowId window;  // Which called it last.
  StaffId staff;
  Instant arrived;  // The latest of check-in, issue, transfer and the end of the service before.
  std::optional<Instant> called;   // The last call or recall.
  std::optional<Instant> started;  // The last start of its service.
  std::optional<Instant> ended;
  Outcome outcome = Outcome::open;
  Duration waited{};  // Last call that led to service - arrived, less parked and service time.
  Duration served{};  // Start to finish, without parked time.
  Duration parked{};
  int recalls = 0;
  std::optional<int> level;  // Of the rating.
  std::vector<Span> lines;   // When it stood in line.
  bool operator==(const Episode&) const = default;
};

// What is true of the visit now, in words of the waiting room's statuses.
enum class Stand { waiting, called, serving, parked, done, no_show, void_, unserved };
BOOST_DESCRIBE_ENUM(Stand, waiting, called, serving, parked, done, no_show, void_, unserved)

struct Course {
  std::vector<Episode> episodes;  // One for each service, in order; at least one.
  Stand stand = Stand::waiting;
};

// Of a visit that was issued.
Course course_of(const Visit& visit);

// Strikes the last step of this kind that counts, and what came behind it, ratings apart.
void strike(Visit& visit, StepKind kind);

}  // namespace atrium::statistics
