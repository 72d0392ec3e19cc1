// What a waiting room answers. The field names are the JSON that edges return (contract: GET
// /halls/{hall} and others); names, zones and places come from the hall definition and are added
// there. No personal data in clear.
#pragma once

#include "actors/waiting_room/configuration.hpp"
#include "actors/waiting_room/estimates.hpp"
#include "actors/waiting_room/ticket.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace atrium::waiting_room {

// Why a parked ticket stands aside.
struct AsideView {
  std::string why;
  Instant at;
  bool operator==(const AsideView&) const = default;
};
BOOST_DESCRIBE_STRUCT(AsideView, (), (why, at))

struct TicketView {
  TicketId id;
  std::string number;
  ServiceId service;
  Status status = Status::waiting;
  std::optional<WindowId> window;
  std::optional<int> ahead;  // None once it does not wait.
  // As last told; none when it does not wait, no open window serves it, or nobody forecasts.
  std::optional<Wait> wait;
  int calls = 0;
  int priority = 0;
  std::string channel;
  std::optional<std::string> holder;  // Masked: the first character of the name and "*".
  bool booked = false;
  std::optional<WindowId> bound;       // Waits for this window alone …
  std::optional<StaffId> bound_staff;  // … or for this member of staff.
  Instant issued_at;
  std::optional<Instant> called_at;
  std::optional<Instant> started_at;
  std::optional<Instant> finished_at;
  std::optional<AsideView> set_aside;  // Only while it is parked so.
  std::optional<Why> why;              // Of its last call, where the ticket itself is asked for.
  std::vector<ServiceId> next;         // Still to do after this service.
};
BOOST_DESCRIBE_STRUCT(TicketView, (),
                      (id, number, service, status, window, ahead, wait, calls, priority, channel,
                       holder, booked, bound, bound_staff, issued_at, called_at, started_at,
                       finished_at, set_aside, why, next))

// Who would be called now, and why.
struct NextView {
  TicketId ticket;
  std::string number;
  Why why;
};
BOOST_DESCRIBE_STRUCT(NextView, (), (ticket, number, why))

// How a window calls, and whether that was set while the hall runs.
struct StrategyView {
  Strategy in_force;
  bool set = false;
};
BOOST_DESCRIBE_STRUCT(StrategyView, (), (in_force, set))

// closed and paused only with no current ticket: a pause lets the running service finish.
enum class WindowState { closed, idle, called, serving, paused };
BOOST_DESCRIBE_ENUM(WindowState, closed, idle, called, serving, paused)

struct WindowView {
  WindowId window;
  WindowState state = WindowState::closed;
  std::optional<StaffId> staff;
  std::string reason;  // Of the pause, in force or asked.
  bool pausing = false;
  std::optional<Instant> since;  // When it came into this state; none = never used.
  std::vector<ServiceId> services;
  std::optional<TicketView> ticket;
  int waiting = 0;  // Tickets that it may call.
  int served = 0;   // Today.
  // Where the window itself is asked for:
  std::optional<NextView> next;  // None when it is closed, or nobody competes.
  std::optional<StrategyView> strategy;
};
BOOST_DESCRIBE_STRUCT(WindowView, (),
                      (window, state, staff, reason, pausing, since, services, ticket, waiting,
                       served, next, strategy))

struct ServiceView {
  ServiceId service;
  SeriesId series;
  int waiting = 0;
  int longest_wait_s = 0;
  std::optional<Wait> wait;  // Of somebody who takes a ticket now; none = no open window serves it.
  int windows_open = 0;
  int issued = 0;
  int served = 0;
  bool accepting = false;
  std::string refusal;  // "" when accepting, else "no_window", "limit" or "closed".
};
BOOST_DESCRIBE_STRUCT(ServiceView, (),
                      (service, series, waiting, longest_wait_s, wait, windows_open, issued, served,
                       accepting, refusal))

struct Counts {
  int issued = 0;
  int waiting = 0;
  int called = 0;
  int serving = 0;
  int parked = 0;
  int done = 0;
  int no_show = 0;
  int void_ = 0;
  int unserved = 0;
  int carried = 0;  // Came over from the day before, in whatever state they are now.
  bool operator==(const Counts&) const = default;
};
BOOST_DESCRIBE_STRUCT(Counts, (),
                      (issued, waiting, called, serving, parked, done, no_show, void_, unserved,
                       carried))

struct FloorView {
  std::string day;  // "2026-11-21"
  bool open = false;
  Instant as_of;
  std::vector<WindowView> windows;
  std::vector<ServiceView> services;
  Counts counts;
  std::vector<TicketView> lines;      // The first who wait, in calling order, at most lines_listed.
  std::vector<TicketView> set_aside;  // In order of issue, at most lines_listed.
  std::vector<Strategy> strategies;   // That a window may be given by name.
};
BOOST_DESCRIBE_STRUCT(FloorView, (),
                      (day, open, as_of, windows, services, counts, lines, set_aside, strategies))

struct TicketsView {
  std::vector<TicketView> tickets;
};
BOOST_DESCRIBE_STRUCT(TicketsView, (), (tickets))

// What an evaluation must know of the visit.
struct ServedView {
  TicketId ticket;
  std::string number;
  WindowId window;
  StaffId staff;
  ServiceId service;
  Instant finished_at;
};
BOOST_DESCRIBE_STRUCT(ServedView, (), (ticket, number, window, staff, service, finished_at))

// A ticket's last call, and why it was that ticket's turn.
struct CallView {
  TicketId ticket;
  std::string number;
  ServiceId service;
  WindowId window;
  Instant at;
  Why why;
};
BOOST_DESCRIBE_STRUCT(CallView, (), (ticket, number, service, window, at, why))

struct CallsView {
  std::vector<CallView> calls;  // The latest first.
};
BOOST_DESCRIBE_STRUCT(CallsView, (), (calls))

struct DayView {
  std::string day;
  bool open = false;
};
BOOST_DESCRIBE_STRUCT(DayView, (), (day, open))

// Numbers "A101" to "A120", for a terminal that may be cut off.
struct LeaseView {
  std::string lease;
  std::string terminal;
  std::uint64_t epoch = 0;
  SeriesId series;
  std::string prefix;
  int digits = 3;
  int first = 0;
  int last = 0;
  Instant until;
  int taken_in = 0;
  bool ended = false;
};
BOOST_DESCRIBE_STRUCT(LeaseView, (),
                      (lease, terminal, epoch, series, prefix, digits, first, last, until, taken_in,
                       ended))

struct LeasesView {
  std::vector<LeaseView> leases;
};
BOOST_DESCRIBE_STRUCT(LeasesView, (), (leases))

using Answer = std::variant<TicketView, WindowView, FloorView, TicketsView, ServedView, DayView,
                            CallsView, LeaseView, LeasesView, Configuration>;

}  // namespace atrium::waiting_room
