// What the room shows of itself: tickets, windows, services, the whole floor. Personal data leave
// masked only.
#include "actors/limits.hpp"
#include "actors/waiting_room/rules/rules.hpp"

#include <algorithm>
#include <chrono>

namespace atrium::waiting_room {
namespace {

std::optional<std::string> masked(const std::optional<Holder>& holder) {
  if (!holder) return std::nullopt;
  return limits::first_character(holder->name.value) + "*";
}

int whole_seconds(Duration duration) {
  return static_cast<int>(std::chrono::duration_cast<std::chrono::seconds>(duration).count());
}

const Line& line_at(const State& room, std::size_t service) { return room.index.lines[service]; }

int waiting_for(const State& room, const Window& window) {
  const auto& index = index_of(room, window.window);
  std::size_t count = 0;
  each_bound(room, index.at, [&](std::size_t at) { count += room.index.bound[at].size(); });
  for (const auto at : index.services) count += line_at(room, at).size();
  for (const auto at : index.also) count += line_at(room, at).size();
  return static_cast<int>(count);
}

int longest_wait_s(const State& room, std::size_t service, Instant now) {
  std::vector<Slot> waiting;  // Seniority is no order of arrival where people are booked.
  line_at(room, service).everybody(waiting);
  Duration longest{};
  for (const auto slot : waiting) {
    const auto& ticket = room.facts.tickets[slot];
    const auto since = ticket.booked ? ticket.issued_at : ticket.standing.effective;
    longest = std::max(longest, now - since);
  }
  return whole_seconds(longest);
}

std::string reason_for_no_ticket(const State& room, const ServiceId& service) {
  const auto refusal = no_ticket_for(room, service);
  if (!refusal) return "";
  if (refusal->code == "service.has_no_window") return "no_window";
  return refusal->code == "service.limit_reached" ? "limit" : "closed";
}

ServiceView view_of(const State& room, const Service& service, Instant now) {
  const auto& index = room.index.services.at(service.service);
  const auto& count = room.facts.services[index.at];
  ServiceView view;
  view.service = service.service;
  view.series = service.series;
  view.waiting = static_cast<int>(line_at(room, index.at).size());
  view.longest_wait_s = longest_wait_s(room, index.at, now);
  for (const auto at : index.windows) {
    if (room.facts.windows[at].intake != Intake::closed) ++view.windows_open;
  }
  view.issued = count.issued;
  view.served = count.served;
  view.refusal = reason_for_no_ticket(room, service.service);
  view.accepting = view.refusal.empty();
  return view;
}

WindowState state_of(const State& room, const Window& window) {
  if (window.current) {
    const auto& ticket = room.facts.tickets[slot_of(room, *window.current)];
    return ticket.standing.status == Status::serving ? WindowState::serving : WindowState::called;
  }
  switch (window.intake) {
    case Intake::open:
      return WindowState::idle;
    case Intake::paused:
      return WindowState::paused;
    case Intake::closed:
      break;
  }
  return WindowState::closed;
}

}  // namespace

TicketView view_of(const State& room, const Ticket& ticket, Instant now) {
  const auto& standing = ticket.standing;
  TicketView view;
  view.id = ticket.ticket;
  view.number = ticket.number;
  view.service = standing.service;
  view.status = standing.status;
  view.window = standing.window;
  if (standing.status == Status::waiting) {
    const auto key = key_of(room, slot_of(room, ticket.ticket));
    const auto callers = callers_of(room, standing.service, standing);
    view.ahead = ahead_in(room, contest_of(room, callers, now), key, now);
  }
  view.calls = standing.calls;
  view.next = standing.next;
  view.priority = ticket.priority;
  view.channel = ticket.channel;
  view.holder = masked(ticket.holder);
  view.booked = ticket.booked;
  view.bound = standing.bound;
  view.bound_staff = standing.bound_staff;
  view.issued_at = ticket.issued_at;
  view.called_at = standing.called_at;
  view.started_at = standing.started_at;
  view.finished_at = standing.finished_at;
  if (is_aside(ticket)) view.set_aside = AsideView{ticket.aside->why, ticket.aside->at};
  return view;
}

WindowView view_of(const State& room, const Window& window, Instant now) {
  const auto& setup = configuration_of(room).windows[index_of(room, window.window).at];
  WindowView view;
  view.window = window.window;
  view.state = state_of(room, window);
  view.staff = window.staff;
  view.reason = window.pause_asked.value_or(window.reason);
  view.pausing = window.pause_asked.has_value();
  view.since = window.since;
  view.services = setup.services;
  view.services.insert(view.services.end(), setup.also.begin(), setup.also.end());
  if (window.current) {
    view.ticket = view_of(room, room.facts.tickets[slot_of(room, *window.current)], now);
  }
  view.waiting = waiting_for(room, window);
  view.served = window.served;
  return view;
}

WindowView shown(const State& room, const Window& window, Instant now) {
  auto view = view_of(room, window, now);
  view.strategy = StrategyView{strategy_of(room, window), window.strategy.has_value()};
  if (window.current) view.ticket->why = room.facts.tickets[slot_of(room, *window.current)].why;
  if (window.intake == Intake::closed) return view;
  if (auto next = next_for(room, window, now)) {
    const auto& ticket = room.facts.tickets[next->slot];
    view.next = NextView{ticket.ticket, ticket.number, std::move(next->why)};
  }
  return view;
}

CallsView calls_of(const State& room, const Calls& query) {
  CallsView view;
  for (const auto& ticket : room.facts.tickets) {
    const auto& standing = ticket.standing;
    if (!ticket.why || !standing.called_at || !standing.window) continue;
    if (query.window && *standing.window != *query.window) continue;
    view.calls.push_back({ticket.ticket, ticket.number, standing.service, *standing.window,
                          *standing.called_at, *ticket.why});
  }
  std::ranges::stable_sort(view.calls, std::ranges::greater{}, &CallView::at);
  const auto most = std::min(view.calls.size(), static_cast<std::size_t>(query.limit));
  view.calls.erase(view.calls.begin() + static_cast<std::ptrdiff_t>(most), view.calls.end());
  return view;
}

FloorView floor_of(const State& room, Instant now) {
  FloorView view;
  view.day = to_text(room.facts.day);
  view.open = room.facts.doors_open;
  view.as_of = now;
  for (const auto& window : room.facts.windows) view.windows.push_back(shown(room, window, now));
  for (const auto& service : configuration_of(room).services) {
    view.services.push_back(view_of(room, service, now));
  }
  view.counts = room.counts;
  view.strategies = strategies_of(configuration_of(room));

  std::vector<Key> next;
  for (const auto& line : room.index.lines) line.list(now, lines_listed, next);
  for (const auto& line : room.index.bound) line.list(now, lines_listed, next);
  sort_for_calling(room, next, now);
  if (next.size() > lines_listed) next.resize(lines_listed);
  for (const auto& key : next) {
    view.lines.push_back(view_of(room, room.facts.tickets[key.seniority.slot], now));
  }
  for (const auto slot : room.index.aside) {
    if (view.set_aside.size() == lines_listed) break;
    view.set_aside.push_back(view_of(room, room.facts.tickets[slot], now));
  }
  return view;
}

}  // namespace atrium::waiting_room
