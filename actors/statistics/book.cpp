// One overload for each event: a new event without a rule does not compile.
#include "actors/statistics/book.hpp"

#include <algorithm>
#include <utility>

namespace atrium::statistics {
namespace {

namespace room = waiting_room;

// The kind of step that the undoing of an act strikes.
StepKind step_of(room::Act act) {
  switch (act) {
    case room::Act::call:
      return StepKind::called;
    case room::Act::start:
      return StepKind::started;
    case room::Act::finish:
      return StepKind::finished;
    case room::Act::no_show:
      return StepKind::no_show;
    case room::Act::void_:
      return StepKind::voided;
    case room::Act::park:
      return StepKind::parked;
    case room::Act::transfer:
      return StepKind::transferred;
  }
  return StepKind::called;
}

std::string name_of_step(StepKind kind) { return boost::describe::enum_to_string(kind, ""); }

bool is_open(Stand stand) {
  return stand == Stand::waiting || stand == Stand::called || stand == Stand::serving ||
         stand == Stand::parked;
}

Step step(StepKind kind, const WindowId& window = {}, const StaffId& staff = {}) {
  Step made;
  made.kind = kind;
  made.window = window;
  made.staff = staff;
  return made;
}

}  // namespace

Book::Book(Find find, Page page) : find_(std::move(find)), calendar_(std::move(page.calendar)) {
  for (auto& spell : page.spells) posts_[spell.window] = std::move(spell);
}

void Book::see(const Place& place, const waiting_room::Event& event) {
  now_ = place;
  std::visit([this](const auto& fact) { see_one(fact); }, event);
}

void Book::see(const Place& place, const evaluation::Event& event) {
  now_ = place;
  std::visit([this](const auto& fact) { see_one(fact); }, event);
}

Book::Changes Book::take_changes() {
  auto& visits = changes_.visits;
  std::ranges::sort(visits);
  visits.erase(std::unique(visits.begin(), visits.end()), visits.end());
  return std::exchange(changes_, {});
}

std::vector<Visit> Book::forget_before(Day day) {
  std::vector<Visit> gone;
  std::erase_if(visits_, [&](auto& entry) {
    if (entry.second.day >= day || is_open(course_of(entry.second).stand)) return false;
    gone.push_back(std::move(entry.second));
    return true;
  });
  return gone;
}

std::vector<Visit> Book::take_visits() {
  std::vector<Visit> all;
  for (auto& [ticket, visit] : std::exchange(visits_, {})) all.push_back(std::move(visit));
  return all;
}

const Visit* Book::visit(const TicketId& ticket) const {
  const auto found = visits_.find(ticket);
  return found == visits_.end() ? nullptr : &found->second;
}

std::vector<Spell> Book::open_spells() const {
  std::vector<Spell> all;
  for (const auto& [window, post] : posts_) {
    if (post.counts()) all.push_back(post);
  }
  return all;
}

Visit* Book::find(const TicketId& ticket) {
  const auto here = visits_.find(ticket);
  if (here != visits_.end()) return &here->second;
  if (!find_) return nullptr;
  auto kept = find_(ticket);
  if (!kept) return nullptr;
  return &visits_.emplace(ticket, std::move(*kept)).first->second;
}

void Book::note(const TicketId& ticket, Step step) {
  auto* visit = find(ticket);
  if (visit == nullptr) return;
  step.position = now_.position;
  if (step.at == Instant{}) step.at = now_.at;
  visit->steps.push_back(std::move(step));
  changes_.visits.push_back(ticket);
}

void Book::hold(const WindowId& window, Holds holds) {
  if (window.empty()) return;
  auto next = posts_[window];
  next.window = window;
  next.busy = holds != Holds::nobody;
  next.serving = holds == Holds::serving;
  turn(std::move(next));
}

void Book::intake(const WindowId& window, waiting_room::Intake intake) {
  auto next = posts_[window];
  next.window = window;
  next.intake = intake;
  turn(std::move(next));
}

// Ends the spell in force if something of it changed, and begins the next.
void Book::turn(Spell next) {
  auto& old = posts_[next.window];
  if (next == old) return;
  if (old.counts()) {
    old.until = now_.at;
    changes_.spells.push_back(old);
  }
  next.since = now_.at;
  next.until.reset();
  old = std::move(next);
  if (old.counts()) changes_.spells.push_back(old);
}

void Book::see_one(const room::Configured& fact) {
  const Calendar next{fact.configuration.zone,
                      std::chrono::minutes{fact.configuration.reset_minute}};
  changes_.calendar = changes_.calendar || next != calendar_;
  calendar_ = next;
}

void Book::see_one(const room::Issued& fact) {
  Visit visit;
  visit.ticket = fact.ticket;
  visit.number = fact.number;
  visit.day = business_day(calendar_.zone, calendar_.reset, now_.at);
  visit.channel = fact.channel;
  visit.priority = fact.priority;
  visit.booked = fact.appointment.has_value();
  const bool booked = visit.booked;
  visits_.insert_or_assign(fact.ticket, std::move(visit));
  auto issued = step(StepKind::issued);
  issued.service = fact.service;
  if (fact.offline) issued.at = fact.offline->at;
  note(fact.ticket, std::move(issued));
  if (booked) note(fact.ticket, step(StepKind::checked_in));
}

void Book::see_one(const room::Called& fact) {
  auto called = step(StepKind::called, fact.window, fact.staff);
  called.service = fact.service;
  called.value = fact.call;
  called.note = fact.special ? "special" : "";
  note(fact.ticket, std::move(called));
  hold(fact.window, Holds::called);
}

void Book::see_one(const room::Recalled& fact) {
  auto recalled = step(StepKind::recalled, fact.window);
  recalled.value = fact.call;
  note(fact.ticket, std::move(recalled));
}

void Book::see_one(const room::Started& fact) {
  note(fact.ticket, step(StepKind::started, fact.window, fact.staff));
  hold(fact.window, Holds::serving);
}

void Book::see_one(const room::Finished& fact) {
  auto finished = step(StepKind::finished, fact.window, fact.staff);
  finished.service = fact.service;
  note(fact.ticket, std::move(finished));
  hold(fact.window, Holds::nobody);
}

void Book::see_one(const room::NoShow& fact) {
  note(fact.ticket, step(StepKind::no_show, fact.window));
  hold(fact.window, Holds::nobody);
}

void Book::see_one(const room::Voided& fact) {
  note(fact.ticket, step(StepKind::voided, fact.window));
  if (fact.current) hold(fact.window, Holds::nobody);
}

void Book::see_one(const room::Parked& fact) {
  note(fact.ticket, step(StepKind::parked, fact.window));
  hold(fact.window, Holds::nobody);
}

void Book::see_one(const room::Unparked& fact) {
  note(fact.ticket, step(StepKind::unparked, fact.window));
}

void Book::see_one(const room::Transferred& fact) {
  auto moved = step(StepKind::transferred, fact.window);
  moved.service = fact.service;
  if (fact.to_window) moved.note = fact.to_window->value;
  if (fact.to_staff) moved.note = fact.to_staff->value;
  note(fact.ticket, std::move(moved));
  hold(fact.window, Holds::nobody);
}

void Book::see_one(const room::Undone& fact) {
  const auto kind = step_of(fact.act);
  if (auto* visit = find(fact.ticket)) strike(*visit, kind);
  auto undone = step(StepKind::undone, fact.window);
  undone.note = name_of_step(kind);
  note(fact.ticket, std::move(undone));
  const auto holds = fact.back.status == room::Status::serving ? Holds::serving : Holds::called;
  hold(fact.window, fact.current ? holds : Holds::nobody);
}

void Book::see_one(const room::WindowOpened& fact) {
  auto next = posts_[fact.window];
  next.window = fact.window;
  next.staff = fact.staff;
  next.intake = room::Intake::open;
  turn(std::move(next));
}

void Book::see_one(const room::WindowClosed& fact) { intake(fact.window, room::Intake::closed); }

void Book::see_one(const room::PauseAsked& fact) { (void)fact; }  // WindowPaused follows.

void Book::see_one(const room::PauseWithdrawn& fact) { (void)fact; }

void Book::see_one(const room::WindowPaused& fact) { intake(fact.window, room::Intake::paused); }

void Book::see_one(const room::WindowResumed& fact) { intake(fact.window, room::Intake::open); }

void Book::see_one(const room::DoorsOpened& fact) { (void)fact; }

void Book::see_one(const room::DoorsClosed& fact) { (void)fact; }

void Book::see_one(const room::DayEnded& fact) {
  for (const auto& ticket : fact.unserved) note(ticket, step(StepKind::unserved));
  for (const auto& window : fact.cleared) hold(window, Holds::nobody);
}

void Book::see_one(const room::TicketSetAside& fact) {
  note(fact.ticket, step(StepKind::set_aside, fact.window.value_or(WindowId{})));
  if (fact.window) hold(*fact.window, Holds::nobody);
}

void Book::see_one(const room::TicketReleased& fact) {
  auto released = step(StepKind::released);
  released.note = boost::describe::enum_to_string(fact.back, "");
  note(fact.ticket, std::move(released));
}

void Book::see_one(const room::Unbound& fact) { (void)fact; }      // Waits on.
void Book::see_one(const room::StrategySet& fact) { (void)fact; }  // Calls say whom they took.

// The service is finished, the visit goes on.
void Book::see_one(const room::ServiceFinished& fact) {
  auto finished = step(StepKind::finished, fact.window, fact.staff);
  finished.service = fact.service;
  note(fact.ticket, std::move(finished));
  auto on = step(StepKind::went_on, fact.window);
  on.service = fact.next.front();
  note(fact.ticket, std::move(on));
  hold(fact.window, Holds::nobody);
}

void Book::see_one(const room::VisitPlanned& fact) { (void)fact; }  // ServiceFinished says it.

void Book::see_one(const room::Reminded& fact) { note(fact.ticket, step(StepKind::reminded)); }

void Book::see_one(const room::Returned& fact) {
  note(fact.ticket, step(StepKind::returned, fact.window));
}

void Book::see_one(const room::MessagesSet& fact) { (void)fact; }

void Book::see_one(const room::BlockLeased& fact) { (void)fact; }  // Issued tells what came of it.

void Book::see_one(const room::LeaseEnded& fact) { (void)fact; }

void Book::see_one(const evaluation::Given& fact) {
  auto rated = step(StepKind::evaluated, fact.window, fact.staff);
  rated.value = fact.level;
  note(fact.ticket, std::move(rated));
}

// What follows a rating is no step of the visit.
void Book::see_one(const evaluation::FollowUpOpened& fact) { (void)fact; }

void Book::see_one(const evaluation::FollowUpTakenUp& fact) { (void)fact; }

void Book::see_one(const evaluation::FollowUpVerified& fact) { (void)fact; }

void Book::see_one(const evaluation::FollowUpAppealed& fact) { (void)fact; }

void Book::see_one(const evaluation::AppealDecided& fact) { (void)fact; }

void Book::see_one(const evaluation::FollowUpClosed& fact) { (void)fact; }

void Book::see_one(const evaluation::FollowUpReminded& fact) { (void)fact; }

void Book::see_one(const evaluation::LinkPlanned& fact) { (void)fact; }

void Book::see_one(const evaluation::LinkDropped& fact) { (void)fact; }

void Book::see_one(const evaluation::LinkSent& fact) { (void)fact; }

}  // namespace atrium::statistics
