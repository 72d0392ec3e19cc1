// What became of a booking: told by the ticket, by a member of staff, or by the day's end.
#include "actors/appointment_book/rules/rules.hpp"
#include "actors/limits.hpp"

#include <algorithm>

namespace atrium::appointment_book {
namespace {

bool is_outcome(Status status) {
  return status == Status::honoured || status == Status::no_show || status == Status::refused ||
         status == Status::booked;
}

}  // namespace

Outcome decide_one(const State& book, const RecordOutcome& ask, const Context& context) {
  if (auto refusal = limits::too_long({{"reason", ask.reason, limits::reason_max}}))
    return *refusal;
  const auto meant = booking_meant(book, {}, ask.booking);
  if (!meant) return meant.error();
  const auto& booking = **meant;
  if (!is_outcome(ask.outcome)) {
    return refuse(RefusalKind::invalid, "appointment.bad_outcome",
                  "staff record honoured, no_show, refused, or booked to take that back",
                  "outcome");
  }
  if (booking.status == Status::cancelled) {
    return refuse(RefusalKind::wrong_phase, "appointment.cancelled", "it was cancelled");
  }
  if (booking.day > today(configuration_of(book), context.now)) {
    return refuse(RefusalKind::wrong_phase, "appointment.of_a_later_day", "its day is yet to come");
  }
  if (booking.status == ask.outcome) {
    return refuse(RefusalKind::conflict, "appointment.settled", "that is recorded already",
                  "outcome");
  }
  if (ask.outcome == Status::refused && ask.reason.empty()) {
    return refuse(RefusalKind::invalid, "appointment.reason_missing",
                  "say why the visitor was turned away", "reason");
  }
  return accept<Event>(OutcomeRecorded{booking.booking, ask.outcome, ask.reason,
                                       StaffId{context.who.id}, context.now});
}

// A ticket that no booking has is none of the book's business; nor does a ticket give a seat back.
Outcome decide_one(const State& book, const FollowTicket& ask, const Context& context) {
  const auto found = book.index.tickets.find(ask.ticket);
  if (found == book.index.tickets.end()) return accept<Event>();
  const auto& booking = book.facts.bookings[found->second];
  if (booking.status == ask.outcome || booking.status == Status::cancelled) return accept<Event>();
  if (ask.outcome == Status::cancelled) return accept<Event>();
  if (ask.from && booking.status != *ask.from) return accept<Event>();
  return accept<Event>(
      OutcomeRecorded{booking.booking, ask.outcome, "", std::nullopt, context.now});
}

Outcome decide_one(const State& book, const EndDay&, const Context& context) {
  const auto& configuration = configuration_of(book);
  DayEnded fact;
  fact.next = today(configuration, context.now);
  if (fact.next <= book.facts.day) return accept<Event>();
  for (const auto& booking : book.facts.bookings) {
    if (booking.day >= fact.next) continue;
    if (booking.status == Status::booked) fact.no_shows.push_back(booking.booking);
    if (booking.status == Status::arrived) fact.unserved.push_back(booking.booking);
  }
  fact.kept_from = {fact.next.days - configuration.keep_days};
  fact.at = context.now;
  return accept<Event>(std::move(fact));
}

}  // namespace atrium::appointment_book
