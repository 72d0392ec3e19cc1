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
};

struct TakeTicket {
  std::string service;
  std::string channel;
  std::optional<std::string> machine;
  int priority = 0;
  std::optional<HolderFields> holder;
  std::vector<std::string> next = {};  // More services of the same visit, in order.
  std::string journey = {};            // In place of services.
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

struct Reprint {
  std::string ticket;
  std::string machine;
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
};
struct EndLease {
  std::string lease;
};

// Append only: an act's place in the list is part of its fingerprint, which is stored.
using Act = std::variant<TakeTicket, WindowAct, Evaluate, OpenHall, CloseHall, SetMode, Reprint,
                         ReportDisplay, ReportEvaluator, ReportMachine, ReleaseTicket, FollowUp,
                         LeaseNumbers, TakeInTicket, EndLease>;

BOOST_DESCRIBE_STRUCT(HolderFields, (), (id_type, id_number, name, phone))
BOOST_DESCRIBE_STRUCT(TakeTicket, (), (service, channel, machine, priority, holder, next, journey))
BOOST_DESCRIBE_STRUCT(WindowAct, (),
                      (window, action, staff, reason, number, to_window, to_service, services))
BOOST_DESCRIBE_STRUCT(Evaluate, (),
                      (ticket, level, tags, text, channel, device, epoch, sequence, captured_at))
BOOST_DESCRIBE_STRUCT(FollowUp, (), (ticket, step, yes, text))
BOOST_DESCRIBE_STRUCT(ReleaseTicket, (), (ticket))
BOOST_DESCRIBE_STRUCT(LeaseNumbers, (), (terminal, epoch, service, count, minutes))
BOOST_DESCRIBE_STRUCT(TakeInTicket, (), (lease, position, value, service, at, priority, holder))
BOOST_DESCRIBE_STRUCT(EndLease, (), (lease))
BOOST_DESCRIBE_STRUCT(OpenHall, (), ())
BOOST_DESCRIBE_STRUCT(CloseHall, (), ())
BOOST_DESCRIBE_STRUCT(SetMode, (), (mode))
BOOST_DESCRIBE_STRUCT(Reprint, (), (ticket, machine))
BOOST_DESCRIBE_STRUCT(ReportDisplay, (), (device, sequence))
BOOST_DESCRIBE_STRUCT(ReportEvaluator, (), (device, sequence, timed_out))
BOOST_DESCRIBE_STRUCT(ReportMachine, (), (device, printed, paper, online))

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
  Takes target = Takes::no;  // to_window or to_service.
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
