// The bookings of one hall, whatever channel they came by: slots and their capacity, who has booked
// which, check-in and what became of it. Check-in asks for the ticket; the waiting room makes it
// and goes on alone. Values and pure functions only.
#pragma once

#include "actors/appointment_book/events.hpp"
#include "actors/appointment_book/views.hpp"
#include "runtime/core/context.hpp"
#include "runtime/core/decision.hpp"

#include <boost/describe.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace atrium::appointment_book {

inline constexpr int bookings_listed = 50;
inline constexpr int bookings_listed_max = 500;
inline constexpr std::size_t next_max = 7;  // Of one visit, after the service that was booked.

// What may be asked.

struct Configure {
  Configuration configuration;
};

// `code` is made at the edge, where chance may be asked. A platform's reference is booked once:
// again, for the same person, it answers the same booking.
struct Book {
  ServiceId service;
  Day day;
  int minute = 0;
  std::string code;
  SubjectId person;
  SubjectId contact;
  Holder holder;
  std::string channel;
  std::string reference;
};
// By code; staff name the booking instead. Likewise below.
struct Change {
  std::string code;
  BookingId booking;
  Day day;
  int minute = 0;
};
struct Cancel {
  std::string code;
  BookingId booking;
  std::string reason;
};
// By code, or by whom the holder proved to be.
struct CheckIn {
  std::string code;
  SubjectId person;
  SubjectId contact;
  std::string channel;
  std::optional<DeviceId> machine;
  std::vector<ServiceId> next = {};  // More services under the ticket's number, in order.
};
struct RecordOutcome {
  BookingId booking;
  Status outcome = Status::honoured;
  std::string reason;
};
// Policies': what the waiting room did.
struct LinkTicket {
  BookingId booking;
  TicketId ticket;
  std::string number;
};
struct FollowTicket {
  TicketId ticket;
  Status outcome = Status::honoured;
  std::optional<Status> from = {};  // Only of a booking that stands so.
};
struct EndDay {};  // The timer's.
using Command = std::variant<Configure, Book, Change, Cancel, CheckIn, RecordOutcome, LinkTicket,
                             FollowTicket, EndDay>;

struct Slots {
  ServiceId service;
  Day day;
};
struct Days {
  ServiceId service;
};
struct Find {
  BookingId booking;
};
// Open bookings by code or by whom they are for.
struct Mine {
  std::string code;
  SubjectId person;
  SubjectId contact;
};
struct Search {
  std::optional<Status> status;
  std::optional<Day> day;
  std::optional<ServiceId> service;
  std::string booking;  // Its id, its reference or its code.
  int limit = bookings_listed;
};
struct Use {
  Day day;
};
struct Rules {};  // The definition in force.
using Query = std::variant<Slots, Days, Find, Mine, Search, Use, Rules>;

BOOST_DESCRIBE_STRUCT(Configure, (), (configuration))
BOOST_DESCRIBE_STRUCT(Book, (),
                      (service, day, minute, code, person, contact, holder, channel, reference))
BOOST_DESCRIBE_STRUCT(Change, (), (code, booking, day, minute))
BOOST_DESCRIBE_STRUCT(Cancel, (), (code, booking, reason))
BOOST_DESCRIBE_STRUCT(CheckIn, (), (code, person, contact, channel, machine, next))
BOOST_DESCRIBE_STRUCT(RecordOutcome, (), (booking, outcome, reason))
BOOST_DESCRIBE_STRUCT(LinkTicket, (), (booking, ticket, number))
BOOST_DESCRIBE_STRUCT(FollowTicket, (), (ticket, outcome, from))
BOOST_DESCRIBE_STRUCT(EndDay, (), ())
BOOST_DESCRIBE_STRUCT(Slots, (), (service, day))
BOOST_DESCRIBE_STRUCT(Days, (), (service))
BOOST_DESCRIBE_STRUCT(Find, (), (booking))
BOOST_DESCRIBE_STRUCT(Mine, (), (code, person, contact))
BOOST_DESCRIBE_STRUCT(Search, (), (status, day, service, booking, limit))
BOOST_DESCRIBE_STRUCT(Use, (), (day))
BOOST_DESCRIBE_STRUCT(Rules, (), ())

// What is known.

// A seat that was given back and is not free yet.
struct Held {
  ServiceId service;
  Instant at;
  Instant until;
  bool operator==(const Held&) const = default;
};
BOOST_DESCRIBE_STRUCT(Held, (), (service, at, until))

struct Facts {
  std::optional<Configuration> configuration;
  Day day;   // The first that has not been ended.
  Day made;  // On which the last booking was made, and how many were made on it.
  int made_count = 0;
  std::vector<Booking> bookings;  // In the order in which they were made.
  std::vector<Held> held;
  bool operator==(const Facts&) const = default;
};
BOOST_DESCRIBE_STRUCT(Facts, (), (configuration, day, made, made_count, bookings, held))

struct Index {
  using Place = std::size_t;  // In Facts::bookings.
  std::map<BookingId, Place> bookings;
  std::map<std::string, Place> codes;
  std::map<std::string, Place> references;
  std::map<TicketId, Place> tickets;
  std::multimap<SubjectId, Place> persons;
  std::multimap<SubjectId, Place> contacts;
  std::map<std::pair<ServiceId, Instant>, int> seats;  // Taken.
};

struct State {
  Facts facts;
  Index index;  // Derived from the facts.
};

using Saved = Facts;
inline constexpr std::uint16_t saved_schema = 1;

struct Due {
  Instant at;
  Command command;
};

Decision<Event> decide(const State&, const Command&, const Context&);
void evolve(State&, const Event&);
Answer reply(const State&, const Command&, const std::vector<Event>&, const Context&);
std::variant<Answer, Refusal> look(const State&, const Query&, Instant now);
std::optional<Due> due(const State&);  // The end of the business day.
Saved save(const State&);
State load(const Saved&);
bool wants_snapshot(const Event&);

struct Entity {
  using State = appointment_book::State;
  using Command = appointment_book::Command;
  using Query = appointment_book::Query;
  using Event = appointment_book::Event;
  using Answer = appointment_book::Answer;
  using Saved = appointment_book::Saved;
  using Due = appointment_book::Due;
  static constexpr std::string_view kind = "appointment_book";
};

}  // namespace atrium::appointment_book
