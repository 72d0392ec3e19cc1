// The hall as a whole: whether it lets people take tickets, how it calls them, and which definition
// it runs. It does not know lines (waiting_room) nor opening hours (whoever opens and closes it
// does).
#pragma once

#include "runtime/core/context.hpp"
#include "runtime/core/decision.hpp"
#include "runtime/core/time/zone.hpp"

#include <boost/describe.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace atrium::hall {

// Calls are spoken, sent silently to the holder, or both.
enum class Mode { voiced, silent, both };
BOOST_DESCRIBE_ENUM(Mode, voiced, silent, both)

// An entry of the definition, "services/tax/offered", as JSON; empty: not there.
struct Change {
  std::string at;
  std::string before;
  std::string after;
  bool operator==(const Change&) const = default;
};
BOOST_DESCRIBE_STRUCT(Change, (), (at, before, after))

struct Configure {
  std::string version;
  Zone zone;
  int reset_minute = 0;
  Mode mode = Mode::voiced;  // Holds until somebody sets another, or the definition changes its.
  std::vector<Change> changes = {};  // Of the lines' rules against those before, to be recorded;
  int more = 0;                      // and how many more there were.
};
struct Open {};
struct Close {};
struct SetMode {
  Mode mode = Mode::voiced;
};
using Command = std::variant<Configure, Open, Close, SetMode>;

struct Overview {};
using Query = std::variant<Overview>;

BOOST_DESCRIBE_STRUCT(Configure, (), (version, zone, reset_minute, mode, changes, more))
BOOST_DESCRIBE_STRUCT(Open, (), ())
BOOST_DESCRIBE_STRUCT(Close, (), ())
BOOST_DESCRIBE_STRUCT(SetMode, (), (mode))
BOOST_DESCRIBE_STRUCT(Overview, (), ())

// Stored for ever: never edit an event, add a new one.
struct Configured {
  std::string version;
  Zone zone;
  int reset_minute = 0;
  Instant at;
  Mode mode = Mode::voiced;  // As defined; ModeSet says which is in force.
  bool operator==(const Configured&) const = default;
};
struct Opened {
  Day day;
  Instant at;
  bool operator==(const Opened&) const = default;
};
struct Closed {
  Day day;
  Instant at;
  bool operator==(const Closed&) const = default;
};
struct ModeSet {
  Mode mode = Mode::voiced;
  Instant at;
  bool operator==(const ModeSet&) const = default;
};
// For whoever reads the record: what another definition changed in the rules.
struct RulesChanged {
  std::string version;
  std::vector<Change> changes;
  int more = 0;  // That are not listed.
  Instant at;
  bool operator==(const RulesChanged&) const = default;
};
BOOST_DESCRIBE_STRUCT(Configured, (), (version, zone, reset_minute, at, mode))
BOOST_DESCRIBE_STRUCT(Opened, (), (day, at))
BOOST_DESCRIBE_STRUCT(Closed, (), (day, at))
BOOST_DESCRIBE_STRUCT(ModeSet, (), (mode, at))
BOOST_DESCRIBE_STRUCT(RulesChanged, (), (version, changes, more, at))
using Event = std::variant<Configured, Opened, Closed, ModeSet, RulesChanged>;

struct State {
  std::optional<Configured> configuration;
  bool open = true;  // A hall stands open until it is closed.
  Mode mode = Mode::voiced;
  bool operator==(const State&) const = default;
};
BOOST_DESCRIBE_STRUCT(State, (), (configuration, open, mode))
using Saved = State;
inline constexpr std::uint16_t saved_schema = 1;

struct HallView {
  bool open = false;
  Mode mode = Mode::voiced;
  std::string day;  // "2026-11-21"; empty until it is configured.
  std::string version;
};
BOOST_DESCRIBE_STRUCT(HallView, (), (open, mode, day, version))
using Answer = std::variant<HallView>;

Decision<Event> decide(const State&, const Command&, const Context&);
void evolve(State&, const Event&);
Answer reply(const State&, const Command&, const std::vector<Event>&, const Context&);
std::variant<Answer, Refusal> look(const State&, const Query&, Instant now);
Saved save(const State&);
State load(const Saved&);

struct Entity {
  using State = hall::State;
  using Command = hall::Command;
  using Query = hall::Query;
  using Event = hall::Event;
  using Answer = hall::Answer;
  using Saved = hall::Saved;
  static constexpr std::string_view kind = "hall";
};

}  // namespace atrium::hall
