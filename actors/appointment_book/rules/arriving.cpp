// Checking in: the day's booking is found by its code or by whom it is for, and asks for a ticket.
#include "actors/appointment_book/rules/rules.hpp"
#include "actors/limits.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace atrium::appointment_book {
namespace {

using std::chrono::seconds;

// Every booking that is meant, whatever its day and state.
std::vector<const Booking*> bookings_meant(const State& book, const std::string& code,
                                           const SubjectId& person, const SubjectId& contact) {
  std::vector<const Booking*> all;
  const auto add = [&](const std::multimap<SubjectId, Index::Place>& index, const SubjectId& who) {
    if (who.empty()) return;
    const auto [begin, end] = index.equal_range(who);
    for (auto at = begin; at != end; ++at) {
      const auto* one = &book.facts.bookings[at->second];
      if (std::ranges::find(all, one) == all.end()) all.push_back(one);
    }
  };
  if (!code.empty()) {
    const auto found = book.index.codes.find(code);
    if (found != book.index.codes.end()) all.push_back(&book.facts.bookings[found->second]);
    return all;
  }
  add(book.index.persons, person);
  add(book.index.contacts, contact);
  return all;
}

bool may_come(const Booking& booking) {
  return booking.status == Status::booked || (booking.status == Status::arrived && !booking.ticket);
}

Refusal not_to_come(const Booking& booking) {
  if (booking.status == Status::cancelled) {
    return refuse(RefusalKind::wrong_phase, "appointment.cancelled", "it was cancelled");
  }
  if (booking.status == Status::arrived) {
    return refuse(RefusalKind::conflict, "appointment.already_checked_in",
                  fmt::format("its ticket is {}", booking.number));
  }
  return refuse(RefusalKind::wrong_phase, "appointment.settled",
                "what became of this booking is recorded already");
}

// Nothing is for today: why not, by the booking that comes next, or the last one.
Refusal of_another_day(const std::vector<const Booking*>& all, Day day) {
  const Booking* next = nullptr;
  const Booking* last = nullptr;
  for (const auto* one : all) {
    if (one->status == Status::cancelled) continue;
    if (one->day > day && (next == nullptr || one->at < next->at)) next = one;
    if (one->day < day && (last == nullptr || one->at > last->at)) last = one;
  }
  if (next != nullptr) {
    return refuse(RefusalKind::wrong_phase, "appointment.of_a_later_day",
                  fmt::format("it is for {}; check in on that day", to_text(next->day)));
  }
  if (last != nullptr) {
    return refuse(RefusalKind::wrong_phase, "appointment.of_a_past_day",
                  fmt::format("it was for {}", to_text(last->day)));
  }
  if (!all.empty()) return not_to_come(*all.front());
  return refuse(RefusalKind::not_found, "appointment.unknown", "there is no such booking");
}

std::optional<Refusal> refuse_time(const Configuration& configuration, const Booking& booking,
                                   Instant now) {
  if (now < booking.at - seconds{configuration.early_s}) {
    const int from = booking.minute - configuration.early_s / 60;
    return refuse(RefusalKind::wrong_phase, "appointment.too_early",
                  fmt::format("check in from {} on", clock_text((from + 1440) % 1440)));
  }
  if (configuration.late_s > 0 && now > booking.at + seconds{configuration.late_s}) {
    return refuse(RefusalKind::wrong_phase, "appointment.too_late",
                  "its time is over; take a ticket instead");
  }
  return std::nullopt;
}

// What the waiting room would refuse without anybody hearing of it.
std::optional<Refusal> refuse_next(const std::vector<ServiceId>& next) {
  if (next.size() > next_max) {
    return refuse(RefusalKind::invalid, "visit.too_many_services",
                  fmt::format("at most {} services more", next_max), "next");
  }
  for (const auto& service : next) {
    if (auto refusal = limits::too_long({{"next", service.value, limits::id_max}})) return refusal;
    if (std::ranges::count(next, service) > 1) {
      return refuse(RefusalKind::invalid, "visit.service_twice",
                    fmt::format("{} is in the visit already", service.value), "next");
    }
  }
  return std::nullopt;
}

CheckedIn checked_in(const Booking& booking, const CheckIn& ask, Instant now) {
  CheckedIn fact{booking.booking, booking.service, booking.at, ask.channel,
                 ask.machine,     booking.holder,  now};
  fact.next = ask.next;
  std::erase(fact.next, booking.service);  // Whoever asks need not know what was booked.
  return fact;
}

}  // namespace

Outcome decide_one(const State& book, const CheckIn& ask, const Context& context) {
  if (auto refusal = limits::too_long({{"channel", ask.channel, limits::id_max}})) return *refusal;
  if (auto refusal = refuse_next(ask.next)) return *refusal;
  const auto& configuration = configuration_of(book);
  const Day day = today(configuration, context.now);
  const auto all = bookings_meant(book, ask.code, ask.person, ask.contact);
  std::vector<const Booking*> of_today;
  std::ranges::copy_if(all, std::back_inserter(of_today),
                       [&](const Booking* one) { return one->day == day; });
  std::ranges::sort(of_today, {}, &Booking::at);
  // The first one that is in time; where none is, the first that may come says why.
  std::optional<Refusal> why;
  for (const auto* one : of_today) {
    if (!may_come(*one)) continue;
    const auto refusal = refuse_time(configuration, *one, context.now);
    if (!refusal) return accept<Event>(checked_in(*one, ask, context.now));
    if (!why) why = refusal;
  }
  if (why) return *why;
  // One that stands is worth more words than one that was given back.
  const auto standing = std::ranges::find_if(
      of_today, [](const Booking* one) { return one->status != Status::cancelled; });
  if (standing != of_today.end()) return not_to_come(**standing);
  return of_another_day(all, day);
}

Outcome decide_one(const State& book, const LinkTicket& ask, const Context& context) {
  const auto found = book.index.bookings.find(ask.booking);
  if (found == book.index.bookings.end()) return accept<Event>();
  const auto& booking = book.facts.bookings[found->second];
  if (booking.ticket == ask.ticket) return accept<Event>();
  if (book.index.tickets.contains(ask.ticket)) return accept<Event>();  // Another booking's.
  return accept<Event>(TicketLinked{ask.booking, ask.ticket, ask.number, context.now});
}

}  // namespace atrium::appointment_book
