// The acts that an edge may ask of a hall, by name: what HTTP, ZeroMQ and every later edge map
// their wire form to. Plain texts, checked for their form by the edge and for sense by the entity
// that decides.
#pragma once

#include <boost/describe.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace atrium::front {

struct HolderFields {
  std::string id_type;
  std::string id_number;
  std::string name;
  std::string phone;
  std::string code{};  // What a phone showed; a code reader makes the rest of it.
};

struct TakeTicket {
  std::string service;
  std::string channel;
  std::optional<std::string> machine;
  int priority = 0;
  std::optional<HolderFields> holder;
  bool released = false;               // Staff typed their password for the priority.
  std::vector<std::string> next = {};  // More services of the same visit, in order.
  std::string journey = {};            // In place of services.
  std::string to_window = {};          // Waits for this window alone …
  std::string to_staff = {};           // … or for this member of staff.
};

// One of window_actions; the fields that the action does not take stay empty.
struct WindowAct {
  std::string window;
  std::string action;
  std::string staff;
  std::string reason;
  std::string number;
  std::string to_window;
  std::string to_service;
  std::vector<std::string> services = {};  // Still to do after the present one.
  std::string to_staff = {};               // In place of to_window.
};

struct Evaluate {
  std::string ticket;
  int level = 0;
  std::vector<std::string> tags;
  std::string text;
  std::string channel{};
  // Given at a device that was cut off: its own number of it, and when (ISO 8601).
  std::string device{};
  int epoch = 0;
  int sequence = 0;
  std::string captured_at{};
};

// A step in the follow-up of a rating, by whoever asks.
struct FollowUp {
  std::string ticket;
  std::string step;  // take-up, verify, appeal, decide, close.
  bool yes = false;  // Of verify: upheld; of decide: granted.
  std::string text;
};

// Lets a ticket go on that was set aside because a rule broke over it.
struct ReleaseTicket {
  std::string ticket;
};

struct OpenHall {};
struct CloseHall {};
struct SetMode {
  std::string mode;
};  // voiced, silent or both.

// What a strategy is made of, as actors/waiting_room/strategy.hpp says.
struct StrategyFields {
  std::string order;     // booked_first (also if empty) or by_time.
  std::string weighing;  // strict (also if empty), ageing or ratio.
  std::vector<int> weights;
  int booked_weight = 0;
  int higher = 2;
  int lower = 1;
  bool per_window = false;
  int overtaken_max = 5;
  int overtaken_s = 1800;
  bool own_first = true;
};

// How some windows call from now on, or all of them if none is named: by name, or by these values.
// Neither: as the hall's definition says.
struct SetStrategy {
  std::vector<std::string> windows;
  std::string strategy;
  std::optional<StrategyFields> value;
};

struct Reprint {
  std::string ticket;
  std::string machine;
};

// A label's barcode was scanned: `step` is receipt, handling or completion.
struct StampLabel {
  std::string ticket;
  std::string step;
  std::string window;
};
struct WithdrawStamp {
  std::string ticket;
  std::string step;
};

struct ReportDisplay {
  std::string device;
  int sequence = 0;
};
struct ReportEvaluator {
  std::string device;
  int sequence = 0;
  bool timed_out = false;
};
struct ReportMachine {
  std::string device;
  std::vector<int> printed;
  std::string paper;  // Empty: unchanged.
  std::optional<bool> online;
};

// A page that speaks for a zone, or would: ready, begun, spoken or leaving.
struct ReportSpeaker {
  std::string device;
  std::string page;
  std::string phase;
  int sequence = 0;
  int round = 0;
};

// Times are the hall's own: "2026-11-21", "09:00".
struct BookVisit {
  std::string service;
  std::string day;
  std::string begins;
  std::string channel;
  std::string reference;  // Of a platform that the booking comes from.
  std::optional<HolderFields> holder;
};
// By code; or by its id, when a member of staff asks. Likewise below.
struct ChangeBooking {
  std::string code;
  std::string booking;
  std::string day;
  std::string begins;
};
struct CancelBooking {
  std::string code;
  std::string booking;
  std::string reason;
};
// By code, or by the holder's identity number or phone.
struct CheckIn {
  std::string code;
  std::optional<HolderFields> holder;
  std::string channel;
  std::optional<std::string> machine;
  std::vector<std::string> next = {};  // More services of the visit, after the booked one.
};
struct RecordOutcome {
  std::string booking;
  std::string outcome;  // honoured, no_show, refused or booked.
  std::string reason;
};

// Numbers that a terminal may give out while it is cut off, and what it gave out.
struct LeaseNumbers {
  std::string terminal;
  int epoch = 0;
  std::string service;
  int count = 0;
  int minutes = 0;  // 0: as long as usual.
};
struct TakeInTicket {
  std::string lease;
  int position = 0;
  int value = 0;
  std::string service;
  std::string at;  // ISO 8601.
  int priority = 0;
  std::optional<HolderFields> holder;
  bool released = false;  // As of TakeTicket.
};
struct EndLease {
  std::string lease;
};

// Append only: an act's place in the list is part of its fingerprint, which is stored.
using Act =
    std::variant<TakeTicket, WindowAct, Evaluate, OpenHall, CloseHall, SetMode, Reprint,
                 ReportDisplay, ReportEvaluator, ReportMachine, ReleaseTicket, FollowUp,
                 SetStrategy, ReportSpeaker, BookVisit, ChangeBooking, CancelBooking, CheckIn,
                 RecordOutcome, StampLabel, WithdrawStamp, LeaseNumbers, TakeInTicket, EndLease>;

BOOST_DESCRIBE_STRUCT(HolderFields, (), (id_type, id_number, name, phone, code))

BOOST_DESCRIBE_STRUCT(TakeTicket, (),
                      (service, channel, machine, priority, holder, released, next, journey,
                       to_window, to_staff))
BOOST_DESCRIBE_STRUCT(WindowAct, (),
                      (window, action, staff, reason, number, to_window, to_service, services,
                       to_staff))
BOOST_DESCRIBE_STRUCT(Evaluate, (),
                      (ticket, level, tags, text, channel, device, epoch, sequence, captured_at))
BOOST_DESCRIBE_STRUCT(FollowUp, (), (ticket, step, yes, text))
BOOST_DESCRIBE_STRUCT(ReleaseTicket, (), (ticket))
BOOST_DESCRIBE_STRUCT(StampLabel, (), (ticket, step, window))
BOOST_DESCRIBE_STRUCT(WithdrawStamp, (), (ticket, step))
BOOST_DESCRIBE_STRUCT(LeaseNumbers, (), (terminal, epoch, service, count, minutes))
BOOST_DESCRIBE_STRUCT(TakeInTicket, (),
                      (lease, position, value, service, at, priority, holder, released))
BOOST_DESCRIBE_STRUCT(EndLease, (), (lease))
BOOST_DESCRIBE_STRUCT(OpenHall, (), ())
BOOST_DESCRIBE_STRUCT(CloseHall, (), ())
BOOST_DESCRIBE_STRUCT(SetMode, (), (mode))
BOOST_DESCRIBE_STRUCT(StrategyFields, (),
                      (order, weighing, weights, booked_weight, higher, lower, per_window,
                       overtaken_max, overtaken_s, own_first))
BOOST_DESCRIBE_STRUCT(SetStrategy, (), (windows, strategy, value))
BOOST_DESCRIBE_STRUCT(Reprint, (), (ticket, machine))
BOOST_DESCRIBE_STRUCT(ReportDisplay, (), (device, sequence))
BOOST_DESCRIBE_STRUCT(ReportEvaluator, (), (device, sequence, timed_out))
BOOST_DESCRIBE_STRUCT(ReportSpeaker, (), (device, page, phase, sequence, round))
BOOST_DESCRIBE_STRUCT(ReportMachine, (), (device, printed, paper, online))
BOOST_DESCRIBE_STRUCT(BookVisit, (), (service, day, begins, channel, reference, holder))
BOOST_DESCRIBE_STRUCT(ChangeBooking, (), (code, booking, day, begins))
BOOST_DESCRIBE_STRUCT(CancelBooking, (), (code, booking, reason))
BOOST_DESCRIBE_STRUCT(CheckIn, (), (code, holder, channel, machine, next))
BOOST_DESCRIBE_STRUCT(RecordOutcome, (), (booking, outcome, reason))

// Whom an edge lets in when much is waiting: of so many requests not yet answered, questions are
// turned away at a quarter, what devices report at a half, and acts of people at the whole.
enum class Urgency { question, report, act };
Urgency urgency_of(const Act& act);
std::size_t allowed(std::size_t in_flight_max, Urgency urgency);

// What an action at a window is called and which fields it takes besides the window.
enum class Takes { no, may, must };
struct WindowAction {
  std::string_view name;  // "call-next"
  Takes staff = Takes::no;
  Takes reason = Takes::no;
  Takes number = Takes::no;
  Takes target = Takes::no;  // to_window, to_staff or to_service.
  Takes services = Takes::no;
};
const std::vector<WindowAction>& window_actions();
const WindowAction* find_window_action(
    std::string_view name);  // Null when there is none of this name.

// Of an act as it was asked, the same from whichever edge and after a restart: tells a repeat from
// a reused command id. A holder's data count only as present or not, so that the stored hash tells
// nothing about a person.
std::uint64_t fingerprint(std::string_view hall, const Act& act);

}  // namespace atrium::front
