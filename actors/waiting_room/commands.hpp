// What may be asked of the waiting room: commands, each a calling act or an act of the house, and
// queries. Limits of texts are in actors/limits.hpp.
#pragma once

#include "actors/waiting_room/configuration.hpp"
#include "actors/waiting_room/estimates.hpp"
#include "actors/waiting_room/ticket.hpp"

#include <boost/describe.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace atrium::waiting_room {

inline constexpr int priority_max = 9;
inline constexpr std::size_t services_max = 8;                  // Of one visit.
inline constexpr std::chrono::minutes lease_longest{24 * 60};
inline constexpr std::string_view virtual_channel = "virtual";  // Has no paper: is called quietly.
inline constexpr std::size_t overtaken_listed = 5;
inline constexpr std::size_t lines_listed = 20;
inline constexpr int tickets_listed = 50;       // Unless a query asks for another number …
inline constexpr int tickets_listed_max = 500;  // … up to this.

struct Configure {
  Configuration configuration;
};

struct Appointment {
  std::string id;
  Instant at;
};
struct Issue {
  ServiceId service;
  std::string channel;
  std::optional<DeviceId> machine;
  int priority = 0;
  std::optional<Holder> holder;
  std::optional<Appointment> appointment;
  std::optional<Wait> told = {};           // The wait that whoever gives the ticket tells with it.
  std::vector<ServiceId> next;             // More services of the same visit, in order.
  std::string journey;                     // In place of services: one of Configuration::journeys.
  std::optional<WindowId> to_window = {};  // Waits for this window alone …
  std::optional<StaffId> to_staff = {};    // … or for this member of staff.
};

struct CallNext {
  WindowId window;
};
// Special call: exactly this number (or ticket id), in waiting, parked or no-show state.
struct CallNumber {
  WindowId window;
  std::string number;
  std::string reason;
};
struct Recall {
  WindowId window;
};
struct Start {
  WindowId window;
};
struct Finish {
  WindowId window;
};
struct ReportNoShow {
  WindowId window;
};
// Without a number: the current ticket.
struct Void {
  WindowId window;
  std::string number;
  std::string reason;
};
struct Park {
  WindowId window;
};
struct Unpark {
  WindowId window;
  std::string number;
};
struct Transfer {
  WindowId window;
  std::optional<WindowId> to_window;
  std::optional<ServiceId> to_service;
  std::optional<StaffId> to_staff = {};  // In place of a window.
};
// What the current ticket's visit still has to do after the present service, in this order: adds,
// drops and reorders.
struct PlanVisit {
  WindowId window;
  std::vector<ServiceId> next;
};
struct Undo {
  WindowId window;
};

// The shell's, when a rule broke over this ticket (its id) twice: it stands aside, its window is
// free, `next` and special calls pass it by. It keeps number, seniority and the day's end.
struct SetAside {
  TicketId ticket;
  std::string why;
};
// A person's, once the rule is mended: back to where it stood; one that was at a window waits.
struct Release {
  TicketId ticket;
};

struct OpenWindow {
  WindowId window;
  StaffId staff;
};
struct CloseWindow {
  WindowId window;
};
struct PauseWindow {
  WindowId window;
  std::string reason;
};
struct ResumeWindow {
  WindowId window;
};

// From the next call on, until another is set: the strategy of that name, or this value; neither =
// as the hall's definition says.
struct SetStrategy {
  std::vector<WindowId> windows;  // None: all of them.
  std::string strategy;
  std::optional<Strategy> value;
};

// The hall's mode asks for messages, or no longer.
struct SetMessages {
  bool on = false;
};

// Who has few ahead by now and was not reminded: windows or strategies changed.
struct Remind {};

// Numbers that a terminal may give out by itself while it is cut off.
struct LeaseBlock {
  std::string terminal;
  std::uint64_t epoch = 0;
  ServiceId service;  // Of whose series.
  int count = 0;
  int minutes = 0;
};
// What it gave out, afterwards: once for each position of its journal, however often it is told.
struct TakeIn {
  std::string lease;
  std::uint64_t position = 0;
  int value = 0;
  ServiceId service;
  Instant at;
  int priority = 0;
  std::optional<Holder> holder;
};
// Everything was taken in; at the latest the day's end does it.
struct EndLease {
  std::string lease;
};

struct OpenDoors {};
struct CloseDoors {};
struct EndDay {};  // The timer's; whoever comes first after the turn of the day ends it as well.

struct Unbind {};  // The timer's: who was bound long enough is everybody's.

using Command =
    std::variant<Configure, Issue, CallNext, CallNumber, Recall, Start, Finish, ReportNoShow, Void,
                 Park, Unpark, Transfer, Undo, OpenWindow, CloseWindow, PauseWindow, ResumeWindow,
                 OpenDoors, CloseDoors, EndDay, SetAside, Release, SetStrategy, PlanVisit,
                 SetMessages, LeaseBlock, TakeIn, EndLease, Unbind, Remind>;

// The forecast's last figures, for answers to show; may be missing.
using LastEstimates = std::shared_ptr<const Estimates>;

struct Floor {
  LastEstimates estimates = {};
};
struct FindTicket {
  TicketId ticket;
  LastEstimates estimates = {};
};  // Of today or of the day before.
struct Tickets {
  std::optional<Status> status;
  std::optional<ServiceId> service;
  std::optional<std::string> number;
  int limit = tickets_listed;
  LastEstimates estimates = {};
};
struct WindowQuery {
  WindowId window;
};
struct Served {
  TicketId ticket;
};
// The last call of each ticket of today, with why: at most `limit` of them.
struct Calls {
  std::optional<WindowId> window;
  int limit = tickets_listed;
};
struct Leases {};
// Today's open tickets of whoever has this number, or this phone; empty = not known.
struct OfPerson {
  std::string id_number;
  std::string phone;
  LastEstimates estimates = {};
};
struct Rules {};  // The definition in force.
using Query =
    std::variant<Floor, FindTicket, Tickets, WindowQuery, Served, Calls, Leases, OfPerson, Rules>;

BOOST_DESCRIBE_STRUCT(Configure, (), (configuration))
BOOST_DESCRIBE_STRUCT(Appointment, (), (id, at))
BOOST_DESCRIBE_STRUCT(Issue, (),
                      (service, channel, machine, priority, holder, appointment, told, next,
                       journey, to_window, to_staff))
BOOST_DESCRIBE_STRUCT(CallNext, (), (window))
BOOST_DESCRIBE_STRUCT(CallNumber, (), (window, number, reason))
BOOST_DESCRIBE_STRUCT(Recall, (), (window))
BOOST_DESCRIBE_STRUCT(Start, (), (window))
BOOST_DESCRIBE_STRUCT(Finish, (), (window))
BOOST_DESCRIBE_STRUCT(ReportNoShow, (), (window))
BOOST_DESCRIBE_STRUCT(Void, (), (window, number, reason))
BOOST_DESCRIBE_STRUCT(Park, (), (window))
BOOST_DESCRIBE_STRUCT(Unpark, (), (window, number))
BOOST_DESCRIBE_STRUCT(Transfer, (), (window, to_window, to_service, to_staff))
BOOST_DESCRIBE_STRUCT(PlanVisit, (), (window, next))
BOOST_DESCRIBE_STRUCT(Undo, (), (window))
BOOST_DESCRIBE_STRUCT(SetAside, (), (ticket, why))
BOOST_DESCRIBE_STRUCT(Release, (), (ticket))
BOOST_DESCRIBE_STRUCT(OpenWindow, (), (window, staff))
BOOST_DESCRIBE_STRUCT(CloseWindow, (), (window))
BOOST_DESCRIBE_STRUCT(PauseWindow, (), (window, reason))
BOOST_DESCRIBE_STRUCT(ResumeWindow, (), (window))
BOOST_DESCRIBE_STRUCT(SetStrategy, (), (windows, strategy, value))
BOOST_DESCRIBE_STRUCT(SetMessages, (), (on))
BOOST_DESCRIBE_STRUCT(LeaseBlock, (), (terminal, epoch, service, count, minutes))
BOOST_DESCRIBE_STRUCT(TakeIn, (), (lease, position, value, service, at, priority, holder))
BOOST_DESCRIBE_STRUCT(EndLease, (), (lease))
BOOST_DESCRIBE_STRUCT(OpenDoors, (), ())
BOOST_DESCRIBE_STRUCT(CloseDoors, (), ())
BOOST_DESCRIBE_STRUCT(EndDay, (), ())
BOOST_DESCRIBE_STRUCT(Unbind, (), ())
BOOST_DESCRIBE_STRUCT(Remind, (), ())
BOOST_DESCRIBE_STRUCT(Floor, (), ())
BOOST_DESCRIBE_STRUCT(FindTicket, (), (ticket))
BOOST_DESCRIBE_STRUCT(Tickets, (), (status, service, number, limit))
BOOST_DESCRIBE_STRUCT(WindowQuery, (), (window))
BOOST_DESCRIBE_STRUCT(Served, (), (ticket))
BOOST_DESCRIBE_STRUCT(Calls, (), (window, limit))
BOOST_DESCRIBE_STRUCT(Leases, (), ())
BOOST_DESCRIBE_STRUCT(OfPerson, (), (id_number, phone))
BOOST_DESCRIBE_STRUCT(Rules, (), ())

}  // namespace atrium::waiting_room
