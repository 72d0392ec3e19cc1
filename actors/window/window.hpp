// The people at one window and the texts it shows: it follows the waiting room, which decides about
// intake and tickets. Following says again what may already be known, so what is so already adds
// nothing and is never refused.
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

namespace atrium::window {

struct FollowOpened {
  StaffId staff;
  Instant since;
};
struct FollowClosed {
  Instant since;
};
struct FollowPaused {
  std::string reason;
  Instant since;
};
struct FollowResumed {
  Instant since;
};
struct SetText {
  std::string text;
};  // Shown when paused without a reason of its own, e.g. "staff away".
using Command = std::variant<FollowOpened, FollowClosed, FollowPaused, FollowResumed, SetText>;

struct Overview {};
using Query = std::variant<Overview>;

BOOST_DESCRIBE_STRUCT(FollowOpened, (), (staff, since))
BOOST_DESCRIBE_STRUCT(FollowClosed, (), (since))
BOOST_DESCRIBE_STRUCT(FollowPaused, (), (reason, since))
BOOST_DESCRIBE_STRUCT(FollowResumed, (), (since))
BOOST_DESCRIBE_STRUCT(SetText, (), (text))
BOOST_DESCRIBE_STRUCT(Overview, (), ())

// Stored for ever: never edit an event, add a new one. `at` is when it happened in the waiting
// room.
struct Staffed {
  StaffId staff;
  Instant at;
  bool operator==(const Staffed&) const = default;
};
struct Left {
  StaffId staff;
  Instant at;
  bool operator==(const Left&) const = default;
};
struct Paused {
  std::string reason;
  Instant at;
  bool operator==(const Paused&) const = default;
};
struct Resumed {
  Instant at;
  bool operator==(const Resumed&) const = default;
};
struct TextSet {
  std::string text;
  Instant at;
  bool operator==(const TextSet&) const = default;
};
BOOST_DESCRIBE_STRUCT(Staffed, (), (staff, at))
BOOST_DESCRIBE_STRUCT(Left, (), (staff, at))
BOOST_DESCRIBE_STRUCT(Paused, (), (reason, at))
BOOST_DESCRIBE_STRUCT(Resumed, (), (at))
BOOST_DESCRIBE_STRUCT(TextSet, (), (text, at))
using Event = std::variant<Staffed, Left, Paused, Resumed, TextSet>;

struct State {
  std::optional<StaffId> staff;  // Who is at it; none = closed.
  bool paused = false;
  std::string reason;
  std::string text;
  std::optional<Instant> since;  // Of the people or the pause, whichever is later.
  bool operator==(const State&) const = default;
};
BOOST_DESCRIBE_STRUCT(State, (), (staff, paused, reason, text, since))
using Saved = State;
inline constexpr std::uint16_t saved_schema = 1;

struct AttendanceView {
  std::optional<StaffId> staff;
  bool paused = false;
  std::string reason;
  std::string text;
  std::optional<Instant> since;
};
BOOST_DESCRIBE_STRUCT(AttendanceView, (), (staff, paused, reason, text, since))
using Answer = std::variant<AttendanceView>;

Decision<Event> decide(const State&, const Command&, const Context&);
void evolve(State&, const Event&);
Answer reply(const State&, const Command&, const std::vector<Event>&, const Context&);
std::variant<Answer, Refusal> look(const State&, const Query&, Instant now);
Saved save(const State&);
State load(const Saved&);

struct Entity {
  using State = window::State;
  using Command = window::Command;
  using Query = window::Query;
  using Event = window::Event;
  using Answer = window::Answer;
  using Saved = window::Saved;
  static constexpr std::string_view kind = "window";
};

}  // namespace atrium::window
