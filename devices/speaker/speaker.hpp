// The one voice of a zone: calls wait here and are spoken one after another, each as often as the
// hall wants, never two at once. A page speaks and says so; where none does, time goes on by the
// length of what would be said. Protocol only: no sound, no words of its own.
#pragma once

#include "runtime/core/context.hpp"
#include "runtime/core/decision.hpp"
#include "runtime/core/ids.hpp"

#include <boost/describe.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace atrium::speaker {

inline constexpr std::size_t waiting_max = 100;  // The oldest gives way.
inline constexpr int length_max_ms = 120'000;
inline constexpr int rounds_max = 5;
inline constexpr Duration stale{std::chrono::minutes{5}};  // Older calls are not spoken any more.
inline constexpr Duration grace{std::chrono::seconds{2}};  // For a page to begin and to tell.
// A page that has not begun by then is taken to be gone.
inline constexpr Duration patience{std::chrono::seconds{3}};

struct Announcement {
  int sequence = 0;
  TicketId ticket;
  std::string number;
  WindowId window;
  int call = 1;
  std::string text;     // Chinese; empty: not spoken in it. Likewise below.
  std::string text_en;  // English.
  int length_ms = 0;    // Of one round: every language once.
  int rounds = 1;
  bool operator==(const Announcement&) const = default;
};
BOOST_DESCRIBE_STRUCT(Announcement, (),
                      (sequence, ticket, number, window, call, text, text_en, length_ms, rounds))

struct Announce {
  TicketId ticket;
  std::string number;
  WindowId window;
  int call = 1;
  std::string text;
  std::string text_en;
  int length_ms = 0;
  int rounds = 1;
  Instant called_at;
};
struct Withdraw {
  TicketId ticket;
};  // It is called no more; empty: nobody is.
struct SetVoiced {
  bool voiced = true;
};
// A page of the zone: `ready` to speak, has `begun` or `spoken` a round, or is `leaving`.
enum class Phase { ready, begun, spoken, leaving };
BOOST_DESCRIBE_ENUM(Phase, ready, begun, spoken, leaving)
struct Report {
  std::string page;
  Phase phase = Phase::ready;
  int sequence = 0;
  int round = 0;
};
struct MoveOn {};  // The timer's: this round must be over.
using Command = std::variant<Announce, Withdraw, SetVoiced, Report, MoveOn>;

struct Overview {};
using Query = std::variant<Overview>;

BOOST_DESCRIBE_STRUCT(Announce, (),
                      (ticket, number, window, call, text, text_en, length_ms, rounds, called_at))
BOOST_DESCRIBE_STRUCT(Withdraw, (), (ticket))
BOOST_DESCRIBE_STRUCT(SetVoiced, (), (voiced))
BOOST_DESCRIBE_STRUCT(Report, (), (page, phase, sequence, round))
BOOST_DESCRIBE_STRUCT(MoveOn, (), ())
BOOST_DESCRIBE_STRUCT(Overview, (), ())

// Stored for ever: never edit an event, add a new one.
struct Queued {
  Announcement announcement;
  Instant at;
  bool operator==(const Queued&) const = default;
};
struct Begun {
  int sequence = 0;
  int round = 1;
  Instant until;  // When the next begins if nobody tells of the end.
  Instant at;
  bool operator==(const Begun&) const = default;
};
struct Heard {
  std::string page;  // That speaks it.
  int sequence = 0;
  Instant at;
  bool operator==(const Heard&) const = default;
};
struct Ended {
  int sequence = 0;
  bool heard = false;
  Instant at;
  bool operator==(const Ended&) const = default;
};
enum class Why { withdrawn, replaced, too_many };
BOOST_DESCRIBE_ENUM(Why, withdrawn, replaced, too_many)
// Not spoken any more; of the one that is being spoken: not once more.
struct Dropped {
  int sequence = 0;
  Why why = Why::withdrawn;
  Instant at;
  bool operator==(const Dropped&) const = default;
};
struct VoiceSet {
  bool voiced = true;  // False: whatever was spoken or waited is gone.
  Instant at;
  bool operator==(const VoiceSet&) const = default;
};
struct Claimed {
  std::string page;
  Instant at;
  bool operator==(const Claimed&) const = default;
};
struct Released {
  std::string page;
  Instant at;
  bool operator==(const Released&) const = default;
};
BOOST_DESCRIBE_STRUCT(Queued, (), (announcement, at))
BOOST_DESCRIBE_STRUCT(Begun, (), (sequence, round, until, at))
BOOST_DESCRIBE_STRUCT(Heard, (), (page, sequence, at))
BOOST_DESCRIBE_STRUCT(Ended, (), (sequence, heard, at))
BOOST_DESCRIBE_STRUCT(Dropped, (), (sequence, why, at))
BOOST_DESCRIBE_STRUCT(VoiceSet, (), (voiced, at))
BOOST_DESCRIBE_STRUCT(Claimed, (), (page, at))
BOOST_DESCRIBE_STRUCT(Released, (), (page, at))
using Event = std::variant<Queued, Begun, Heard, Ended, Dropped, VoiceSet, Claimed, Released>;

struct Speaking {
  Announcement announcement;
  int round = 1;
  Instant began;  // The round.
  Instant until;
  bool heard = false;
  bool dropped = false;  // Ends with this round.
  bool operator==(const Speaking&) const = default;
};
BOOST_DESCRIBE_STRUCT(Speaking, (), (announcement, round, began, until, heard, dropped))

struct State {
  bool voiced = true;
  int sequence = 0;  // The last that was given.
  std::optional<Speaking> current;
  std::vector<Announcement> waiting;  // Oldest first.
  std::string page;                   // That speaks for the zone; empty: none.
  bool deaf = false;                  // The last announcement ended unheard.
  bool operator==(const State&) const = default;
};
BOOST_DESCRIBE_STRUCT(State, (), (voiced, sequence, current, waiting, page, deaf))
using Saved = State;
inline constexpr std::uint16_t saved_schema = 1;

struct Due {
  Instant at;
  Command command;
};

struct Wish {
  bool voiced = true;
  std::optional<Speaking> current;
  int elapsed_ms = 0;  // Since its round began.
  std::vector<Announcement> waiting;
  int sequence = 0;
};
struct Told {
  std::string page;
  bool heard = false;  // What is current is being spoken.
  bool deaf = false;
};
struct DeviceView {
  Wish desired;
  Told reported;
  bool in_step = true;
};
BOOST_DESCRIBE_STRUCT(Wish, (), (voiced, current, elapsed_ms, waiting, sequence))
BOOST_DESCRIBE_STRUCT(Told, (), (page, heard, deaf))
BOOST_DESCRIBE_STRUCT(DeviceView, (), (desired, reported, in_step))
using Answer = std::variant<DeviceView>;

Decision<Event> decide(const State&, const Command&, const Context&);
void evolve(State&, const Event&);
Answer reply(const State&, const Command&, const std::vector<Event>&, const Context&);
std::variant<Answer, Refusal> look(const State&, const Query&, Instant now);
std::optional<Due> due(const State&);  // When a round is over that nobody tells of.
Saved save(const State&);
State load(const Saved&);

struct Entity {
  using State = speaker::State;
  using Command = speaker::Command;
  using Query = speaker::Query;
  using Event = speaker::Event;
  using Answer = speaker::Answer;
  using Saved = speaker::Saved;
  using Due = speaker::Due;
  static constexpr std::string_view kind = "speaker";
};

}  // namespace atrium::speaker
