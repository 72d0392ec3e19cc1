// A ticket as the waiting room keeps it for its business day: what never changes, and where it
// stands now.
#pragma once

#include "actors/waiting_room/overtaken.hpp"
#include "actors/waiting_room/strategy.hpp"
#include "runtime/core/ids.hpp"
#include "runtime/core/personal.hpp"
#include "runtime/core/time/instant.hpp"

#include <boost/describe.hpp>

#include <optional>
#include <string>
#include <vector>

namespace atrium::waiting_room {

// One of these at any time. done, void_ and unserved are ends; no_show can be called again by
// special call.
enum class Status { waiting, called, serving, parked, done, no_show, void_, unserved };
BOOST_DESCRIBE_ENUM(Status, waiting, called, serving, parked, done, no_show, void_, unserved)

// Whose ticket it is. `subject` names the key that the values are sealed under; an edge that knows
// the person may give one, otherwise the ticket's id is taken. It stands in clear in the journal:
// never an identity number or phone.
struct Holder {
  std::string id_type;  // "id_card", "phone", …; empty = unknown.
  Personal<std::string> id_number;
  Personal<std::string> name;
  Personal<std::string> phone;
  bool operator==(const Holder&) const = default;
};
BOOST_DESCRIBE_STRUCT(Holder, (), (id_type, id_number, name, phone))

// Whom a ticket waits for alone: one window, or one member of staff wherever they work.
struct Bond {
  std::optional<WindowId> bound;         // Never both.
  std::optional<StaffId> bound_staff;    // The hall need not know them, nor they be at work.
  std::optional<Instant> bound_until{};  // Then it waits for all windows; none = for good.
  [[nodiscard]] bool binds() const { return bound || bound_staff; }
  bool operator==(const Bond&) const = default;
};
BOOST_DESCRIBE_STRUCT(Bond, (), (bound, bound_staff, bound_until))

// What acts change, and what undoing an act gives back.
struct Standing : Bond {
  Status status = Status::waiting;
  ServiceId service;               // What it waits for or is served with now.
  std::optional<WindowId> window;  // Where it is, or was last, called.
  std::optional<StaffId> staff;    // Who called it there.
  bool front = false;              // Before everybody else of its line.
  Instant effective;  // Its seniority: issue or appointed time, moved on by the time it was parked.
  int calls = 0;      // Announcements of the call in force.
  Duration served{};  // Service time before it was parked.
  std::optional<Instant> called_at;
  std::optional<Instant> started_at;
  std::optional<Instant> parked_at;
  std::optional<Instant> finished_at;  // When it was done, void, no-show or unserved.
  std::vector<ServiceId> next;         // Still to do after this service, in order.
  int returns = 0;                     // How often it came back to its line after a no-show.
  bool operator==(const Standing&) const = default;
};
BOOST_DESCRIBE_STRUCT(Standing, (Bond),
                      (status, service, window, staff, front, effective, calls, served, called_at,
                       started_at, parked_at, finished_at, next, returns))

// Kept out of the hall's way because a rule of the house broke over it; it is parked meanwhile.
// `before` is where it stood.
struct Aside {
  Status before = Status::waiting;
  std::string why;
  Instant at;
  bool operator==(const Aside&) const = default;
};
BOOST_DESCRIBE_STRUCT(Aside, (), (before, why, at))

// Why this ticket and no other: the values that the order compared, and whom it went before.
struct Why {
  std::string strategy;  // "booked_first", "by_time", "ageing", "ratio", "special"; with
                         // "own_first+" before it where that decided.
  bool front = false;
  int priority = 0;
  bool booked = false;
  Instant effective;
  int order = 0;     // Place in the day's order of issue, from 0.
  int overtook = 0;  // Tickets of this window's lines that are senior and still wait.
  std::vector<TicketId> overtaken;  // The most senior of them, at most overtaken_listed.
  std::string bound{};              // "times" or "waited": the bound on being overtaken decided.
  int times = 0;                    // How often it had itself been overtaken.
  int weight = 0;                   // Of ageing …
  Duration score{};                 // … its time waited, weight + 1 times.
  int higher = 0;                   // Of a ratio …
  int lower = 0;
  bool per_window = false;
  std::vector<Turn> turns{};  // … how far each class has come with this call.
  std::string waited_for{};   // "window" or "staff": it waited for this one alone.
  bool operator==(const Why&) const = default;
};
BOOST_DESCRIBE_STRUCT(Why, (),
                      (strategy, front, priority, booked, effective, order, overtook, overtaken,
                       bound, times, weight, score, higher, lower, per_window, turns, waited_for))

struct Ticket {
  TicketId ticket;
  std::string number;
  SeriesId series;
  int value = 0;  // The number without prefix.
  std::string channel;
  int priority = 0;
  bool booked = false;  // Has an appointment and was not late for it.
  Instant due;          // Does not compete before this.
  std::optional<std::string> appointment;
  std::optional<Holder> holder;
  Instant issued_at;
  Standing standing;
  std::optional<Aside> aside;  // Until it is released; kept as evidence beyond the ticket's end.
  Mark overtaken;              // In this wait, until it left its line; the line knows better.
  std::optional<Why> why;      // Of its last call.
  bool remind = false;         // Its holder is still to be told that few are ahead.
  bool operator==(const Ticket&) const = default;
};
BOOST_DESCRIBE_STRUCT(Ticket, (),
                      (ticket, number, series, value, channel, priority, booked, due, appointment,
                       holder, issued_at, standing, aside, overtaken, why, remind))

}  // namespace atrium::waiting_room
