// One booking as the book keeps it.
#pragma once

#include "runtime/core/ids.hpp"
#include "runtime/core/personal.hpp"
#include "runtime/core/time/zone.hpp"

#include <boost/describe.hpp>

#include <optional>
#include <string>

namespace atrium::appointment_book {

using BookingId = Id<struct BookingTag>;  // "B20261121-0001": the day on which it was made.

// arrived: checked in. honoured: served. refused: came and was turned away. unserved: came and the
// day ended first. Every one but cancelled holds its seat.
enum class Status { booked, arrived, honoured, no_show, refused, unserved, cancelled };
BOOST_DESCRIBE_ENUM(Status, booked, arrived, honoured, no_show, refused, unserved, cancelled)

struct Holder {
  std::string id_type;  // "id_card", "phone", …; empty = unknown.
  Personal<std::string> id_number;
  Personal<std::string> name;
  Personal<std::string> phone;
  bool operator==(const Holder&) const = default;
};
BOOST_DESCRIBE_STRUCT(Holder, (), (id_type, id_number, name, phone))

// `person` and `contact` are keyed hashes, made at the edge, of the identity number (the phone
// where there is none) and of the phone: they tell two people apart and tell nothing about either.
struct Booking {
  BookingId booking;
  Personal<std::string> code;  // Whoever has it may change, cancel and check in.
  ServiceId service;
  Day day;
  int minute = 0;  // After local midnight, when the slot begins.
  Instant at;      // The same as an instant.
  Instant ends;
  SubjectId person;
  SubjectId contact;
  Holder holder;
  std::string channel;
  std::string reference;  // Of the platform that it came from.
  Instant made_at;
  Status status = Status::booked;
  std::string reason;  // Of the status.
  std::optional<TicketId> ticket;
  std::string number;
  std::optional<Instant> arrived_at;
  std::optional<Instant> settled_at;
  bool operator==(const Booking&) const = default;
};
BOOST_DESCRIBE_STRUCT(Booking, (),
                      (booking, code, service, day, minute, at, ends, person, contact, holder,
                       channel, reference, made_at, status, reason, ticket, number, arrived_at,
                       settled_at))

}  // namespace atrium::appointment_book
