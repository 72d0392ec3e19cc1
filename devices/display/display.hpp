// One display, over a window or two: what it is to show (the hall's wish) and what it last said it
// shows (the device's report). Protocol only; the page or driver that draws it is elsewhere.
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

namespace atrium::display {

inline constexpr std::size_t unreported_max =
    16;  // Contents remembered until the device reports them.

enum class Face { idle, called, serving, paused, closed };
BOOST_DESCRIBE_ENUM(Face, idle, called, serving, paused, closed)

struct Content {
  WindowId window;
  std::string number;  // Empty when no ticket is shown.
  Face state = Face::closed;
  std::string text;  // Of a pause.
  int calls = 0;     // Announcements so far; a higher one is shown and spoken again.
  int sequence = 0;  // Grows with every wish; 0 = nothing was ever wished.
  bool operator==(const Content&) const = default;
};
BOOST_DESCRIBE_STRUCT(Content, (), (window, number, state, text, calls, sequence))

struct Show {
  WindowId window;
  std::string number;
  Face state = Face::idle;
  std::string text;
  int calls = 0;
};
struct Report {
  int sequence = 0;
};  // The device: this is on my screen.
using Command = std::variant<Show, Report>;

struct Overview {};
using Query = std::variant<Overview>;

BOOST_DESCRIBE_STRUCT(Show, (), (window, number, state, text, calls))
BOOST_DESCRIBE_STRUCT(Report, (), (sequence))
BOOST_DESCRIBE_STRUCT(Overview, (), ())

// Stored for ever: never edit an event, add a new one.
struct Directed {
  Content content;
  Instant at;
  bool operator==(const Directed&) const = default;
};
struct Shown {
  int sequence = 0;
  Instant at;
  bool operator==(const Shown&) const = default;
};
BOOST_DESCRIBE_STRUCT(Directed, (), (content, at))
BOOST_DESCRIBE_STRUCT(Shown, (), (sequence, at))
using Event = std::variant<Directed, Shown>;

struct State {
  Content desired;
  Content reported;
  std::vector<Content> unreported;  // Wished after `reported`, oldest first, `desired` last.
  std::vector<Content> faces;       // The last wish for each window that it belongs to.
  bool operator==(const State&) const = default;
};
BOOST_DESCRIBE_STRUCT(State, (), (desired, reported, unreported, faces))
using Saved = State;
inline constexpr std::uint16_t saved_schema = 2;  // 2: faces.

struct DeviceView {
  Content desired;
  Content reported;
  bool in_step = true;
  std::vector<Content> faces;  // Side by side on the screen, in order of windows.
};
BOOST_DESCRIBE_STRUCT(DeviceView, (), (desired, reported, in_step, faces))
using Answer = std::variant<DeviceView>;

Decision<Event> decide(const State&, const Command&, const Context&);
void evolve(State&, const Event&);
Answer reply(const State&, const Command&, const std::vector<Event>&, const Context&);
std::variant<Answer, Refusal> look(const State&, const Query&, Instant now);
Saved save(const State&);
State load(const Saved&);

struct Entity {
  using State = display::State;
  using Command = display::Command;
  using Query = display::Query;
  using Event = display::Event;
  using Answer = display::Answer;
  using Saved = display::Saved;
  static constexpr std::uint16_t saved_schema = display::saved_schema;
  static constexpr std::string_view kind = "display";
};

}  // namespace atrium::display
