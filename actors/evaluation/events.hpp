// What is true of a visit's evaluation from now on. Stored for ever: never edit an event, add a new
// one; a field may be appended with a default that reads as before.
#pragma once

#include "runtime/core/ids.hpp"
#include "runtime/core/personal.hpp"
#include "runtime/core/time/instant.hpp"

#include <boost/describe.hpp>

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace atrium::evaluation {

inline constexpr int level_min = 1;  // Very dissatisfied.
inline constexpr int level_max =
    5;  // Very satisfied (the deployed polarity; GB/T 39046 is the reverse).
inline constexpr int poor_max = 2;  // Up to here a rating is poor (差评).

// Given at a device that was cut off, and told to the hall later: what tells it from any other.
struct Capture {
  std::string device;
  int epoch = 0;  // Of the device: goes up when it starts anew.
  int sequence = 0;
  Instant at;
  bool operator==(const Capture&) const = default;
};
BOOST_DESCRIBE_STRUCT(Capture, (), (device, epoch, sequence, at))

struct Given {
  TicketId ticket;
  WindowId window;
  StaffId staff;
  int level = 0;
  std::vector<std::string> tags;
  Personal<std::string> text;  // People write names and numbers into it.
  Instant at;
  std::string number{};
  ServiceId service{};
  Instant finished_at{};  // Of the service; 0 = not known.
  std::string channel{};  // Where it was given: one of channels; empty = not known.
  std::optional<Capture> capture{};
  bool operator==(const Given&) const = default;
};
BOOST_DESCRIBE_STRUCT(Given, (),
                      (ticket, window, staff, level, tags, text, at, number, service, finished_at,
                       channel, capture))

// Somebody must look into a rating that is not good: begins at once, in the rating's own commit.
struct FollowUpOpened {
  TicketId ticket;
  WindowId window;
  int level = 0;
  Instant at;
  std::optional<Instant> accept_by{};
  std::optional<Instant> close_by{};
  std::string undated{};  // Why there are no deadlines: "calendar.year_not_published".
  bool operator==(const FollowUpOpened&) const = default;
};
BOOST_DESCRIBE_STRUCT(FollowUpOpened, (), (ticket, window, level, at, accept_by, close_by, undated))

struct FollowUpTakenUp {
  TicketId ticket;
  StaffId staff;
  Instant at;
  bool operator==(const FollowUpTakenUp&) const = default;
};
BOOST_DESCRIBE_STRUCT(FollowUpTakenUp, (), (ticket, staff, at))

struct FollowUpVerified {
  TicketId ticket;
  StaffId staff;
  bool upheld = false;
  Personal<std::string> text;
  Instant at;
  bool operator==(const FollowUpVerified&) const = default;
};
BOOST_DESCRIBE_STRUCT(FollowUpVerified, (), (ticket, staff, upheld, text, at))

struct FollowUpAppealed {
  TicketId ticket;
  StaffId staff;
  Personal<std::string> text;
  Instant at;
  bool operator==(const FollowUpAppealed&) const = default;
};
BOOST_DESCRIBE_STRUCT(FollowUpAppealed, (), (ticket, staff, text, at))

struct AppealDecided {
  TicketId ticket;
  StaffId staff;
  bool granted = false;
  Personal<std::string> text;
  Instant at;
  bool operator==(const AppealDecided&) const = default;
};
BOOST_DESCRIBE_STRUCT(AppealDecided, (), (ticket, staff, granted, text, at))

struct FollowUpClosed {
  TicketId ticket;
  StaffId staff;
  Personal<std::string> answer;  // To the citizen.
  Instant at;
  bool operator==(const FollowUpClosed&) const = default;
};
BOOST_DESCRIBE_STRUCT(FollowUpClosed, (), (ticket, staff, answer, at))

struct FollowUpReminded {
  TicketId ticket;
  WindowId window;
  bool overdue = false;
  Instant due;
  Instant at;
  bool operator==(const FollowUpReminded&) const = default;
};
BOOST_DESCRIBE_STRUCT(FollowUpReminded, (), (ticket, window, overdue, due, at))

// The holder is to get the link by which the visit is rated, unless it was rated by then.
struct LinkPlanned {
  TicketId ticket;
  WindowId window;
  std::string number;
  Personal<std::string> to;  // The phone.
  Instant send_at;
  Instant expires;  // The link.
  Instant at;
  bool operator==(const LinkPlanned&) const = default;
};
BOOST_DESCRIBE_STRUCT(LinkPlanned, (), (ticket, window, number, to, send_at, expires, at))

// The service goes on after all, or there is nobody any more to send it to.
struct LinkDropped {
  TicketId ticket;
  Instant at;
  bool operator==(const LinkDropped&) const = default;
};
BOOST_DESCRIBE_STRUCT(LinkDropped, (), (ticket, at))

// Its message goes out: once in the life of a visit.
struct LinkSent {
  TicketId ticket;
  WindowId window;
  std::string number;
  Personal<std::string> to;
  Instant expires;
  Instant at;
  bool operator==(const LinkSent&) const = default;
};
BOOST_DESCRIBE_STRUCT(LinkSent, (), (ticket, window, number, to, expires, at))

using Event = std::variant<Given, FollowUpOpened, FollowUpTakenUp, FollowUpVerified,
                           FollowUpAppealed, AppealDecided, FollowUpClosed, FollowUpReminded,
                           LinkPlanned, LinkDropped, LinkSent>;

}  // namespace atrium::evaluation
