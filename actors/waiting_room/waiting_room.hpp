// All lines of one hall: number series, every ticket of the day, each window's intake, services and
// current ticket, and who is next. Every calling act is one command here, hence one commit. Values
// and pure functions only. The rules stand by topic in the .cpp files beside this one.
#pragma once

#include "actors/waiting_room/commands.hpp"
#include "actors/waiting_room/events.hpp"
#include "actors/waiting_room/lines.hpp"
#include "actors/waiting_room/views.hpp"
#include "runtime/core/context.hpp"
#include "runtime/core/decision.hpp"

#include <boost/describe.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace atrium::waiting_room {

// What is known.

enum class Intake { closed, open, paused };
BOOST_DESCRIBE_ENUM(Intake, closed, open, paused)

// Enough to take a window's last act back.
struct LastAct {
  Act act = Act::call;
  TicketId ticket;
  Standing before;  // Of the ticket.
  Standing after;   // Undone only while the ticket still stands so.
  Instant at;
  std::vector<Turn> turns = {};  // Of the alternation, before a call that took one …
  bool took_turn = false;        // … as long as nobody else has taken one since.
  bool operator==(const LastAct&) const = default;
};
BOOST_DESCRIBE_STRUCT(LastAct, (), (act, ticket, before, after, at, turns, took_turn))

struct Window {
  WindowId window;
  Intake intake = Intake::closed;
  std::optional<StaffId> staff;
  std::optional<std::string> pause_asked;  // Takes effect when the current ticket is settled.
  std::string reason;                      // Of the pause in force.
  std::optional<TicketId> current;
  std::optional<Instant> since;
  int served = 0;
  std::optional<LastAct> last;
  std::optional<Strategy> strategy;  // Set while the hall runs, in place of the definition's.
  std::vector<Turn> turns;           // Of an alternation of its own.
  bool operator==(const Window&) const = default;
};
BOOST_DESCRIBE_STRUCT(Window, (),
                      (window, intake, staff, pause_asked, reason, current, since, served, last,
                       strategy, turns))

struct TakenIn {
  std::uint64_t position = 0;
  int value = 0;
  bool operator==(const TakenIn&) const = default;
};
BOOST_DESCRIBE_STRUCT(TakenIn, (), (position, value))

struct Lease {
  std::string lease;
  std::string terminal;
  std::uint64_t epoch = 0;
  SeriesId series;
  int first = 0;
  int last = 0;
  Instant at;
  Instant until;
  std::vector<TakenIn> taken_in;
  bool ended = false;
  bool operator==(const Lease&) const = default;
};
BOOST_DESCRIBE_STRUCT(Lease, (),
                      (lease, terminal, epoch, series, first, last, at, until, taken_in, ended))

struct SeriesCount {
  SeriesId series;
  int issued = 0;
  int last = 0;    // Highest number of the day, if any was issued or leased.
  int leased = 0;  // Numbers ever leased today.
  bool operator==(const SeriesCount&) const = default;
};
BOOST_DESCRIBE_STRUCT(SeriesCount, (), (series, issued, last, leased))

struct ServiceCount {
  ServiceId service;
  int issued = 0;
  int served = 0;      // Service times that ended, a transfer's origin included.
  Duration serving{};  // Their sum.
  bool operator==(const ServiceCount&) const = default;
};
BOOST_DESCRIBE_STRUCT(ServiceCount, (), (service, issued, served, serving))

// Everything that a snapshot must hold.
struct Facts {
  std::optional<Configuration> configuration;
  Day day;
  bool doors_open = true;              // A hall stands open until it is closed.
  std::vector<Ticket> tickets;         // Of the day, in order of issue.
  std::vector<Ticket> past;            // Of the day before.
  std::vector<Window> windows;         // As configured.
  std::vector<SeriesCount> series;     // As configured.
  std::vector<ServiceCount> services;  // As configured.
  std::vector<Turn> turns;             // Of the hall's alternation.
  std::vector<Lease> leases;           // Of the day, in order.
  bool messages = false;               // Calls go to their holders' phones too.
  bool operator==(const Facts&) const = default;
};
BOOST_DESCRIBE_STRUCT(Facts, (),
                      (configuration, day, doors_open, tickets, past, windows, series, services,
                       turns, leases, messages))

struct State {
  Facts facts;
  Index index;    // Derived from the facts.
  Counts counts;  // Of the day's tickets by status; derived as well.
};

using Saved = Facts;
inline constexpr std::uint16_t saved_schema = 5;  // 4: bonds to staff. 5: turns of the last call.

// What it does.

struct Due {
  Instant at;
  Command command;
};

Decision<Event> decide(const State&, const Command&, const Context&);
void evolve(State&, const Event&);
Answer reply(const State&, const Command&, const std::vector<Event>&, const Context&);
std::variant<Answer, Refusal> look(const State&, const Query&, Instant now);
std::optional<Due> due(const State&);  // The end of a bond, or of the business day.
Saved save(const State&);
State load(const Saved&);
bool wants_snapshot(const Event&);  // After each day's end, when the state is small.

// For the shell, after a defect. The id of the ticket that a command is about: the one it names,
// the window's current one, or the one that would be called next. Nothing when it is about no
// ticket of the day. Both throw nothing, whatever the rules do to this state.
std::optional<std::string> suspect(const State&, const Command&, Instant now) noexcept;
Command set_aside(const std::string& subject, const std::string& why);

struct Entity {
  using State = waiting_room::State;
  using Command = waiting_room::Command;
  using Query = waiting_room::Query;
  using Event = waiting_room::Event;
  using Answer = waiting_room::Answer;
  using Saved = waiting_room::Saved;
  using Due = waiting_room::Due;
  static constexpr std::uint16_t saved_schema = waiting_room::saved_schema;
  // Here, since no argument of it leads to this namespace.
  static Command set_aside(const std::string& subject, const std::string& why) {
    return waiting_room::set_aside(subject, why);
  }
  static constexpr std::string_view kind = "waiting_room";
};

}  // namespace atrium::waiting_room
