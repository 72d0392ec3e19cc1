// Writes down, from committed events alone, every visit's steps and when each window was open,
// paused and serving. Knows the events; what they amount to is said in visit.hpp and tally.hpp.
// A read model keeps what changed and hands it back when it is needed again. No personal data.
#pragma once

#include "actors/evaluation/evaluation.hpp"
#include "actors/statistics/visit.hpp"
#include "actors/waiting_room/waiting_room.hpp"

#include <functional>
#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

namespace atrium::statistics {

// The hall's own time, from its configuration.
struct Calendar {
  Zone zone;
  std::chrono::minutes reset{};
  bool operator==(const Calendar&) const = default;
};

// What a window did for a while. Without an end it goes on.
struct Spell {
  WindowId window;
  StaffId staff;
  Instant since;
  std::optional<Instant> until;
  waiting_room::Intake intake = waiting_room::Intake::closed;
  bool busy = false;  // With a current ticket, called or being served.
  bool serving = false;
  bool operator==(const Spell&) const = default;

  [[nodiscard]] bool open() const { return busy || intake == waiting_room::Intake::open; }
  [[nodiscard]] bool paused() const { return !busy && intake == waiting_room::Intake::paused; }
  [[nodiscard]] bool counts() const { return busy || intake != waiting_room::Intake::closed; }
};

class Book {
 public:
  // A visit that is no longer in memory.
  using Find = std::function<std::optional<Visit>(const TicketId&)>;

  // Goes on from what was kept: the calendar, and where each window stands.
  struct Page {
    Calendar calendar;
    std::vector<Spell> spells;  // Those without an end.
  };

  explicit Book(Find find = {}) : find_(std::move(find)) {}
  Book(Find find, Page page);

  struct Place {
    Position position = 0;
    Instant at;
  };
  void see(const Place& place, const waiting_room::Event& event);
  void see(const Place& place, const evaluation::Event& event);

  struct Changes {
    std::vector<TicketId> visits;
    std::vector<Spell> spells;  // In order; one that ended came without an end before.
    bool calendar = false;
  };
  // Since the last time.
  [[nodiscard]] Changes take_changes();

  // Lets go of what can be found again; only when all changes were kept.
  void forget() { visits_.clear(); }
  // The same for who keeps nothing: visits of before `day` that are over, handed over once more.
  std::vector<Visit> forget_before(Day day);
  std::vector<Visit> take_visits();  // All of them, open ones too: nothing more will be seen.

  [[nodiscard]] const Visit* visit(const TicketId& ticket) const;
  [[nodiscard]] const std::unordered_map<TicketId, Visit>& visits() const { return visits_; }
  [[nodiscard]] const Calendar& calendar() const { return calendar_; }
  [[nodiscard]] std::vector<Spell> open_spells() const;

 private:
  enum class Holds { nobody, called, serving };

  Visit* find(const TicketId& ticket);
  void note(const TicketId& ticket, Step step);
  void hold(const WindowId& window, Holds holds);
  void intake(const WindowId& window, waiting_room::Intake intake);
  void turn(Spell next);

  void see_one(const waiting_room::Configured& fact);
  void see_one(const waiting_room::Issued& fact);
  void see_one(const waiting_room::Called& fact);
  void see_one(const waiting_room::Recalled& fact);
  void see_one(const waiting_room::Started& fact);
  void see_one(const waiting_room::Finished& fact);
  void see_one(const waiting_room::NoShow& fact);
  void see_one(const waiting_room::Voided& fact);
  void see_one(const waiting_room::Parked& fact);
  void see_one(const waiting_room::Unparked& fact);
  void see_one(const waiting_room::Transferred& fact);
  void see_one(const waiting_room::Undone& fact);
  void see_one(const waiting_room::WindowOpened& fact);
  void see_one(const waiting_room::WindowClosed& fact);
  void see_one(const waiting_room::PauseAsked& fact);
  void see_one(const waiting_room::PauseWithdrawn& fact);
  void see_one(const waiting_room::WindowPaused& fact);
  void see_one(const waiting_room::WindowResumed& fact);
  void see_one(const waiting_room::DoorsOpened& fact);
  void see_one(const waiting_room::DoorsClosed& fact);
  void see_one(const waiting_room::DayEnded& fact);
  void see_one(const waiting_room::TicketSetAside& fact);
  void see_one(const waiting_room::TicketReleased& fact);
  void see_one(const waiting_room::StrategySet& fact);
  void see_one(const waiting_room::ServiceFinished& fact);
  void see_one(const waiting_room::VisitPlanned& fact);
  void see_one(const waiting_room::Reminded& fact);
  void see_one(const waiting_room::Returned& fact);
  void see_one(const waiting_room::MessagesSet& fact);
  void see_one(const waiting_room::BlockLeased& fact);
  void see_one(const waiting_room::LeaseEnded& fact);
  void see_one(const waiting_room::Unbound& fact);
  void see_one(const evaluation::Given& fact);
  void see_one(const evaluation::FollowUpOpened& fact);
  void see_one(const evaluation::FollowUpTakenUp& fact);
  void see_one(const evaluation::FollowUpVerified& fact);
  void see_one(const evaluation::FollowUpAppealed& fact);
  void see_one(const evaluation::AppealDecided& fact);
  void see_one(const evaluation::FollowUpClosed& fact);
  void see_one(const evaluation::FollowUpReminded& fact);
  void see_one(const evaluation::LinkPlanned& fact);
  void see_one(const evaluation::LinkDropped& fact);
  void see_one(const evaluation::LinkSent& fact);

  Find find_;
  Calendar calendar_;
  std::unordered_map<TicketId, Visit> visits_;
  std::map<WindowId, Spell> posts_;  // In force.
  Changes changes_;
  Place now_;
};

}  // namespace atrium::statistics
