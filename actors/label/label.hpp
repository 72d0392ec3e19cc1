// The label on one visit's papers: scanned at receipt, at handling and at the notice of completion,
// each stamps its time, in this order and once. It outlives the ticket's day, since papers take
// longer than visits. Values and pure functions only.
#pragma once

#include "runtime/core/context.hpp"
#include "runtime/core/decision.hpp"
#include "runtime/core/ids.hpp"

#include <boost/describe.hpp>

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace atrium::label {

enum class Step { receipt, handling, completion };
BOOST_DESCRIBE_ENUM(Step, receipt, handling, completion)

// What may be asked. That there is such a ticket is a fact of the waiting room's, which comes along
// with the first stamp.
struct Stamp {
  TicketId ticket;
  Step step = Step::receipt;
  WindowId window;     // Where it was scanned; empty: not at a window.
  bool known = false;  // The waiting room knows the ticket.
};
// Scanned by mistake: the last stamp is taken back.
struct Withdraw {
  Step step = Step::receipt;
};
using Command = std::variant<Stamp, Withdraw>;

struct Stamps {};
using Query = std::variant<Stamps>;

BOOST_DESCRIBE_STRUCT(Stamp, (), (ticket, step, window, known))
BOOST_DESCRIBE_STRUCT(Withdraw, (), (step))
BOOST_DESCRIBE_STRUCT(Stamps, (), ())

// What is true from now on. Stored for ever: never edit an event, add a new one.
struct Stamped {
  TicketId ticket;
  Step step = Step::receipt;
  WindowId window;
  Instant at;
  bool operator==(const Stamped&) const = default;
};
BOOST_DESCRIBE_STRUCT(Stamped, (), (ticket, step, window, at))
struct StampWithdrawn {
  TicketId ticket;
  Step step = Step::receipt;
  Instant at;
  bool operator==(const StampWithdrawn&) const = default;
};
BOOST_DESCRIBE_STRUCT(StampWithdrawn, (), (ticket, step, at))
using Event = std::variant<Stamped, StampWithdrawn>;

struct State {
  std::vector<Stamped> stamps;  // In the order of the steps.
  bool operator==(const State&) const = default;
};
BOOST_DESCRIBE_STRUCT(State, (), (stamps))
using Saved = State;
inline constexpr std::uint16_t saved_schema = 1;

struct StampView {
  Step step = Step::receipt;
  WindowId window;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(StampView, (), (step, window, at))
struct LabelView {
  TicketId ticket;
  std::vector<StampView> stamps;
};
BOOST_DESCRIBE_STRUCT(LabelView, (), (ticket, stamps))
using Answer = std::variant<LabelView>;

Decision<Event> decide(const State&, const Command&, const Context&);
void evolve(State&, const Event&);
Answer reply(const State&, const Command&, const std::vector<Event>&, const Context&);
std::variant<Answer, Refusal> look(const State&, const Query&, Instant now);
Saved save(const State&);
State load(const Saved&);

struct Entity {
  using State = label::State;
  using Command = label::Command;
  using Query = label::Query;
  using Event = label::Event;
  using Answer = label::Answer;
  using Saved = label::Saved;
  static constexpr std::string_view kind = "label";
};

}  // namespace atrium::label
