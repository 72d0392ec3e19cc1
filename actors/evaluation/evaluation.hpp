// What one visit thinks of how it was served: at most one rating, given by the citizen; and what
// the hall does about one that is not good. Values and pure functions only: no clock, no I/O, no
// actor.
#pragma once

#include "actors/evaluation/events.hpp"
#include "runtime/core/context.hpp"
#include "runtime/core/decision.hpp"
#include "runtime/core/time/working_days.hpp"

#include <boost/describe.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace atrium::evaluation {

inline constexpr std::size_t tags_max = 8;  // As many as the public option list has per level.

// What a hall goes by; from its file. A day of the calendar that nobody has published gives no
// deadline, never a guessed one.
struct Rules {
  int rate_days = 5;    // Working days after the service in which a visit may be rated.
  int accept_days = 1;  // For somebody to take a poor rating up.
  int close_days = 5;   // For it to be answered.
  bool three_stars_followed = true;
  Zone zone;
  WorkingDays calendar = published_working_days();
};

// The end of the n-th working day after `from`; the refusal names the year that is not published.
Reckoned<Instant> deadline(const Rules&, Instant from, int working_days);

// What may be asked. Facts that others own (was the visit served, by whom) come along.
struct Served {
  TicketId ticket;
  WindowId window;
  StaffId staff;
  std::string number{};
  ServiceId service{};
  Instant finished_at{};
};
// `rules` comes along with what needs them; null: those of a hall that says nothing.
using Terms = std::shared_ptr<const Rules>;
struct Give {
  int level = 0;
  std::vector<std::string> tags;
  std::string text;
  std::optional<Served> served;
  std::string channel{};
  std::optional<Capture> capture{};
  Terms rules{};
};
// Steps of the follow-up, by a member of staff who is not the one that was rated.
struct TakeUp {};
struct Verify {
  bool upheld = false;  // The citizen is right.
  std::string text;
};
// The one who was rated asks for another look.
struct Appeal {
  std::string text;
};
struct Decide {
  bool granted = false;
  std::string text;
};
// With what the citizen is told.
struct Close {
  std::string answer;
};
struct Remind {};  // The hall's own, when a deadline comes near and when it is past.
// The link by which the holder may rate the visit on a phone; once per visit, and only while it is
// not rated.
struct PlanLink {
  TicketId ticket;
  WindowId window;
  std::string number;
  Personal<std::string> to;
  Instant send_at;
  Instant expires;
};
struct DropLink {};
struct SendLink {};  // The hall's own, when it is time.
using Command =
    std::variant<Give, TakeUp, Verify, Appeal, Decide, Close, Remind, PlanLink, DropLink, SendLink>;

struct Rating {};
struct Case {};  // With words and steps: for staff only.
using Query = std::variant<Rating, Case>;

BOOST_DESCRIBE_STRUCT(Served, (), (ticket, window, staff, number, service, finished_at))
BOOST_DESCRIBE_STRUCT(Give, (), (level, tags, text, served, channel, capture))
BOOST_DESCRIBE_STRUCT(TakeUp, (), ())
BOOST_DESCRIBE_STRUCT(Verify, (), (upheld, text))
BOOST_DESCRIBE_STRUCT(Appeal, (), (text))
BOOST_DESCRIBE_STRUCT(Decide, (), (granted, text))
BOOST_DESCRIBE_STRUCT(Close, (), (answer))
BOOST_DESCRIBE_STRUCT(Remind, (), ())
BOOST_DESCRIBE_STRUCT(PlanLink, (), (ticket, window, number, to, send_at, expires))
BOOST_DESCRIBE_STRUCT(DropLink, (), ())
BOOST_DESCRIBE_STRUCT(SendLink, (), ())
BOOST_DESCRIBE_STRUCT(Rating, (), ())
BOOST_DESCRIBE_STRUCT(Case, (), ())

// How far the hall told its people about the deadline in force.
enum class Reminded { none, soon, overdue };
BOOST_DESCRIBE_ENUM(Reminded, none, soon, overdue)

// The follow-up from its opening on: a step is there once it was made.
struct Handling {
  FollowUpOpened opened;
  std::optional<FollowUpTakenUp> taken_up;
  std::optional<FollowUpVerified> verified;
  std::optional<FollowUpAppealed> appealed;
  std::optional<AppealDecided> decided;
  std::optional<FollowUpClosed> closed;
  Reminded reminded = Reminded::none;  // Begins anew once it is taken up.
  bool operator==(const Handling&) const = default;
};
BOOST_DESCRIBE_STRUCT(Handling, (),
                      (opened, taken_up, verified, appealed, decided, closed, reminded))

struct Invitation {
  LinkPlanned planned;
  bool sent = false;
  bool operator==(const Invitation&) const = default;
};
BOOST_DESCRIBE_STRUCT(Invitation, (), (planned, sent))

struct State {
  std::optional<Given> given;
  bool follow_up = false;  // Open.
  std::optional<Handling> handling;
  std::optional<Invitation> invitation;
  bool operator==(const State&) const = default;
};
BOOST_DESCRIBE_STRUCT(State, (), (given, follow_up, handling, invitation))
using Saved = State;
inline constexpr std::uint16_t saved_schema = 3;  // 2: the steps of a follow-up; 3: links.

struct RatingView {
  TicketId ticket;
  WindowId window;
  int level = 0;
  std::vector<std::string> tags;
  Instant given_at;
};
BOOST_DESCRIBE_STRUCT(RatingView, (), (ticket, window, level, tags, given_at))

// Where a follow-up stands.
enum class Phase { opened, taken_up, verified, appealed, decided, closed };
BOOST_DESCRIBE_ENUM(Phase, opened, taken_up, verified, appealed, decided, closed)
Phase phase_of(const Handling&);

struct StepView {
  Phase step = Phase::opened;
  std::string staff;
  std::optional<bool> yes;  // Upheld, or granted.
  std::string text;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(StepView, (), (step, staff, yes, text, at))

struct FollowUpView {
  TicketId ticket;
  Phase phase = Phase::opened;
  std::optional<Instant> due;  // Of what comes next; none when closed or not to be reckoned.
  bool overdue = false;
  std::string undated;  // Why there is no deadline.
  std::vector<StepView> steps;
};
BOOST_DESCRIBE_STRUCT(FollowUpView, (), (ticket, phase, due, overdue, undated, steps))

struct CaseView {
  TicketId ticket;
  std::string number;
  WindowId window;
  StaffId staff;
  ServiceId service;
  int level = 0;
  std::vector<std::string> tags;
  std::string text;
  std::string channel;
  Instant given_at;
  std::optional<Instant> captured_at;
  std::optional<FollowUpView> follow_up;
};
BOOST_DESCRIBE_STRUCT(CaseView, (),
                      (ticket, number, window, staff, service, level, tags, text, channel, given_at,
                       captured_at, follow_up))
using Answer = std::variant<RatingView, FollowUpView, CaseView>;

struct Due {
  Instant at;
  Command command;
};

Decision<Event> decide(const State&, const Command&, const Context&);
void evolve(State&, const Event&);
Answer reply(const State&, const Command&, const std::vector<Event>&, const Context&);
std::variant<Answer, Refusal> look(const State&, const Query&, Instant now);
std::optional<Due> due(const State&);  // A day before a deadline, and at it; for a link.
Saved save(const State&);
State load(const Saved&);

struct Entity {
  using State = evaluation::State;
  using Command = evaluation::Command;
  using Query = evaluation::Query;
  using Event = evaluation::Event;
  using Answer = evaluation::Answer;
  using Saved = evaluation::Saved;
  using Due = evaluation::Due;
  static constexpr std::uint16_t saved_schema = evaluation::saved_schema;
  static constexpr std::string_view kind = "evaluation";
};

}  // namespace atrium::evaluation
