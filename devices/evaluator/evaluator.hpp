// The tablet that asks a citizen for a rating while a visit has just ended. It holds the question,
// not the rating (actors/evaluation does): a question that times out is no rating.
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

namespace atrium::evaluator {

struct Question {
  WindowId window;
  TicketId ticket;  // Empty when nothing is asked.
  std::string number;
  StaffId clerk;
  int sequence = 0;  // Grows with every change of the wish; 0 = nothing was ever asked.
  bool operator==(const Question&) const = default;
};
BOOST_DESCRIBE_STRUCT(Question, (), (window, ticket, number, clerk, sequence))

struct AskRating {
  WindowId window;
  TicketId ticket;
  std::string number;
  StaffId clerk;
};
struct Withdraw {
  TicketId ticket;
};  // Rated, or the visit goes on after all; empty: whatever is asked.
struct Report {
  int sequence = 0;
  bool timed_out = false;
};  // The device: I show this, or nobody answered it.
using Command = std::variant<AskRating, Withdraw, Report>;

struct Overview {};
using Query = std::variant<Overview>;

BOOST_DESCRIBE_STRUCT(AskRating, (), (window, ticket, number, clerk))
BOOST_DESCRIBE_STRUCT(Withdraw, (), (ticket))
BOOST_DESCRIBE_STRUCT(Report, (), (sequence, timed_out))
BOOST_DESCRIBE_STRUCT(Overview, (), ())

// Stored for ever: never edit an event, add a new one.
struct Asked {
  Question question;
  Instant at;
  bool operator==(const Asked&) const = default;
};
struct Withdrawn {
  TicketId ticket;
  int sequence = 0;
  Instant at;
  bool operator==(const Withdrawn&) const = default;
};
struct Shown {
  int sequence = 0;
  Instant at;
  bool operator==(const Shown&) const = default;
};
struct TimedOut {
  TicketId ticket;
  int sequence = 0;  // Of the wish from now on, which asks nothing.
  Instant at;
  bool operator==(const TimedOut&) const = default;
};
BOOST_DESCRIBE_STRUCT(Asked, (), (question, at))
BOOST_DESCRIBE_STRUCT(Withdrawn, (), (ticket, sequence, at))
BOOST_DESCRIBE_STRUCT(Shown, (), (sequence, at))
BOOST_DESCRIBE_STRUCT(TimedOut, (), (ticket, sequence, at))
using Event = std::variant<Asked, Withdrawn, Shown, TimedOut>;

struct Progress {
  int sequence = 0;  // The last wish that the device said it shows.
  bool operator==(const Progress&) const = default;
};
BOOST_DESCRIBE_STRUCT(Progress, (), (sequence))

struct State {
  Question desired;
  Progress reported;
  bool operator==(const State&) const = default;
};
BOOST_DESCRIBE_STRUCT(State, (), (desired, reported))
using Saved = State;
inline constexpr std::uint16_t saved_schema = 1;

struct DeviceView {
  Question desired;
  Progress reported;
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
  using State = evaluator::State;
  using Command = evaluator::Command;
  using Query = evaluator::Query;
  using Event = evaluator::Event;
  using Answer = evaluator::Answer;
  using Saved = evaluator::Saved;
  static constexpr std::string_view kind = "evaluator";
};

}  // namespace atrium::evaluator
