// What the rule files of the book share; nothing outside includes it.
#pragma once

#include "actors/appointment_book/appointment_book.hpp"
#include "actors/appointment_book/slots.hpp"

#include <tl/expected.hpp>

namespace atrium::appointment_book {

using Outcome = Decision<Event>;
using Looked = std::variant<Answer, Refusal>;

inline const Configuration& configuration_of(const State& book) {
  return *book.facts.configuration;
}

// The booking that a code, or a member of staff by its id, means.
tl::expected<const Booking*, Refusal> booking_meant(const State& book, const std::string& code,
                                                    const BookingId& booking);

BookingView view_of(const Booking& booking, bool with_code);

// booking.cpp
Outcome decide_one(const State&, const Book&, const Context&);
Outcome decide_one(const State&, const Change&, const Context&);
Outcome decide_one(const State&, const Cancel&, const Context&);

// arriving.cpp
Outcome decide_one(const State&, const CheckIn&, const Context&);
Outcome decide_one(const State&, const LinkTicket&, const Context&);

// settling.cpp
Outcome decide_one(const State&, const RecordOutcome&, const Context&);
Outcome decide_one(const State&, const FollowTicket&, const Context&);
Outcome decide_one(const State&, const EndDay&, const Context&);

// looking.cpp
Looked look_one(const State&, const Slots&, Instant now);
Looked look_one(const State&, const Days&, Instant now);
Looked look_one(const State&, const Find&, Instant now);
Looked look_one(const State&, const Mine&, Instant now);
Looked look_one(const State&, const Search&, Instant now);
Looked look_one(const State&, const Use&, Instant now);
Looked look_one(const State&, const Rules&, Instant now);

// folding.cpp
void evolve_one(State&, const Configured&);
void evolve_one(State&, const Booked&);
void evolve_one(State&, const Changed&);
void evolve_one(State&, const Cancelled&);
void evolve_one(State&, const CheckedIn&);
void evolve_one(State&, const TicketLinked&);
void evolve_one(State&, const OutcomeRecorded&);
void evolve_one(State&, const DayEnded&);
void rebuild_index(State&);

}  // namespace atrium::appointment_book
