// Taking a ticket: who may, and which number it gets. Numbers of a series are dense from its start,
// every business day.
#include "actors/limits.hpp"
#include "actors/waiting_room/rules/rules.hpp"
#include "runtime/core/plant.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

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

// A booking that is checked in again before its book knows the ticket gets no second one; where the
// first ended without service, it does.
std::optional<Refusal> second_ticket(const State& room,
                                     const std::optional<Appointment>& appointment) {
  if (!appointment || ATRIUM_PLANTED("booked_twice")) return std::nullopt;
  const auto& tickets = room.facts.tickets;
  const auto first = std::ranges::find_if(tickets, [&](const Ticket& ticket) {
    const auto status = ticket.standing.status;
    return ticket.appointment == appointment->id && status != Status::void_ &&
           status != Status::no_show && status != Status::unserved;
  });
  if (first == tickets.end()) return std::nullopt;
  return refuse(RefusalKind::conflict, "appointment.already_checked_in",
                fmt::format("its ticket is {}", first->number), "appointment");
}

std::optional<Refusal> too_long(const Issue& ask) {
  const Holder nobody;
  const auto& holder = ask.holder ? *ask.holder : nobody;
  return limits::too_long(
      {{"service", ask.service.value, limits::id_max},
       {"channel", ask.channel, limits::id_max},
       {"machine", ask.machine ? std::string_view(ask.machine->value) : "", limits::id_max},
       {"appointment", ask.appointment ? std::string_view(ask.appointment->id) : "",
        limits::id_max},
       {"holder.id_type", holder.id_type, limits::id_max},
       {"holder.id_number", holder.id_number.value, limits::identity_number_max},
       {"holder.name", holder.name.value, limits::name_max},
       {"holder.phone", holder.phone.value, limits::phone_max},
       {"holder.subject", holder.name.subject.value, limits::id_max}});
}

std::optional<Holder> holder_of(const Issue& ask, const TicketId& ticket) {
  auto holder = ask.holder;
  if (!holder) return holder;
  for (auto* value : {&holder->id_number, &holder->name, &holder->phone}) {
    if (value->subject.empty()) value->subject = SubjectId{ticket.value};
  }
  return holder;
}

int next_value(const Series& series, const SeriesCount& count) {
  return count.issued == 0 ? series.start : count.last + 1;
}

}  // namespace

std::optional<Refusal> no_ticket_for(const State& room, const ServiceId& id) {
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
  const auto at = room.index.series.at(service.series);
  const auto limit = configuration.series[at].daily_limit;
  if (limit > 0 && room.facts.series[at].issued >= limit) {
    return refuse(RefusalKind::exhausted, "service.limit_reached",
                  fmt::format("today's {} numbers are given out", limit), "service");
  }
  return std::nullopt;
}

Outcome decide_one(const State& room, const Issue& ask, const Context& context) {
  if (auto refusal = too_long(ask)) return *refusal;
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
  if (auto refusal = second_ticket(room, ask.appointment)) return *refusal;

  const auto& configuration = configuration_of(room);
  const auto& service = configuration.services[found->second.at];
  const auto series_at = room.index.series.at(service.series);
  const auto& series = configuration.series[series_at];
  const auto place = place_of(configuration, ask.appointment, context.now);

  Issued issued;
  issued.value = next_value(series, room.facts.series[series_at]);
  issued.number = fmt::format("{}{:0{}}", series.prefix, issued.value, series.digits);
  issued.ticket = TicketId{to_compact(room.facts.day) + "-" + issued.number};
  issued.series = series.series;
  issued.service = ask.service;
  issued.channel = ask.channel;
  issued.machine = ask.machine;
  issued.priority = ask.priority;
  issued.booked = place.booked;
  if (ask.appointment) issued.appointment = ask.appointment->id;
  issued.effective = place.effective;
  issued.due = place.due;
  issued.holder = holder_of(ask, issued.ticket);
  issued.at = context.now;

  Ticket ticket;
  ticket.priority = issued.priority;
  ticket.booked = issued.booked;
  const Key key{rank_of(ticket), {place.effective, static_cast<Slot>(room.facts.tickets.size())}};
  issued.ahead = ahead_of(room, key, ask.service, std::nullopt, context.now);
  if (ask.told) {
    issued.told = Told{ask.told->low_s, ask.told->likely_s, ask.told->high_s,
                       average_wait_s(room, ask.service, issued.ahead)};
  }
  return accept<Event>(std::move(issued));
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
  ticket.issued_at = fact.at;
  ticket.standing.service = fact.service;
  ticket.standing.effective = fact.effective;

  const auto slot = static_cast<Slot>(room.facts.tickets.size());
  room.index.tickets.emplace(ticket.ticket, slot);
  room.facts.tickets.push_back(std::move(ticket));
  enter_line(room, slot, fact.at);

  auto& series = room.facts.series[room.index.series.at(fact.series)];
  ++series.issued;
  series.last = fact.value;
  ++room.facts.services[room.index.services.at(fact.service).at].issued;
  ++room.counts.issued;
  count_status(room.counts, Status::waiting, +1);
}

}  // namespace atrium::waiting_room
