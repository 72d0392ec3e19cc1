// What has become true of visits of several services, of messages, and of leased numbers: part of
// the waiting room's events (../events.hpp), stored for ever like all of them.
#pragma once

#include "actors/waiting_room/configuration.hpp"
#include "runtime/core/ids.hpp"
#include "runtime/core/personal.hpp"
#include "runtime/core/time/instant.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace atrium::waiting_room {

// One service of a visit ended, and the next is waited for under the same number. The visit itself
// ends with Finished.
struct ServiceFinished {
  TicketId ticket;
  std::string number;
  WindowId window;
  StaffId staff;
  ServiceId service;
  Duration served{};
  std::vector<ServiceId> next;  // Still to do; the first is waited for now.
  Instant at;
  bool operator==(const ServiceFinished&) const = default;
};
BOOST_DESCRIBE_STRUCT(ServiceFinished, (),
                      (ticket, number, window, staff, service, served, next, at))

// What is still to do after the present service, as a window has set it down.
struct VisitPlanned {
  TicketId ticket;
  std::string number;
  WindowId window;
  std::vector<ServiceId> next;
  Instant at;
  bool operator==(const VisitPlanned&) const = default;
};
BOOST_DESCRIBE_STRUCT(VisitPlanned, (), (ticket, number, window, next, at))

// So few are ahead for the first time: exactly once in a ticket's life, with the act that brought
// it about.
struct Reminded {
  TicketId ticket;
  std::string number;
  ServiceId service;
  int ahead = 0;
  std::optional<Personal<std::string>> message_to = {};
  Instant at;
  bool operator==(const Reminded&) const = default;
};
BOOST_DESCRIBE_STRUCT(Reminded, (), (ticket, number, service, ahead, message_to, at))

// A ticket whose holder did not come waits again, where the hall says so.
struct Returned {
  TicketId ticket;
  std::string number;
  WindowId window;
  Instant effective;  // Its seniority from now on.
  bool front = false;
  Instant at;
  bool operator==(const Returned&) const = default;
};
BOOST_DESCRIBE_STRUCT(Returned, (), (ticket, number, window, effective, front, at))

// Whether calls go to their holders' phones too, as the hall's mode says.
struct MessagesSet {
  bool on = false;
  Instant at;
  bool operator==(const MessagesSet&) const = default;
};
BOOST_DESCRIBE_STRUCT(MessagesSet, (), (on, at))

// Numbers first to last of a series are the terminal's to give out while it is cut off, until then.
struct BlockLeased {
  std::string lease;
  std::string terminal;
  std::uint64_t epoch = 0;  // Of the terminal's journal.
  SeriesId series;
  int first = 0;
  int last = 0;
  Instant until;
  Instant at;
  bool operator==(const BlockLeased&) const = default;
};
BOOST_DESCRIBE_STRUCT(BlockLeased, (), (lease, terminal, epoch, series, first, last, until, at))

// Its unused numbers lapsed: nobody will ever get them.
struct LeaseEnded {
  std::string lease;
  SeriesId series;
  std::vector<int> lapsed;
  Instant at;
  bool operator==(const LeaseEnded&) const = default;
};
BOOST_DESCRIBE_STRUCT(LeaseEnded, (), (lease, series, lapsed, at))

}  // namespace atrium::waiting_room
