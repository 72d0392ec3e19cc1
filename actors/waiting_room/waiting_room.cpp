// From commands to rules, from events to state, from questions to answers. The rules are in rules/.
#include "actors/waiting_room/waiting_room.hpp"

#include "actors/waiting_room/rules/rules.hpp"
#include "runtime/core/plant.hpp"

#include <algorithm>

namespace atrium::waiting_room {
namespace {

using Looked = std::variant<Answer, Refusal>;

bool is_configure(const Command& command) { return std::holds_alternative<Configure>(command); }

Refusal not_configured() {
  return refuse(RefusalKind::wrong_phase, "waiting_room.not_configured",
                "the hall's definition has not reached its waiting room yet");
}

Outcome decide_today(const State& room, const Command& command, const Context& context) {
  auto outcome =
      std::visit([&](const auto& ask) { return decide_one(room, ask, context); }, command);
  auto* events = std::get_if<std::vector<Event>>(&outcome);
  if (events == nullptr || events->empty()) return outcome;
  return with_reminders(room, std::move(*events), context.now);
}

const Ticket* find_ticket(const State& room, const TicketId& id) {
  const auto today = room.index.tickets.find(id);
  if (today != room.index.tickets.end()) return &room.facts.tickets[today->second];
  const auto past = room.index.past.find(id);
  return past == room.index.past.end() ? nullptr : &room.facts.past[past->second];
}

Refusal no_such_ticket(const State& room, const TicketId& id) {
  const auto found = known_ticket(room, id.value);
  return found ? refuse(RefusalKind::not_found, "ticket.unknown") : found.error();
}

Looked look_one(const State& room, const Floor& query, Instant now) {
  auto view = floor_of(room, now);
  tell_waits(view, query.estimates.get(), now);
  return view;
}

Looked look_one(const State& room, const FindTicket& query, Instant now) {
  const auto* ticket = find_ticket(room, query.ticket);
  if (ticket == nullptr) return no_such_ticket(room, query.ticket);
  auto view = view_of(room, *ticket, now);
  view.why = ticket->why;
  tell_waits(view, query.estimates.get(), now);
  return view;
}

std::optional<Refusal> bad_limit(int limit) {
  if (limit >= 1 && limit <= tickets_listed_max) return std::nullopt;
  return refuse(RefusalKind::invalid, "tickets.bad_limit", "limit is 1 to 500", "limit");
}

Looked look_one(const State& room, const Tickets& query, Instant now) {
  if (auto refusal = bad_limit(query.limit)) return *refusal;
  TicketsView view;
  for (const auto& ticket : room.facts.tickets) {
    if (query.status && ticket.standing.status != *query.status) continue;
    if (query.service && ticket.standing.service != *query.service) continue;
    if (query.number && ticket.number != *query.number) continue;
    view.tickets.push_back(view_of(room, ticket, now));
    tell_waits(view.tickets.back(), query.estimates.get(), now);
    if (std::cmp_equal(view.tickets.size(), query.limit)) break;
  }
  return view;
}

Looked look_one(const State& room, const WindowQuery& query, Instant now) {
  const auto window = known_window(room, query.window);
  if (!window) return window.error();
  return shown(room, **window, now);
}

Looked look_one(const State& room, const Calls& query, Instant) {
  if (auto refusal = bad_limit(query.limit)) return *refusal;
  if (query.window) {
    if (const auto window = known_window(room, *query.window); !window) return window.error();
  }
  return calls_of(room, query);
}

Looked look_one(const State& room, const Served& query, Instant) {
  const auto* ticket = find_ticket(room, query.ticket);
  if (ticket == nullptr) return no_such_ticket(room, query.ticket);
  const auto& standing = ticket->standing;
  if (standing.status != Status::done) {
    return refuse(RefusalKind::wrong_phase, "ticket.not_served", "its service is not finished");
  }
  return ServedView{ticket->ticket,   ticket->number,
                    *standing.window, standing.staff.value_or(StaffId{}),
                    standing.service, *standing.finished_at};
}

Looked look_one(const State& room, const Leases&, Instant) {
  LeasesView view;
  for (const auto& lease : room.facts.leases) view.leases.push_back(view_of(room, lease));
  return view;
}

Looked look_one(const State& room, const Rules&, Instant) { return configuration_of(room); }

// What a terminal is told of its lease, or of what was taken in, now or before.
std::optional<Answer> answer_of_lease(const State& room, const Command& command, Instant now) {
  if (std::holds_alternative<LeaseBlock>(command)) {
    return view_of(room, room.facts.leases.back());
  }
  if (const auto* ask = std::get_if<EndLease>(&command)) {
    return view_of(room, *find_lease(room, ask->lease));
  }
  const auto* ask = std::get_if<TakeIn>(&command);
  if (ask == nullptr) return std::nullopt;
  const auto& lease = *find_lease(room, ask->lease);
  const auto& series = configuration_of(room).series[room.index.series.at(lease.series)];
  const TicketId id{to_compact(room.facts.day) + "-" + number_of(series, ask->value)};
  return view_of(room, room.facts.tickets[slot_of(room, id)], now);
}

Looked look_one(const State& room, const OfPerson& query, Instant now) {
  if (query.id_number.empty() && query.phone.empty()) {
    return refuse(RefusalKind::invalid, "tickets.whose",
                  "give the number of a document, a phone or a code", "id_number");
  }
  TicketsView view;
  for (const auto* ticket : open_tickets_of(room, query.id_number, query.phone)) {
    view.tickets.push_back(view_of(room, *ticket, now));
    tell_waits(view.tickets.back(), query.estimates.get(), now);
  }
  return view;
}

Answer day_of(const State& room) { return DayView{to_text(room.facts.day), room.facts.doors_open}; }

// The window that a command was given at; null for the others.
const WindowId* window_in(const Command& command) {
  return std::visit(
      [](const auto& ask) -> const WindowId* {
        if constexpr (requires { ask.window; }) {
          return &ask.window;
        } else {
          return nullptr;
        }
      },
      command);
}

// The ticket that a command names by its id; null for the others.
const TicketId* ticket_in(const Command& command) {
  return std::visit(
      [](const auto& ask) -> const TicketId* {
        if constexpr (requires { ask.ticket; }) {
          return &ask.ticket;
        } else {
          return nullptr;
        }
      },
      command);
}

}  // namespace

Decision<Event> decide(const State& room, const Command& command, const Context& context) {
  if (!room.facts.configuration && !is_configure(command)) return not_configured();
  if (!day_is_over(room, context.now)) return decide_today(room, command, context);

  auto events = end_of_day(room, context.now);
  auto outcome = decide_today(morning_after(room, events), command, context);
  if (std::holds_alternative<Refusal>(outcome)) return outcome;
  for (auto& event : std::get<std::vector<Event>>(outcome)) events.push_back(std::move(event));
  return events;
}

void evolve(State& room, const Event& event) {
  const auto at = std::visit([](const auto& fact) { return fact.at; }, event);
  for (auto& line : room.index.lines) line.promote(at);
  for (auto& line : room.index.bound) line.promote(at);
  std::visit([&](const auto& fact) { evolve_one(room, fact); }, event);
}

Answer reply(const State& room, const Command& command, const std::vector<Event>& events,
             const Context& context) {
  if (auto answer = answer_of_lease(room, command, context.now)) return std::move(*answer);
  if (const auto* window = window_in(command)) {
    return view_of(room, **known_window(room, *window), context.now);
  }
  if (const auto* id = ticket_in(command)) {
    return view_of(room, room.facts.tickets[*known_ticket(room, id->value)], context.now);
  }
  for (const auto& event : events) {
    if (const auto* issued = std::get_if<Issued>(&event)) {
      auto view = view_of(room, room.facts.tickets[slot_of(room, issued->ticket)], context.now);
      const auto* ask = std::get_if<Issue>(&command);
      if (ask != nullptr && !issued->bond) view.wait = ask->told;
      return view;
    }
  }
  return day_of(room);
}

std::variant<Answer, Refusal> look(const State& room, const Query& query, Instant now) {
  if (!room.facts.configuration) return not_configured();
  return std::visit([&](const auto& question) { return look_one(room, question, now); }, query);
}

std::optional<Due> due(const State& room) {
  if (!room.facts.configuration) return std::nullopt;
  const auto bond = bond_ends(room);
  if (bond && *bond < room.index.day_ends) return Due{*bond, Unbind{}};
  return Due{room.index.day_ends, EndDay{}};
}

Saved save(const State& room) {
  auto saved = room.facts;
  keep_marks(room, saved.tickets);
  return saved;
}

State load(const Saved& facts) {
  State room{facts, {}, {}};
  Instant latest{};
  for (const auto& ticket : facts.tickets) latest = std::max(latest, ticket.issued_at);
  rebuild_index(room, latest);
  if (ATRIUM_PLANTED("number_skipped_after_crash")) {
    for (auto& series : room.facts.series) ++series.last;
  }
  return room;
}

bool wants_snapshot(const Event& event) { return std::holds_alternative<DayEnded>(event); }

}  // namespace atrium::waiting_room
