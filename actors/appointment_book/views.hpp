// What an appointment book answers. The field names are the JSON that edges return. No personal
// data in clear; the code only to whoever made the booking or gave the code.
#pragma once

#include "actors/appointment_book/booking.hpp"
#include "actors/appointment_book/configuration.hpp"

#include <boost/describe.hpp>

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace atrium::appointment_book {

struct BookingView {
  BookingId booking;
  std::optional<std::string> code;
  Status status = Status::booked;
  ServiceId service;
  std::string day;     // "2026-11-21"
  std::string begins;  // "09:00", of the hall's clock.
  std::string ends;
  Instant at;
  std::optional<std::string> name;   // Masked.
  std::optional<std::string> phone;  // Masked.
  std::string channel;
  std::string reference;
  std::string reason;
  std::optional<TicketId> ticket;
  std::string number;
  Instant made_at;
  std::optional<Instant> arrived_at;
  std::optional<Instant> settled_at;
};
BOOST_DESCRIBE_STRUCT(BookingView, (),
                      (booking, code, status, service, day, begins, ends, at, name, phone, channel,
                       reference, reason, ticket, number, made_at, arrived_at, settled_at))

struct BookingsView {
  std::vector<BookingView> bookings;
  int found = 0;  // Also those beyond the limit.
};
BOOST_DESCRIBE_STRUCT(BookingsView, (), (bookings, found))

struct SlotView {
  std::string begins;
  std::string ends;
  Instant at;
  int capacity = 0;
  int free = 0;
  bool bookable = false;
  std::string refusal;  // Why not: the code that a booking would be refused with.
};
BOOST_DESCRIBE_STRUCT(SlotView, (), (begins, ends, at, capacity, free, bookable, refusal))

struct SlotsView {
  ServiceId service;
  std::string day;
  std::vector<SlotView> slots;
};
BOOST_DESCRIBE_STRUCT(SlotsView, (), (service, day, slots))

struct DayView {
  std::string day;
  int capacity = 0;
  int free = 0;  // In slots that can still be booked.
  bool bookable = false;
  std::string refusal;
};
BOOST_DESCRIBE_STRUCT(DayView, (), (day, capacity, free, bookable, refusal))

struct DaysView {
  ServiceId service;
  std::vector<DayView> days;  // From today to the last released one.
};
BOOST_DESCRIBE_STRUCT(DaysView, (), (service, days))

struct UseSlotView {
  std::vector<ServiceId> services;
  std::string begins;
  std::string ends;
  int capacity = 0;
  int taken = 0;
  int arrived = 0;  // Who have checked in, whatever became of them.
};
BOOST_DESCRIBE_STRUCT(UseSlotView, (), (services, begins, ends, capacity, taken, arrived))

struct UseView {
  std::string day;
  std::vector<ServiceId> services;  // All that can be booked, on whatever day.
  std::vector<UseSlotView> slots;
};
BOOST_DESCRIBE_STRUCT(UseView, (), (day, services, slots))

struct ConfiguredView {
  std::string version;
};
BOOST_DESCRIBE_STRUCT(ConfiguredView, (), (version))

using Answer =
    std::variant<BookingView, BookingsView, SlotsView, DaysView, UseView, ConfiguredView,
                 Configuration>;

}  // namespace atrium::appointment_book
