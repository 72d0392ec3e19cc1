// One ticket machine: the slips it is to print and what it last said about itself. A print that
// fails keeps the number: the slip stays wished until the machine says that it is out, and a
// reprint makes no new number.
#pragma once

#include "runtime/core/context.hpp"
#include "runtime/core/decision.hpp"
#include "runtime/core/ids.hpp"

#include <boost/describe.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace atrium::ticket_machine {

inline constexpr std::size_t slips_max = 100;      // Waiting to be printed.
inline constexpr std::size_t printed_listed = 20;  // Last sequences reported printed.

enum class Paper { ok, low, out };
BOOST_DESCRIBE_ENUM(Paper, ok, low, out)

struct Slip {
  TicketId ticket;
  std::string number;
  ServiceId service;
  int ahead = 0;
  Instant issued_at;
  int sequence = 0;  // Grows with every slip; given by the machine's entity.
  bool operator==(const Slip&) const = default;
};
BOOST_DESCRIBE_STRUCT(Slip, (), (ticket, number, service, ahead, issued_at, sequence))

struct Print {
  TicketId ticket;
  std::string number;
  ServiceId service;
  int ahead = 0;
  Instant issued_at;
};
struct Reprint {
  TicketId ticket;
  std::string number;
  ServiceId service;
  int ahead = 0;
  Instant issued_at;
};
struct ClearSlips {};  // The day is over: nobody waits for these any more.
struct Report {        // The machine; what is absent has not changed.
  std::vector<int> printed;
  std::optional<Paper> paper;
  std::optional<bool> online;
};
using Command = std::variant<Print, Reprint, ClearSlips, Report>;

struct Overview {};
using Query = std::variant<Overview>;

BOOST_DESCRIBE_STRUCT(Print, (), (ticket, number, service, ahead, issued_at))
BOOST_DESCRIBE_STRUCT(Reprint, (), (ticket, number, service, ahead, issued_at))
BOOST_DESCRIBE_STRUCT(ClearSlips, (), ())
BOOST_DESCRIBE_STRUCT(Report, (), (printed, paper, online))
BOOST_DESCRIBE_STRUCT(Overview, (), ())

// Stored for ever: never edit an event, add a new one.
struct SlipOrdered {
  Slip slip;
  bool again = false;  // A reprint.
  Instant at;
  bool operator==(const SlipOrdered&) const = default;
};
struct SlipPrinted {
  int sequence = 0;
  TicketId ticket;
  Instant at;
  bool operator==(const SlipPrinted&) const = default;
};
struct SlipsCleared {
  Instant at;
  bool operator==(const SlipsCleared&) const = default;
};
struct PaperReported {
  Paper paper = Paper::ok;
  Instant at;
  bool operator==(const PaperReported&) const = default;
};
struct PresenceReported {
  bool online = true;
  Instant at;
  bool operator==(const PresenceReported&) const = default;
};
BOOST_DESCRIBE_STRUCT(SlipOrdered, (), (slip, again, at))
BOOST_DESCRIBE_STRUCT(SlipPrinted, (), (sequence, ticket, at))
BOOST_DESCRIBE_STRUCT(SlipsCleared, (), (at))
BOOST_DESCRIBE_STRUCT(PaperReported, (), (paper, at))
BOOST_DESCRIBE_STRUCT(PresenceReported, (), (online, at))
using Event = std::variant<SlipOrdered, SlipPrinted, SlipsCleared, PaperReported, PresenceReported>;

struct Desired {
  std::vector<Slip> slips;  // Oldest first.
  bool operator==(const Desired&) const = default;
};
struct Reported {
  std::vector<int> printed;  // Last sequences, oldest first.
  Paper paper = Paper::ok;
  bool online = false;  // Until it is first heard of.
  bool operator==(const Reported&) const = default;
};
BOOST_DESCRIBE_STRUCT(Desired, (), (slips))
BOOST_DESCRIBE_STRUCT(Reported, (), (printed, paper, online))

struct State {
  Desired desired;
  Reported reported;
  int sequence = 0;  // Of the last slip.
  bool operator==(const State&) const = default;
};
BOOST_DESCRIBE_STRUCT(State, (), (desired, reported, sequence))
using Saved = State;
inline constexpr std::uint16_t saved_schema = 1;

struct DeviceView {
  Desired desired;
  Reported reported;
  bool in_step = true;
};
BOOST_DESCRIBE_STRUCT(DeviceView, (), (desired, reported, in_step))
using Answer = std::variant<DeviceView>;

Decision<Event> decide(const State&, const Command&, const Context&);
void evolve(State&, const Event&);
Answer reply(const State&, const Command&, const std::vector<Event>&, const Context&);
std::variant<Answer, Refusal> look(const State&, const Query&, Instant now);
Saved save(const State&);
State load(const Saved&);

struct Entity {
  using State = ticket_machine::State;
  using Command = ticket_machine::Command;
  using Query = ticket_machine::Query;
  using Event = ticket_machine::Event;
  using Answer = ticket_machine::Answer;
  using Saved = ticket_machine::Saved;
  static constexpr std::string_view kind = "ticket_machine";
};

}  // namespace atrium::ticket_machine
