// What has become true in a waiting room. Stored for ever: never edit an event, append a new one to
// the variant and to persistence/schema/waiting_room.capnp. Every event carries the recorded time
// that the state needs.
#pragma once

#include "actors/waiting_room/configuration.hpp"
#include "actors/waiting_room/ticket.hpp"
#include "actors/waiting_room/visits/events.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace atrium::waiting_room {

struct Configured {
  Configuration configuration;
  Day day;  // The business day that it was, if none had begun yet.
  Instant at;
  bool operator==(const Configured&) const = default;
};
BOOST_DESCRIBE_STRUCT(Configured, (), (configuration, day, at))

// What somebody was told of their wait when they took the ticket, by whoever gave it, and what the
// day's average service time × ahead ÷ open windows would have said: for calibration only.
struct Told {
  int low_s = 0;
  int likely_s = 0;
  int high_s = 0;
  int average_s = 0;
  bool operator==(const Told&) const = default;
};
BOOST_DESCRIBE_STRUCT(Told, (), (low_s, likely_s, high_s, average_s))

// Where a ticket comes from that a terminal gave out while it was cut off.
struct Offline {
  std::string lease;
  std::uint64_t position = 0;  // In the terminal's own journal.
  Instant at;                  // When it was given out there.
  bool operator==(const Offline&) const = default;
};
BOOST_DESCRIBE_STRUCT(Offline, (), (lease, position, at))

struct Issued {
  TicketId ticket;
  std::string number;
  SeriesId series;
  int value = 0;
  ServiceId service;
  std::string channel;
  std::optional<DeviceId> machine;  // Prints the slip.
  int priority = 0;
  bool booked = false;
  std::optional<std::string> appointment;
  Instant effective;
  Instant due;
  int ahead = 0;  // As told to the citizen.
  std::optional<Holder> holder;
  Instant at;
  std::optional<Told> told = {};
  std::vector<ServiceId> next = {};  // Of the same visit, in order, after `service`.
  bool remind = false;               // To be told when few are ahead.
  std::optional<Offline> offline = {};
  std::optional<Bond> bond = {};  // Waits for this one alone.
  bool operator==(const Issued&) const = default;
};
BOOST_DESCRIBE_STRUCT(Issued, (),
                      (ticket, number, series, value, service, channel, machine, priority, booked,
                       appointment, effective, due, ahead, holder, at, told, next, remind, offline,
                       bond))

struct Called {
  TicketId ticket;
  std::string number;
  WindowId window;
  ServiceId service;
  StaffId staff;
  int call = 1;
  bool special = false;
  std::string reason;  // Of a special call.
  Why why;
  Instant at;
  bool quiet = false;                                    // By message and screen only: not spoken.
  std::optional<Personal<std::string>> message_to = {};  // The phone that a message goes to.
  bool operator==(const Called&) const = default;
};
BOOST_DESCRIBE_STRUCT(Called, (),
                      (ticket, number, window, service, staff, call, special, reason, why, at,
                       quiet, message_to))

struct Recalled {
  TicketId ticket;
  std::string number;
  WindowId window;
  int call = 2;
  Instant at;
  bool quiet = false;
  std::optional<Personal<std::string>> message_to = {};
  bool operator==(const Recalled&) const = default;
};
BOOST_DESCRIBE_STRUCT(Recalled, (), (ticket, number, window, call, at, quiet, message_to))

struct Started {
  TicketId ticket;
  std::string number;
  WindowId window;
  StaffId staff;
  Instant at;
  bool operator==(const Started&) const = default;
};
BOOST_DESCRIBE_STRUCT(Started, (), (ticket, number, window, staff, at))

struct Finished {
  TicketId ticket;
  std::string number;
  WindowId window;
  StaffId staff;
  ServiceId service;
  Duration served{};  // Service time without parked time.
  Instant at;
  std::optional<Personal<std::string>> message_to = {};  // For the link to rate.
  bool operator==(const Finished&) const = default;
};
BOOST_DESCRIBE_STRUCT(Finished, (),
                      (ticket, number, window, staff, service, served, at, message_to))

struct NoShow {
  TicketId ticket;
  std::string number;
  WindowId window;
  Instant at;
  bool operator==(const NoShow&) const = default;
};
BOOST_DESCRIBE_STRUCT(NoShow, (), (ticket, number, window, at))

struct Voided {
  TicketId ticket;
  std::string number;
  WindowId window;
  bool current = false;  // It was the window's current ticket.
  std::string reason;
  Instant at;
  bool operator==(const Voided&) const = default;
};
BOOST_DESCRIBE_STRUCT(Voided, (), (ticket, number, window, current, reason, at))

struct Parked {
  TicketId ticket;
  std::string number;
  WindowId window;
  Duration served{};  // Service time so far, from a service that had begun.
  Instant at;
  bool operator==(const Parked&) const = default;
};
BOOST_DESCRIBE_STRUCT(Parked, (), (ticket, number, window, served, at))

struct Unparked {
  TicketId ticket;
  std::string number;
  WindowId window;
  Instant effective;  // Seniority without the parked time.
  Instant at;
  bool operator==(const Unparked&) const = default;
};
BOOST_DESCRIBE_STRUCT(Unparked, (), (ticket, number, window, effective, at))

struct Transferred {
  TicketId ticket;
  std::string number;
  WindowId window;  // Where it was.
  ServiceId from_service;
  std::optional<WindowId> to_window;  // Bound to it from now on.
  ServiceId service;                  // What it waits for from now on.
  bool front = false;
  bool was_serving = false;  // The origin's service ended and counts there.
  Duration served{};
  Instant at;
  std::optional<Instant> bound_until = {};  // Then it is all windows' that serve its service.
  std::optional<StaffId> to_staff = {};     // Bound to them in place of a window.
  bool operator==(const Transferred&) const = default;
};
BOOST_DESCRIBE_STRUCT(Transferred, (),
                      (ticket, number, window, from_service, to_window, service, front, was_serving,
                       served, at, bound_until, to_staff))

// The acts that a window can take back.
enum class Act { call, start, finish, no_show, void_, park, transfer };
BOOST_DESCRIBE_ENUM(Act, call, start, finish, no_show, void_, park, transfer)

struct Undone {
  TicketId ticket;
  std::string number;
  WindowId window;
  Act act = Act::call;
  Standing back;         // As the ticket stands again.
  bool current = false;  // It is the window's current ticket again.
  Instant at;
  bool operator==(const Undone&) const = default;
};
BOOST_DESCRIBE_STRUCT(Undone, (), (ticket, number, window, act, back, current, at))

struct WindowOpened {
  WindowId window;
  StaffId staff;
  Instant at;
  bool operator==(const WindowOpened&) const = default;
};
BOOST_DESCRIBE_STRUCT(WindowOpened, (), (window, staff, at))

struct WindowClosed {
  WindowId window;
  std::vector<TicketId> released;  // Were bound to it or who left, and wait for all windows now.
  Instant at;
  bool operator==(const WindowClosed&) const = default;
};
BOOST_DESCRIBE_STRUCT(WindowClosed, (), (window, released, at))

// A pause was asked while a ticket was current; WindowPaused follows when that ticket is settled.
struct PauseAsked {
  WindowId window;
  std::string reason;
  Instant at;
  bool operator==(const PauseAsked&) const = default;
};
BOOST_DESCRIBE_STRUCT(PauseAsked, (), (window, reason, at))

struct PauseWithdrawn {
  WindowId window;
  Instant at;
  bool operator==(const PauseWithdrawn&) const = default;
};
BOOST_DESCRIBE_STRUCT(PauseWithdrawn, (), (window, at))

struct WindowPaused {
  WindowId window;
  std::string reason;
  Instant at;
  bool operator==(const WindowPaused&) const = default;
};
BOOST_DESCRIBE_STRUCT(WindowPaused, (), (window, reason, at))

struct WindowResumed {
  WindowId window;
  Instant at;
  bool operator==(const WindowResumed&) const = default;
};
BOOST_DESCRIBE_STRUCT(WindowResumed, (), (window, at))

// The hall lets people take tickets, or no longer; who has one is served.
struct DoorsOpened {
  Instant at;
  bool operator==(const DoorsOpened&) const = default;
};
BOOST_DESCRIBE_STRUCT(DoorsOpened, (), (at))

struct DoorsClosed {
  Instant at;
  bool operator==(const DoorsClosed&) const = default;
};
BOOST_DESCRIBE_STRUCT(DoorsClosed, (), (at))

struct DayEnded {
  Day day;
  Day next;  // The one that begins; days on which nothing happened are skipped.
  std::vector<TicketId> unserved;  // Open until now, in order of issue.
  std::vector<WindowId> cleared;   // Windows that lost their current ticket so.
  Instant at;
  std::vector<TicketId> carried = {};  // Stand as they stood, with their numbers.
  bool operator==(const DayEnded&) const = default;
};
BOOST_DESCRIBE_STRUCT(DayEnded, (), (day, next, unserved, cleared, at, carried))

// A rule of the house broke over this ticket, twice: it stands aside, with its evidence, until a
// person lets it go on, and the line goes on without it.
struct TicketSetAside {
  TicketId ticket;
  std::string number;
  std::optional<WindowId> window;  // Whose current ticket it was.
  Duration served{};               // Service time so far, from a service that had begun.
  std::string why;                 // For whoever mends the rule. No personal data.
  Instant at;
  bool operator==(const TicketSetAside&) const = default;
};
BOOST_DESCRIBE_STRUCT(TicketSetAside, (), (ticket, number, window, served, why, at))

struct TicketReleased {
  TicketId ticket;
  std::string number;
  Status back = Status::waiting;  // waiting, parked or no_show.
  std::optional<WindowId> bound;  // Waits for this window only.
  Instant at;
  bool operator==(const TicketReleased&) const = default;
};
BOOST_DESCRIBE_STRUCT(TicketReleased, (), (ticket, number, back, bound, at))

// A strategy for some or all windows, from the next call on.
struct StrategySet {
  std::vector<WindowId> windows;     // None: all of them.
  std::optional<Strategy> strategy;  // None: as the hall's definition says.
  Instant at;
  bool operator==(const StrategySet&) const = default;
};
BOOST_DESCRIBE_STRUCT(StrategySet, (), (windows, strategy, at))

// Have waited long enough for the one that they were bound to.
struct Unbound {
  std::vector<TicketId> tickets;
  Instant at;
  bool operator==(const Unbound&) const = default;
};
BOOST_DESCRIBE_STRUCT(Unbound, (), (tickets, at))

using Event =
    std::variant<Configured, Issued, Called, Recalled, Started, Finished, NoShow, Voided, Parked,
                 Unparked, Transferred, Undone, WindowOpened, WindowClosed, PauseAsked,
                 PauseWithdrawn, WindowPaused, WindowResumed, DoorsOpened, DoorsClosed, DayEnded,
                 TicketSetAside, TicketReleased, StrategySet, ServiceFinished, VisitPlanned,
                 Reminded, Returned, MessagesSet, BlockLeased, LeaseEnded, Unbound>;

}  // namespace atrium::waiting_room
