// Facts into state. Nothing here decides.
#include "actors/appointment_book/rules/rules.hpp"

#include <algorithm>
#include <chrono>

namespace atrium::appointment_book {
namespace {

Booking& booking_of(State& book, const BookingId& id) {
  return book.facts.bookings[book.index.bookings.at(id)];
}

void add_to_index(State& book, Index::Place place) {
  auto& index = book.index;
  const auto& booking = book.facts.bookings[place];
  index.bookings.emplace(booking.booking, place);
  if (!booking.code.value.empty()) index.codes.emplace(booking.code.value, place);
  if (!booking.reference.empty()) index.references.emplace(booking.reference, place);
  if (booking.ticket) index.tickets.insert_or_assign(*booking.ticket, place);
  if (!booking.person.empty()) index.persons.emplace(booking.person, place);
  if (!booking.contact.empty()) index.contacts.emplace(booking.contact, place);
  if (booking.status != Status::cancelled) ++index.seats[{booking.service, booking.at}];
}

void leave_seat(State& book, const ServiceId& service, Instant slot, Instant frees_at, Instant at) {
  const auto seats = book.index.seats.find({service, slot});
  if (seats != book.index.seats.end() && --seats->second == 0) book.index.seats.erase(seats);
  std::erase_if(book.facts.held, [&](const Held& held) { return held.until <= at; });
  if (frees_at > at) book.facts.held.push_back({service, slot, frees_at});
}

}  // namespace

void rebuild_index(State& book) {
  book.index = {};
  for (Index::Place place = 0; place < book.facts.bookings.size(); ++place) {
    add_to_index(book, place);
  }
}

void evolve_one(State& book, const Configured& fact) {
  if (!book.facts.configuration) book.facts.day = fact.day;
  book.facts.configuration = fact.configuration;
}

void evolve_one(State& book, const Booked& fact) {
  book.facts.made_count = book.facts.made == fact.made ? book.facts.made_count + 1 : 1;
  book.facts.made = fact.made;
  book.facts.bookings.push_back(fact.booking);
  add_to_index(book, book.facts.bookings.size() - 1);
}

void evolve_one(State& book, const Changed& fact) {
  leave_seat(book, fact.service, fact.from, fact.frees_at, fact.at);
  auto& booking = booking_of(book, fact.booking);
  booking.day = fact.day;
  booking.minute = fact.minute;
  booking.at = fact.to;
  booking.ends = fact.ends;
  ++book.index.seats[{fact.service, fact.to}];
}

void evolve_one(State& book, const Cancelled& fact) {
  leave_seat(book, fact.service, fact.slot, fact.frees_at, fact.at);
  auto& booking = booking_of(book, fact.booking);
  booking.status = Status::cancelled;
  booking.reason = fact.reason;
  booking.settled_at = fact.at;
}

void evolve_one(State& book, const CheckedIn& fact) {
  auto& booking = booking_of(book, fact.booking);
  booking.status = Status::arrived;
  booking.arrived_at = fact.at;
}

void evolve_one(State& book, const TicketLinked& fact) {
  auto& booking = booking_of(book, fact.booking);
  if (booking.ticket) book.index.tickets.erase(*booking.ticket);
  booking.ticket = fact.ticket;
  booking.number = fact.number;
  book.index.tickets.insert_or_assign(fact.ticket, book.index.bookings.at(fact.booking));
}

void evolve_one(State& book, const OutcomeRecorded& fact) {
  auto& booking = booking_of(book, fact.booking);
  booking.status = fact.status;
  booking.reason = fact.reason;
  const bool open = fact.status == Status::booked || fact.status == Status::arrived;
  booking.settled_at = open ? std::nullopt : std::optional(fact.at);
}

void evolve_one(State& book, const DayEnded& fact) {
  const auto settle = [&](const std::vector<BookingId>& ids, Status status) {
    for (const auto& id : ids) {
      auto& booking = booking_of(book, id);
      booking.status = status;
      booking.settled_at = fact.at;
    }
  };
  settle(fact.no_shows, Status::no_show);
  settle(fact.unserved, Status::unserved);
  book.facts.day = fact.next;
  std::erase_if(book.facts.held, [&](const Held& held) { return held.until <= fact.at; });
  const auto gone = std::erase_if(
      book.facts.bookings, [&](const Booking& booking) { return booking.day < fact.kept_from; });
  if (gone > 0) rebuild_index(book);
}

}  // namespace atrium::appointment_book
