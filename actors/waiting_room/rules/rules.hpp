// The rules of the waiting room, for the files of this folder only: one decide_one per command, one
// evolve_one per event. There is no generic overload, so a command or event without a rule does not
// compile.
#pragma once

#include "actors/waiting_room/waiting_room.hpp"
#include "runtime/core/assert.hpp"

#include <tl/expected.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace atrium::waiting_room {

using Outcome = Decision<Event>;

Outcome decide_one(const State&, const Configure&, const Context&);  // configuring.cpp
Outcome decide_one(const State&, const Issue&, const Context&);      // numbers.cpp
Outcome decide_one(const State&, const CallNext&, const Context&);   // calling.cpp
Outcome decide_one(const State&, const CallNumber&, const Context&);
Outcome decide_one(const State&, const Recall&, const Context&);
Outcome decide_one(const State&, const Start&, const Context&);
Outcome decide_one(const State&, const Finish&, const Context&);  // settling.cpp
Outcome decide_one(const State&, const ReportNoShow&, const Context&);
Outcome decide_one(const State&, const Void&, const Context&);
Outcome decide_one(const State&, const Park&, const Context&);  // moving.cpp
Outcome decide_one(const State&, const Unpark&, const Context&);
Outcome decide_one(const State&, const Transfer&, const Context&);
Outcome decide_one(const State&, const SetAside&, const Context&);  // setting_aside.cpp
Outcome decide_one(const State&, const Release&, const Context&);
Outcome decide_one(const State&, const Undo&, const Context&);        // undoing.cpp
Outcome decide_one(const State&, const OpenWindow&, const Context&);  // windows.cpp
Outcome decide_one(const State&, const CloseWindow&, const Context&);
Outcome decide_one(const State&, const PauseWindow&, const Context&);
Outcome decide_one(const State&, const ResumeWindow&, const Context&);
Outcome decide_one(const State&, const OpenDoors&, const Context&);  // day.cpp
Outcome decide_one(const State&, const CloseDoors&, const Context&);
Outcome decide_one(const State&, const EndDay&, const Context&);
Outcome decide_one(const State&, const Unbind&, const Context&);       // bonds.cpp
Outcome decide_one(const State&, const SetStrategy&, const Context&);  // order/choosing.cpp
Outcome decide_one(const State&, const PlanVisit&, const Context&);    // visits/planning.cpp
Outcome decide_one(const State&, const SetMessages&, const Context&);  // visits/telling.cpp
Outcome decide_one(const State&, const Remind&, const Context&);
Outcome decide_one(const State&, const LeaseBlock&, const Context&);  // visits/leasing.cpp
Outcome decide_one(const State&, const TakeIn&, const Context&);
Outcome decide_one(const State&, const EndLease&, const Context&);

void evolve_one(State&, const Configured&);
void evolve_one(State&, const Issued&);
void evolve_one(State&, const Called&);
void evolve_one(State&, const Recalled&);
void evolve_one(State&, const Started&);
void evolve_one(State&, const Finished&);
void evolve_one(State&, const NoShow&);
void evolve_one(State&, const Voided&);
void evolve_one(State&, const Parked&);
void evolve_one(State&, const Unparked&);
void evolve_one(State&, const Transferred&);
void evolve_one(State&, const Undone&);
void evolve_one(State&, const WindowOpened&);
void evolve_one(State&, const WindowClosed&);
void evolve_one(State&, const PauseAsked&);
void evolve_one(State&, const PauseWithdrawn&);
void evolve_one(State&, const WindowPaused&);
void evolve_one(State&, const WindowResumed&);
void evolve_one(State&, const DoorsOpened&);
void evolve_one(State&, const DoorsClosed&);
void evolve_one(State&, const DayEnded&);
void evolve_one(State&, const TicketSetAside&);
void evolve_one(State&, const TicketReleased&);
void evolve_one(State&, const StrategySet&);
void evolve_one(State&, const ServiceFinished&);
void evolve_one(State&, const VisitPlanned&);
void evolve_one(State&, const Reminded&);
void evolve_one(State&, const Returned&);
void evolve_one(State&, const MessagesSet&);
void evolve_one(State&, const BlockLeased&);
void evolve_one(State&, const LeaseEnded&);
void evolve_one(State&, const Unbound&);

// finding.cpp: what a command names.

template <class T>
using Found = tl::expected<T, Refusal>;
using Missing = tl::unexpected<Refusal>;

const Configuration& configuration_of(const State&);
Found<const Window*> known_window(const State&, const WindowId&);
Found<const Window*> working_window(const State&, const WindowId&);  // Neither closed nor paused.
Found<Slot> known_ticket(const State&, std::string_view number_or_id);

struct Current {
  const Window* window = nullptr;
  Slot slot = 0;
  const Ticket* ticket = nullptr;
};
Found<Current> current_ticket(const State&, const WindowId&);  // Of a working window.

// Whether the window may call the ticket: its service is among the window's, and it is not bound to
// another.
std::optional<Refusal> not_for(const State&, const Window&, const Ticket&);
bool serves(const State&, const Window&, const ServiceId&);

const WindowIndex& index_of(const State&, const WindowId&);  // Of a window of the definition.
Window& window_of(State&, const WindowId&);
Ticket& ticket_of(State&, const TicketId&);
Slot slot_of(const State&, const TicketId&);
StaffId staff_at(const Window&);

// bonds.cpp: whom a ticket waits for alone.

bool leads_to(const Bond&, const Window&);  // To this window, or to who works there.
// The windows that call who is bound so now: none while theirs is closed, or they work nowhere.
std::vector<std::size_t> windows_of(const State&, const Bond&);
// Why nobody can be bound so, for this service if one is named. `may_come`: somebody who is not at
// work is waited for, if the hall sets an end to it.
std::optional<Refusal> no_bond(const State&, const Bond&, const std::optional<ServiceId>&,
                               bool may_come);
std::optional<Instant> bound_until(const State&, const Bond&, Instant from);
void bind_to(Standing&, const Bond&);  // In place of any other; an empty one lets it go.
const char* waited_for(const Bond&);
// Whom this window lets go when it closes: who is bound to it, or to whoever works nowhere else.
std::vector<TicketId> let_go_by(const State&, const Window&);
void let_go(State&, const std::vector<TicketId>&, Instant at);
std::optional<Instant> bond_ends(const State&);  // When the next one is let go.
// The lines, of Index::bound, that a window calls from: of who is bound to it, and to who works
// there.
template <class Visit>
void each_bound(const State& room, std::size_t window, Visit visit) {
  visit(window);
  const auto& staff = room.facts.windows[window].staff;
  if (!staff) return;
  const auto line = room.index.staff.find(*staff);
  if (line != room.index.staff.end()) visit(line->second);
}

// setting_aside.cpp

bool is_aside(const Ticket&);
Refusal stands_aside();

// order/order.cpp: who is next.

Key key_of(const State&, Slot);
Rank rank_of(const Ticket&);
const Strategy& strategy_at(const State&, std::size_t window);  // In force there.
const Strategy& strategy_of(const State&, const Window&);
struct Choice {
  Slot slot = 0;
  Why why;
};
std::optional<Key> first_for(const State&, const Window&, Instant now);
std::optional<Choice> next_for(const State&, const Window&, Instant now);
// A line as the hall's strategy would call it.
void sort_for_calling(const State&, std::vector<Key>&, Instant now);
// Everybody of the window's lines whom its call of `by` went before.
void mark_overtaken(State&, const Window&, const Seniority& by, Instant at);

// order/ahead.cpp: who is before whom.

// One that is about to leave its line; a call takes a turn where classes alternate.
struct Leaver {
  Key key;
  bool takes_turn = false;
};
// The windows that could call a ticket: of those at work, the ones whose own it is, else those that
// may serve it as well; as if all were at work while none is.
struct Callers {
  std::vector<std::size_t> windows;  // In Configuration::windows.
  bool own = true;
  std::optional<std::size_t> staff;  // Whom it waits for alone: their line in Index::bound.
  auto operator<=>(const Callers&) const = default;
};
Callers callers_of(const State&, const ServiceId&, const Bond&);
// The lines of every window that could ever call `ticket`: nobody else has it ahead.
std::vector<const Line*> lines_around(const State&, const Ticket& ticket);

// What the tickets compete in that have the same callers.
struct Contest {
  const Window* window = nullptr;     // As whose strategy has it; none: nobody could call them.
  std::vector<const Line*> lines;     // Of these the strategy decides who goes before.
  std::vector<const Line*> own;       // Of these everybody: the windows prefer them.
  std::vector<const Line*> beside{};  // Of these nobody but who is at the bound.
  std::optional<Leaver> leaver;       // Counts as gone.
  Bound bound;
  std::vector<Key> due;    // Those at the bound, who go first.
  std::size_t first = 0;   // How many others of `own`.
  std::vector<Key> apart;  // Stand in `lines` and are not to be counted there.
  std::vector<int> tiers;  // Of those in `lines`, where classes alternate.
};
inline constexpr std::size_t no_matter_how_many = 1'000'000;
// Good for counts up to `most`, while the state stays as it is.
Contest contest_of(const State&, const Callers&, Instant now, std::size_t most = no_matter_how_many,
                   const std::optional<Leaver>& leaver = {});
// Tickets that would be called before `key`; when they are more than `most`, some number above it.
int ahead_in(const State&, const Contest&, const Key& key, Instant now,
             std::size_t most = no_matter_how_many);

// standing.cpp: how a ticket changes; keeps lines and counts in step.

const Line& line_of(const State&, const Standing&);  // Of one that waits.
void restand(State&, Slot, Standing, Instant at);
void stand_again(State&, Slot, Standing, Instant at);  // As overtaken as it was.
// How often those who wait were overtaken, out of the lines into the tickets.
void keep_marks(const State&, std::vector<Ticket>& tickets);
void enter_line(State&, Slot, Instant at);
void note_act(State&, const WindowId&, Act, Slot, const Standing& before, Instant at);
// A call's turn in an alternation, the window's own or the hall's; noted with the window's last
// act, and given back with it as long as nobody has taken another.
void take_turn(State&, Window&, const Why&);
void give_turn_back(State&, Window&);
void begin_turns(Window&);
void begin_turns(State&);  // The hall's.
// Waits again, with nothing left of the window that held it.
Standing back_in_line(Standing);
void leave_window(State&, const WindowId&, const TicketId&, Instant at);
void count_status(Counts&, Status, int by);
void count_served(State&, const ServiceId&, Duration, int by);
Duration service_time(const Standing&, Instant at);
// The window's act, and the pause that it waited for.
std::vector<Event> settled(const Window&, Event, Instant at);

// order/choosing.cpp: strategies by name and as values.

const Strategy* named_strategy(const Configuration&, const std::string& name);
std::vector<Strategy> strategies_of(const Configuration&);  // All that have a name.
std::optional<Refusal> bad_strategy(const Strategy&);
Strategy hall_strategy(const Configuration&);
Strategy defined_strategy(const Configuration&, const WindowSetup&);

// configuring.cpp, day.cpp

void rebuild_index(State&, Instant at);
bool day_is_over(const State&, Instant now);
std::vector<Event> end_of_day(const State&, Instant now);
State morning_after(const State&, const std::vector<Event>& ended);

// numbers.cpp

// Why a service gives no ticket now, if it does not.
std::optional<Refusal> no_ticket_for(const State&, const ServiceId&);
// Why a booking gets no ticket, or none again, besides one that stands; `but`: the ticket in
// question.
std::optional<Refusal> second_ticket(const State&, const std::optional<std::string>& booking,
                                     const TicketId& but);
inline bool ended_unserved(Status status) {
  return status == Status::void_ || status == Status::no_show || status == Status::unserved;
}
int next_value(const Series&, const SeriesCount&);
// How many numbers the day's limit leaves; a huge number where there is none.
int numbers_left(const State&, std::size_t series);
// The ticket of this number, with what it costs to wait.
Issued issued_of(const State&, const Issue&, int value, Instant effective, const Context&);

// visits/leasing.cpp

// Ends what was not ended: the day is over.
std::vector<Event> lapse_leases(const State&, Instant now);
LeaseView view_of(const State&, const Lease&);
const Lease* find_lease(const State&, const std::string& lease);
std::string number_of(const Series&, int value);  // "A017"
void note_taken_in(State&, const Issued&);

// visits/planning.cpp: a visit of several services.

// Why `next` cannot follow `first` in one visit; what stands in `known` was looked at before.
std::optional<Refusal> bad_plan(const State&, const ServiceId& first,
                                const std::vector<ServiceId>& next,
                                const std::vector<ServiceId>& known);
// Why a service is given to nobody now, whatever numbers are left.
std::optional<Refusal> not_offered(const State&, const ServiceId&);

// visits/telling.cpp: who is told by message, and when few are ahead.

bool is_quiet(const Ticket&);
std::optional<Personal<std::string>> message_of_call(const State&, const Ticket&);
// With the reminders that these events lead to. Looks at the heads of lines only.
std::vector<Event> with_reminders(const State&, std::vector<Event>, Instant now);

// visits/returning.cpp: what follows a no-show where the hall takes the ticket back.
std::optional<Returned> return_of(const State&, const Ticket&, const WindowId&, Instant now);

// people.cpp

std::vector<const Ticket*> open_tickets_of(const State&, std::string_view id_number,
                                           std::string_view phone);
// Where the hall gives a person one open ticket of a service: refusal `ticket.one_per_person`.
std::optional<Refusal> has_one_already(const State&, const Issue&);

// views.cpp

TicketView view_of(const State&, const Ticket&, Instant now);
WindowView view_of(const State&, const Window&, Instant now);
WindowView shown(const State&, const Window&, Instant now);  // With who is next, and why.
FloorView floor_of(const State&, Instant now);
CallsView calls_of(const State&, const Calls&);

// told.cpp: waits as the forecast told them, beside the rule that it is measured against.
void tell_waits(TicketView&, const Estimates*, Instant now);
void tell_waits(FloorView&, const Estimates*, Instant now);
int average_wait_s(const State&, const ServiceId&, int ahead);

}  // namespace atrium::waiting_room
