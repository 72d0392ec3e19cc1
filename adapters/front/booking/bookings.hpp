// Acts about bookings as commands of the appointment book: texts become days and times, people
// become keyed hashes.
#pragma once

#include "actors/appointment_book/appointment_book.hpp"
#include "adapters/front/acts.hpp"
#include "adapters/front/booking/people.hpp"
#include "runtime/core/decision.hpp"

#include <string_view>
#include <variant>

namespace atrium::front {

struct BookingFilter {
  std::string status;  // By name; empty: any. Likewise below.
  std::string day;     // "2026-11-21"
  std::string service;
  std::string booking;  // Its id, code, reference or ticket's number.
  int limit = appointment_book::bookings_listed;
};

template <class T>
using Read = std::variant<T, Refusal>;

Read<appointment_book::Command> to_command(const BookVisit& act, const People& people);
Read<appointment_book::Command> to_command(const ChangeBooking& act);
Read<appointment_book::Command> to_command(const CancelBooking& act);
Read<appointment_book::Command> to_command(const CheckIn& act, const People& people);
Read<appointment_book::Command> to_command(const RecordOutcome& act);

Read<appointment_book::Query> slots_query(std::string_view service, std::string_view day);
Read<appointment_book::Query> use_query(std::string_view day);
Read<appointment_book::Query> search_query(const BookingFilter& filter);

}  // namespace atrium::front
