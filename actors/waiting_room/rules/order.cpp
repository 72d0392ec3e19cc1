// Who is next: priority class, then booked before walk-in if the policy says so, then effective
// time, then order of issue. A strategy that weighs otherwise would compare the heads of ranks; the
// rest of the room would not notice.
#include "actors/waiting_room/rules/rules.hpp"

#include "runtime/core/plant.hpp"

#include <algorithm>

namespace atrium::waiting_room {
namespace {

std::optional<Key> least(std::optional<Key> one, std::optional<Key> other) {
  if (!one) return other;
  return other && *other < *one ? other : one;
}

std::optional<Key> first_of(const State& room, const std::vector<std::size_t>& services,
                            Instant now) {
  std::optional<Key> best;
  for (const auto at : services) best = least(best, room.index.lines[at].first(now));
  return best;
}

// Tickets that the window may call, who are senior to the chosen one and stay behind.
void note_overtaken(const State& room, const WindowIndex& window, const Seniority& chosen,
                    Instant now, Why& why) {
  std::vector<Seniority> some;
  std::size_t count = 0;
  const auto look_at = [&](const Line& line) {
    count += line.senior_to(chosen, now, overtaken_listed, some);
  };
  for (const auto at : window.services) look_at(room.index.lines[at]);
  for (const auto at : window.also) look_at(room.index.lines[at]);
  look_at(room.index.bound[window.at]);

  std::ranges::sort(some);
  if (some.size() > overtaken_listed) some.resize(overtaken_listed);
  why.overtook = static_cast<int>(count);
  for (const auto& place : some) why.overtaken.push_back(room.facts.tickets[place.slot].ticket);
}

bool works(const Window& window) { return window.intake != Intake::closed; }

}  // namespace

Rank rank_of(const Configuration& configuration, const Ticket& ticket) {
  const bool booked_first = configuration.appointment_order == AppointmentOrder::booked_first;
  return {ticket.standing.front ? 0 : 1, -ticket.priority, booked_first && ticket.booked ? 0 : 1};
}

Key key_of(const State& room, Slot slot) {
  const auto& ticket = room.facts.tickets[slot];
  return {rank_of(configuration_of(room), ticket), {ticket.standing.effective, slot}};
}

std::optional<Key> first_for(const State& room, const Window& window, Instant now) {
  const auto& index = room.index.windows.at(window.window);
  const auto best =
      least(first_of(room, index.services, now), room.index.bound[index.at].first(now));
  if (best && !ATRIUM_PLANTED("own_not_first")) return best;
  return least(best, first_of(room, index.also, now));
}

std::optional<Choice> next_for(const State& room, const Window& window, Instant now) {
  const auto best = first_for(room, window, now);
  if (!best) return std::nullopt;

  const auto& index = room.index.windows.at(window.window);
  const auto& ticket = room.facts.tickets[best->seniority.slot];
  const bool booked_first =
      configuration_of(room).appointment_order == AppointmentOrder::booked_first;
  Choice choice{best->seniority.slot, {}};
  choice.why.strategy = std::string(index.also.empty() ? "" : "own_first+") +
                        (booked_first ? "booked_first" : "by_time");
  choice.why.front = ticket.standing.front;
  choice.why.priority = ticket.priority;
  choice.why.booked = ticket.booked;
  choice.why.effective = ticket.standing.effective;
  choice.why.order = static_cast<int>(choice.slot);
  note_overtaken(room, index, best->seniority, now, choice.why);
  return choice;
}

int ahead_of(const State& room, const Key& key, const ServiceId& service,
             const std::optional<WindowId>& bound, Instant now) {
  std::vector<std::size_t> windows;
  if (bound) {
    windows.push_back(room.index.windows.at(*bound).at);
  } else {
    const auto& all = room.index.services.at(service).windows;
    std::ranges::copy_if(all, std::back_inserter(windows),
                         [&](std::size_t at) { return works(room.facts.windows[at]); });
    if (windows.empty()) windows = all;
  }
  std::vector<bool> competes(room.index.lines.size());
  competes[room.index.services.at(service).at] = true;
  std::size_t count = 0;
  for (const auto at : windows) {
    const auto& index = room.index.windows.at(room.facts.windows[at].window);
    for (const auto line : index.services) competes[line] = true;
    for (const auto line : index.also) competes[line] = true;
    count += room.index.bound[at].before(key, now);
  }
  for (std::size_t at = 0; at < competes.size(); ++at) {
    if (competes[at]) count += room.index.lines[at].before(key, now);
  }
  return static_cast<int>(count);
}

}  // namespace atrium::waiting_room
