// What has become true in an appointment book. Stored for ever: never edit an event, append a new
// one to the variant and to persistence/schema/appointment_book.capnp.
#pragma once

#include "actors/appointment_book/booking.hpp"
#include "actors/appointment_book/configuration.hpp"

#include <boost/describe.hpp>

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace atrium::appointment_book {

struct Configured {
  Configuration configuration;
  Day day;  // The business day that it was.
  Instant at;
  bool operator==(const Configured&) const = default;
};
BOOST_DESCRIBE_STRUCT(Configured, (), (configuration, day, at))

struct Booked {
  Booking booking;
  Day made;  // The business day on which it was made; its numbers run by it.
  Instant at;
  bool operator==(const Booked&) const = default;
};
BOOST_DESCRIBE_STRUCT(Booked, (), (booking, made, at))

// In one step: the new seat is taken and the old one given back, free from `frees_at` on.
struct Changed {
  BookingId booking;
  ServiceId service;
  Instant from;
  Day day;
  int minute = 0;
  Instant to;
  Instant ends;
  Instant frees_at;
  Instant at;
  bool operator==(const Changed&) const = default;
};
BOOST_DESCRIBE_STRUCT(Changed, (), (booking, service, from, day, minute, to, ends, frees_at, at))

struct Cancelled {
  BookingId booking;
  ServiceId service;
  Instant slot;
  std::string reason;
  Instant frees_at;
  Instant at;
  bool operator==(const Cancelled&) const = default;
};
BOOST_DESCRIBE_STRUCT(Cancelled, (), (booking, service, slot, reason, frees_at, at))

// Asks for a ticket. Again when an earlier asking led to none.
struct CheckedIn {
  BookingId booking;
  ServiceId service;
  Instant slot;
  std::string channel;
  std::optional<DeviceId> machine;
  Holder holder;
  Instant at;
  std::vector<ServiceId> next = {};  // To be done by the same number, after the booked service.
  bool operator==(const CheckedIn&) const = default;
};
BOOST_DESCRIBE_STRUCT(CheckedIn, (), (booking, service, slot, channel, machine, holder, at, next))

struct TicketLinked {
  BookingId booking;
  TicketId ticket;
  std::string number;
  Instant at;
  bool operator==(const TicketLinked&) const = default;
};
BOOST_DESCRIBE_STRUCT(TicketLinked, (), (booking, ticket, number, at))

// By what became of the ticket, or by a member of staff.
struct OutcomeRecorded {
  BookingId booking;
  Status status = Status::honoured;
  std::string reason;
  std::optional<StaffId> staff;
  Instant at;
  bool operator==(const OutcomeRecorded&) const = default;
};
BOOST_DESCRIBE_STRUCT(OutcomeRecorded, (), (booking, status, reason, staff, at))

// Of every day before `next`: who never came, who came and was not served, and up to which day
// bookings are kept no longer.
struct DayEnded {
  Day next;
  std::vector<BookingId> no_shows;
  std::vector<BookingId> unserved;
  Day kept_from;
  Instant at;
  bool operator==(const DayEnded&) const = default;
};
BOOST_DESCRIBE_STRUCT(DayEnded, (), (next, no_shows, unserved, kept_from, at))

using Event = std::variant<Configured, Booked, Changed, Cancelled, CheckedIn, TicketLinked,
                           OutcomeRecorded, DayEnded>;

}  // namespace atrium::appointment_book
