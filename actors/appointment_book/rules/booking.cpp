// Taking a seat, moving to another one, giving it back.
#include "actors/appointment_book/rules/rules.hpp"
#include "actors/limits.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace atrium::appointment_book {
namespace {

using std::chrono::seconds;

std::optional<Refusal> malformed(const Book& ask) {
  if (auto refusal = limits::too_long({{"service", ask.service.value, limits::id_max},
                                       {"code", ask.code, limits::id_max},
                                       {"channel", ask.channel, limits::id_max},
                                       {"reference", ask.reference, limits::id_max}})) {
    return refusal;
  }
  if (auto refusal = limits::holder_too_long(ask.holder)) return refusal;
  if (ask.person.empty()) {
    return refuse(RefusalKind::invalid, "appointment.holder_missing",
                  "give the visitor's identity number or phone", "holder");
  }
  if (ask.reference.empty() || ask.channel == "platform") return std::nullopt;
  return refuse(RefusalKind::invalid, "appointment.reference_of_nobody",
                "only a platform has a number of its own for a booking; leave it out", "reference");
}

// The slot of this service and day that begins so; refused when there is none.
tl::expected<Slot, Refusal> find_slot(const State& book, const ServiceId& service, Day day,
                                      int minute, Instant now) {
  const auto& configuration = configuration_of(book);
  if (!is_bookable(configuration, service)) {
    return tl::unexpected(refuse(RefusalKind::not_found, "appointment.service_not_bookable",
                                 "this service cannot be booked here", "service"));
  }
  if (auto refusal = refuse_day(configuration, day, now)) return tl::unexpected(*refusal);
  const auto slots = slots_of(configuration, day, service);
  if (!slots) return tl::unexpected(slots.error());
  if (slots->empty()) {
    return tl::unexpected(refuse(RefusalKind::wrong_phase, "appointment.not_a_working_day",
                                 "nothing can be booked for that day", "day"));
  }
  const auto found = std::ranges::find(*slots, minute, &Slot::minute);
  if (found == slots->end()) {
    return tl::unexpected(refuse(RefusalKind::not_found, "appointment.slot_unknown",
                                 "no slot of that day begins then", "begins"));
  }
  return *found;
}

// Bookings of one person for one day; those given back do not count, nor `but`.
std::optional<Refusal> refuse_person(const State& book, const SubjectId& person, Day day,
                                     const BookingId& but) {
  const int most = configuration_of(book).per_day;
  if (most == 0) return std::nullopt;
  int count = 0;
  const auto [begin, end] = book.index.persons.equal_range(person);
  for (auto at = begin; at != end; ++at) {
    const auto& one = book.facts.bookings[at->second];
    if (one.day == day && one.status != Status::cancelled && one.booking != but) ++count;
  }
  if (count < most) return std::nullopt;
  return refuse(RefusalKind::conflict, "appointment.already_booked",
                "this person has a booking for that day; change it instead", "day");
}

// A booking of a day that is over and that nobody came for is a no-show, whether or not the day's
// end has been recorded yet.
std::optional<Refusal> refuse_absentee(const State& book, const SubjectId& person, Instant now) {
  const auto& configuration = configuration_of(book);
  if (configuration.penalty_no_shows == 0) return std::nullopt;
  const Day day = today(configuration, now);
  int count = 0;
  Day last;
  const auto [begin, end] = book.index.persons.equal_range(person);
  for (auto at = begin; at != end; ++at) {
    const auto& one = book.facts.bookings[at->second];
    const bool missed =
        one.status == Status::no_show || (one.status == Status::booked && one.day < day);
    if (!missed || one.day.days <= day.days - configuration.penalty_within_days) continue;
    ++count;
    last = std::max(last, one.day);
  }
  const Day until{last.days + configuration.penalty_days};
  if (count < configuration.penalty_no_shows || day > until) return std::nullopt;
  return refuse(RefusalKind::forbidden, "appointment.blocked",
                fmt::format("{} bookings were not kept; this person can book again after {}", count,
                            to_text(until)),
                "holder");
}

std::optional<Refusal> refuse_giving_back(const State& book, const Booking& booking,
                                          const Context& context) {
  const auto& configuration = configuration_of(book);
  if (booking.status == Status::cancelled) {
    return refuse(RefusalKind::conflict, "appointment.cancelled", "it was cancelled before");
  }
  if (booking.status != Status::booked) {
    return refuse(RefusalKind::wrong_phase, "appointment.already_checked_in",
                  "its visitor has come already, or it is settled");
  }
  if (booking.day < today(configuration, context.now)) {
    return refuse(RefusalKind::wrong_phase, "appointment.of_a_past_day", "its day is over");
  }
  const bool late = context.now > booking.at - seconds{configuration.cancel_before_s};
  if (late && context.who.kind != WhoKind::staff) {
    return refuse(RefusalKind::wrong_phase, "appointment.cancel_closed",
                  "it is too near to be changed or cancelled; ask the hall");
  }
  return std::nullopt;
}

BookingId next_id(const State& book, Day day) {
  const int count = book.facts.made == day ? book.facts.made_count : 0;
  return BookingId{fmt::format("B{}-{:04}", to_compact(day), count + 1)};
}

}  // namespace

tl::expected<const Booking*, Refusal> booking_meant(const State& book, const std::string& code,
                                                    const BookingId& booking) {
  const auto& index = book.index;
  if (!code.empty()) {
    const auto found = index.codes.find(code);
    if (found != index.codes.end()) return &book.facts.bookings[found->second];
  } else {
    const auto found = index.bookings.find(booking);
    if (found != index.bookings.end()) return &book.facts.bookings[found->second];
  }
  return tl::unexpected(refuse(RefusalKind::not_found, "appointment.unknown",
                               "there is no such booking", code.empty() ? "booking" : "code"));
}

Outcome decide_one(const State& book, const Book& ask, const Context& context) {
  if (auto refusal = malformed(ask)) return *refusal;
  const auto& index = book.index;
  const auto first = ask.reference.empty() ? index.references.end()
                                           : index.references.find(ask.reference);
  if (first != index.references.end()) {
    // Numbers of a platform can be guessed, and the answer opens the booking.
    if (book.facts.bookings[first->second].person == ask.person) return accept<Event>();
    return refuse(RefusalKind::conflict, "appointment.reference_taken",
                  "another person's booking has this number of the platform", "reference");
  }
  if (ask.code.empty() || index.codes.contains(ask.code)) {
    return refuse(RefusalKind::conflict, "appointment.code_taken", "make another code", "code");
  }
  const auto slot = find_slot(book, ask.service, ask.day, ask.minute, context.now);
  if (!slot) return slot.error();
  if (auto refusal = refuse_person(book, ask.person, ask.day, {})) return *refusal;
  if (auto refusal = refuse_absentee(book, ask.person, context.now)) return *refusal;
  if (auto refusal = refuse_slot(book, *slot, context.now)) return *refusal;

  Booking made;
  const Day day = today(configuration_of(book), context.now);
  made.booking = next_id(book, day);
  made.code = {ask.person, ask.code, false};
  made.service = ask.service;
  made.day = slot->day;
  made.minute = slot->minute;
  made.at = slot->at;
  made.ends = slot->ends;
  made.person = ask.person;
  made.contact = ask.contact;
  made.holder = ask.holder;
  for (auto* value : {&made.holder.id_number, &made.holder.name, &made.holder.phone}) {
    value->subject = ask.person;
  }
  made.channel = ask.channel;
  made.reference = ask.reference;
  made.made_at = context.now;
  return accept<Event>(Booked{std::move(made), day, context.now});
}

Outcome decide_one(const State& book, const Change& ask, const Context& context) {
  const auto meant = booking_meant(book, ask.code, ask.booking);
  if (!meant) return meant.error();
  const auto& booking = **meant;
  if (auto refusal = refuse_giving_back(book, booking, context)) return *refusal;
  const auto slot = find_slot(book, booking.service, ask.day, ask.minute, context.now);
  if (!slot) return slot.error();
  if (slot->at == booking.at) {
    return refuse(RefusalKind::conflict, "appointment.same_slot", "it has this slot already",
                  "begins");
  }
  if (auto refusal = refuse_person(book, booking.person, ask.day, booking.booking)) return *refusal;
  if (auto refusal = refuse_slot(book, *slot, context.now)) return *refusal;
  const auto frees = context.now + seconds{configuration_of(book).freed_after_s};
  return accept<Event>(Changed{booking.booking, booking.service, booking.at, slot->day,
                               slot->minute, slot->at, slot->ends, frees, context.now});
}

Outcome decide_one(const State& book, const Cancel& ask, const Context& context) {
  if (auto refusal = limits::too_long({{"reason", ask.reason, limits::reason_max}}))
    return *refusal;
  const auto meant = booking_meant(book, ask.code, ask.booking);
  if (!meant) return meant.error();
  const auto& booking = **meant;
  if (auto refusal = refuse_giving_back(book, booking, context)) return *refusal;
  const auto frees = context.now + seconds{configuration_of(book).freed_after_s};
  return accept<Event>(
      Cancelled{booking.booking, booking.service, booking.at, ask.reason, frees, context.now});
}

}  // namespace atrium::appointment_book
