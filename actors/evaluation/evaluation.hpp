// What one visit thinks of how it was served: at most one rating, given by the citizen.
// Values and pure functions only: no clock, no I/O, no actor.
#pragma once

#include "runtime/core/context.hpp"
#include "runtime/core/decision.hpp"
#include "runtime/core/ids.hpp"
#include "runtime/core/personal.hpp"

#include <boost/describe.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace atrium::evaluation {

inline constexpr int level_min = 1;  // Very dissatisfied.
inline constexpr int level_max =
    5;  // Very satisfied (the deployed polarity; GB/T 39046 is the reverse).
inline constexpr int poor_max = 2;  // Up to here a rating is poor (差评) and is followed up.
inline constexpr std::size_t tags_max = 8;  // As many as the public option list has per level.

// What may be asked. Facts that others own (was the visit served, by whom) come along.
struct Served {
  TicketId ticket;
  WindowId window;
  StaffId staff;
};
struct Give {
  int level = 0;
  std::vector<std::string> tags;
  std::string text;
  std::optional<Served> served;
};
using Command = std::variant<Give>;

struct Rating {};
using Query = std::variant<Rating>;

BOOST_DESCRIBE_STRUCT(Served, (), (ticket, window, staff))
BOOST_DESCRIBE_STRUCT(Give, (), (level, tags, text, served))
BOOST_DESCRIBE_STRUCT(Rating, (), ())

// What is true from now on. Stored for ever: never edit an event, add a new one.
struct Given {
  TicketId ticket;
  WindowId window;
  StaffId staff;
  int level = 0;
  std::vector<std::string> tags;
  Personal<std::string> text;  // People write names and numbers into it.
  Instant at;
  bool operator==(const Given&) const = default;
};
BOOST_DESCRIBE_STRUCT(Given, (), (ticket, window, staff, level, tags, text, at))

// Somebody must look into a poor rating: begins at once, in the rating's own commit.
struct FollowUpOpened {
  TicketId ticket;
  WindowId window;
  int level = 0;
  Instant at;
  bool operator==(const FollowUpOpened&) const = default;
};
BOOST_DESCRIBE_STRUCT(FollowUpOpened, (), (ticket, window, level, at))
using Event = std::variant<Given, FollowUpOpened>;

struct State {
  std::optional<Given> given;
  bool follow_up = false;  // Open.
  bool operator==(const State&) const = default;
};
BOOST_DESCRIBE_STRUCT(State, (), (given, follow_up))
using Saved = State;
inline constexpr std::uint16_t saved_schema = 1;

struct RatingView {
  TicketId ticket;
  WindowId window;
  int level = 0;
  std::vector<std::string> tags;
  Instant given_at;
};
BOOST_DESCRIBE_STRUCT(RatingView, (), (ticket, window, level, tags, given_at))
using Answer = std::variant<RatingView>;

Decision<Event> decide(const State&, const Command&, const Context&);
void evolve(State&, const Event&);
Answer reply(const State&, const Command&, const std::vector<Event>&, const Context&);
std::variant<Answer, Refusal> look(const State&, const Query&, Instant now);
Saved save(const State&);
State load(const Saved&);

struct Entity {
  using State = evaluation::State;
  using Command = evaluation::Command;
  using Query = evaluation::Query;
  using Event = evaluation::Event;
  using Answer = evaluation::Answer;
  using Saved = evaluation::Saved;
  static constexpr std::string_view kind = "evaluation";
};

}  // namespace atrium::evaluation
