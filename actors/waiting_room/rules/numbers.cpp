// Taking a ticket: who may, and which number it gets. Numbers of a series are dense from its start,
// every business day.
#include "actors/limits.hpp"
#include "actors/waiting_room/rules/rules.hpp"
#include "runtime/core/plant.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <limits>

namespace atrium::waiting_room {
namespace {

using std::chrono::seconds;

// Where a checked-in appointment stands in the order.
struct Place {
  bool booked = false;
  Instant effective;
  Instant due;
};

Place place_of(const Configuration& configuration, const std::optional<Appointment>& appointment,
               Instant now) {
  if (!appointment) return {false, now, now};
  const bool late = now > appointment->at + seconds{configuration.grace_s};
  if (late) return {false, now, now};
  return {true, appointment->at, appointment->at - seconds{configuration.due_before_s}};
}

std::optional<Refusal> wrong_day(const State& room, const std::optional<Appointment>& appointment) {
  if (!appointment) return std::nullopt;
  const auto& configuration = configuration_of(room);
  const auto day = business_day(configuration.zone,
                                std::chrono::minutes{configuration.reset_minute}, appointment->at);
  if (day > room.facts.day) {
    return refuse(RefusalKind::wrong_phase, "appointment.of_a_later_day",
                  "check in on the day of the appointment", "appointment");
  }
  if (day < room.facts.day) {
    return refuse(RefusalKind::wrong_phase, "appointment.of_a_past_day",
                  "the day of the appointment is over", "appointment");
  }
  return std::nullopt;
}

std::optional<Refusal> too_long(const Issue& ask) {
  if (ask.holder) {
    if (auto refusal = limits::holder_too_long(*ask.holder)) return refusal;
  }
  return limits::too_long(
      {{"service", ask.service.value, limits::id_max},
       {"channel", ask.channel, limits::id_max},
       {"machine", ask.machine ? std::string_view(ask.machine->value) : "", limits::id_max},
       {"journey", ask.journey, limits::id_max},
       {"appointment", ask.appointment ? std::string_view(ask.appointment->id) : "",
        limits::id_max}});
}

std::optional<Holder> holder_of(const Issue& ask, const TicketId& ticket) {
  auto holder = ask.holder;
  if (!holder) return holder;
  for (auto* value : {&holder->id_number, &holder->name, &holder->phone}) {
    if (value->subject.empty()) value->subject = SubjectId{ticket.value};
  }
  return holder;
}

}  // namespace

// A booking that is checked in again before its book knows the ticket gets no second one; where the
// first ended without service, it does, and the first stays ended.
std::optional<Refusal> second_ticket(const State& room, const std::optional<std::string>& booking,
                                     const TicketId& but) {
  if (!booking || ATRIUM_PLANTED("booking_ticketed_twice")) return std::nullopt;
  const auto& tickets = room.facts.tickets;
  const auto first = std::ranges::find_if(tickets, [&](const Ticket& ticket) {
    return ticket.appointment == booking && ticket.ticket != but &&
           !ended_unserved(ticket.standing.status);
  });
  if (first == tickets.end()) return std::nullopt;
  return refuse(RefusalKind::conflict, "appointment.already_checked_in",
                fmt::format("its ticket is {}", first->number), "appointment");
}

int next_value(const Series& series, const SeriesCount& count) {
  return count.issued == 0 && count.leased == 0 ? series.start : count.last + 1;
}

int numbers_left(const State& room, std::size_t at) {
  const auto limit = configuration_of(room).series[at].daily_limit;
  if (limit == 0) return std::numeric_limits<int>::max();
  int taken = room.facts.series[at].issued;
  for (const auto& lease : room.facts.leases) {
    if (lease.ended || lease.series != room.facts.series[at].series) continue;
    taken += lease.last - lease.first + 1 - static_cast<int>(lease.taken_in.size());
  }
  return std::max(0, limit - taken);
}

std::optional<Refusal> not_offered(const State& room, const ServiceId& id) {
  const auto& index = room.index.services.at(id);
  const auto& configuration = configuration_of(room);
  const auto& service = configuration.services[index.at];
  if (!room.facts.doors_open) {
    return refuse(RefusalKind::wrong_phase, "hall.closed", "the hall issues no tickets now");
  }
  if (!service.offered) {
    return refuse(RefusalKind::wrong_phase, "service.closed", "the service is not offered",
                  "service");
  }
  const bool served = std::ranges::any_of(index.windows, [&](std::size_t at) {
    return room.facts.windows[at].intake != Intake::closed;
  });
  if (!served) {
    return refuse(RefusalKind::wrong_phase, "service.has_no_window",
                  "every window that serves it is closed", "service");
  }
  return std::nullopt;
}

std::optional<Refusal> no_ticket_for(const State& room, const ServiceId& id) {
  if (auto refusal = not_offered(room, id)) return refusal;
  const auto& configuration = configuration_of(room);
  const auto& service = configuration.services[room.index.services.at(id).at];
  const auto at = room.index.series.at(service.series);
  const auto limit = configuration.series[at].daily_limit;
  if (numbers_left(room, at) == 0) {
    return refuse(RefusalKind::exhausted, "service.limit_reached",
                  fmt::format("today's {} numbers are given out", limit), "service");
  }
  return std::nullopt;
}

namespace {

// A call without paper and voice reaches its holder by message only.
std::optional<Refusal> not_reachable(const Issue& ask) {
  if (ask.channel != virtual_channel) return std::nullopt;
  if (ask.holder && !ask.holder->phone.value.empty()) return std::nullopt;
  return refuse(RefusalKind::invalid, "ticket.phone_missing",
                "a ticket without paper is called by message: give a phone", "holder.phone");
}

Outcome issue_journey(const State& room, Issue ask, const Context& context) {
  const auto& journeys = configuration_of(room).journeys;
  const auto found = std::ranges::find(journeys, ask.journey, &Journey::journey);
  if (found == journeys.end()) {
    return refuse(RefusalKind::not_found, "journey.unknown",
                  "the hall's definition has no such journey", "journey");
  }
  if (!ask.service.empty() || !ask.next.empty()) {
    return refuse(RefusalKind::invalid, "journey.with_services",
                  "name a journey or services, not both", "journey");
  }
  ask.journey.clear();
  ask.service = found->services.front();
  ask.next.assign(found->services.begin() + 1, found->services.end());
  return decide_one(room, ask, context);
}

// Whoever is booked has checked in and hears of no refusal: what cannot follow now is left out.
std::vector<ServiceId> what_can_follow(const State& room, const Issue& ask) {
  auto next = ask.next;
  if (!ask.appointment) return next;
  std::erase_if(next, [&](const ServiceId& service) {
    return service == ask.service || !room.index.services.contains(service) ||
           not_offered(room, service);
  });
  return next;
}

}  // namespace

Outcome decide_one(const State& room, const Issue& ask, const Context& context) {
  if (auto refusal = too_long(ask)) return *refusal;
  if (!ask.journey.empty()) return issue_journey(room, ask, context);
  const auto found = room.index.services.find(ask.service);
  if (found == room.index.services.end()) {
    return refuse(RefusalKind::not_found, "service.unknown",
                  "the hall's definition has no such service", "service");
  }
  if (ask.priority < 0 || ask.priority > priority_max) {
    return refuse(RefusalKind::invalid, "ticket.bad_priority",
                  fmt::format("priority is 0 to {}", priority_max), "priority");
  }
  if (auto refusal = has_one_already(room, ask)) return *refusal;
  if (auto refusal = no_ticket_for(room, ask.service)) return *refusal;
  if (auto refusal = wrong_day(room, ask.appointment)) return *refusal;
  if (ask.appointment) {
    if (auto refusal = second_ticket(room, ask.appointment->id, {})) return *refusal;
  } else {
    if (auto refusal = bad_plan(room, ask.service, ask.next, {})) return *refusal;
  }
  if (auto refusal = not_reachable(ask)) return *refusal;
  if (const Bond bond{ask.to_window, ask.to_staff}; bond.binds()) {
    if (auto refusal = no_bond(room, bond, ask.service, true)) return *refusal;
  }

  const auto& configuration = configuration_of(room);
  const auto& service = configuration.services[found->second.at];
  const auto series_at = room.index.series.at(service.series);
  const auto value = next_value(configuration.series[series_at], room.facts.series[series_at]);
  return accept<Event>(issued_of(room, ask, value, context.now, context));
}

Issued issued_of(const State& room, const Issue& ask, int value, Instant effective,
                 const Context& context) {
  const auto& configuration = configuration_of(room);
  const auto& service = configuration.services[room.index.services.at(ask.service).at];
  const auto& series = configuration.series[room.index.series.at(service.series)];
  const auto place = place_of(configuration, ask.appointment, effective);

  Issued issued;
  issued.value = value;
  issued.number = number_of(series, value);
  issued.ticket = TicketId{to_compact(room.facts.day) + "-" + issued.number};
  issued.series = series.series;
  issued.service = ask.service;
  issued.channel = ask.channel;
  if (ask.channel != virtual_channel) issued.machine = ask.machine;
  issued.priority = ask.priority;
  issued.booked = place.booked;
  if (ask.appointment) issued.appointment = ask.appointment->id;
  issued.effective = place.effective;
  issued.due = place.due;
  issued.holder = holder_of(ask, issued.ticket);
  issued.at = context.now;
  issued.next = what_can_follow(room, ask);

  Ticket ticket;
  ticket.priority = issued.priority;
  ticket.booked = issued.booked;
  const Key key{rank_of(ticket), {place.effective, static_cast<Slot>(room.facts.tickets.size())}};
  Bond bond{ask.to_window, ask.to_staff};
  if (bond.binds()) {
    bond.bound_until = bound_until(room, bond, std::max(context.now, issued.due));
    issued.bond = bond;
  }
  const auto callers = callers_of(room, ask.service, bond);
  issued.ahead = ahead_in(room, contest_of(room, callers, context.now), key, context.now);
  const bool can_come_true = ask.told && ask.told->likely_s && ask.told->high_s;
  if (can_come_true && !bond.binds()) {  // It is told to who waits for all windows.
    issued.told = Told{ask.told->low_s, *ask.told->likely_s, *ask.told->high_s,
                       average_wait_s(room, ask.service, issued.ahead)};
  }
  issued.remind = configuration.remind_ahead > 0 && issued.ahead > configuration.remind_ahead;
  return issued;
}

void evolve_one(State& room, const Issued& fact) {
  Ticket ticket;
  ticket.ticket = fact.ticket;
  ticket.number = fact.number;
  ticket.series = fact.series;
  ticket.value = fact.value;
  ticket.channel = fact.channel;
  ticket.priority = fact.priority;
  ticket.booked = fact.booked;
  ticket.due = fact.due;
  ticket.appointment = fact.appointment;
  ticket.holder = fact.holder;
  ticket.issued_at = fact.offline ? fact.offline->at : fact.at;
  ticket.standing.service = fact.service;
  ticket.standing.effective = fact.effective;
  ticket.standing.next = fact.next;
  if (fact.bond) bind_to(ticket.standing, *fact.bond);
  ticket.remind = fact.remind;

  const auto slot = static_cast<Slot>(room.facts.tickets.size());
  room.index.tickets.emplace(ticket.ticket, slot);
  room.facts.tickets.push_back(std::move(ticket));
  enter_line(room, slot, fact.at);

  auto& series = room.facts.series[room.index.series.at(fact.series)];
  ++series.issued;
  series.last = std::max(series.last, fact.value);
  if (fact.offline) note_taken_in(room, fact);
  ++room.facts.services[room.index.services.at(fact.service).at].issued;
  ++room.counts.issued;
  count_status(room.counts, Status::waiting, +1);
}

}  // namespace atrium::waiting_room
