// What people are told of their wait. The figures come from the forecast, with the question; the
// room adds them to its answers and makes none, but for the rule that the forecast is measured
// against.
#include "actors/waiting_room/rules/rules.hpp"

#include <algorithm>
#include <chrono>

namespace atrium::waiting_room {
namespace {

Wait seen_from(const Wait& wait, Duration since) {
  const auto passed_s =
      static_cast<int>(std::chrono::duration_cast<std::chrono::seconds>(since).count());
  const auto left = [&](int told_s) { return std::max(0, told_s - std::max(0, passed_s)); };
  auto seen = wait;
  seen.low_s = left(wait.low_s);
  if (wait.likely_s) seen.likely_s = left(*wait.likely_s);
  if (wait.high_s) seen.high_s = left(*wait.high_s);
  return seen;
}

}  // namespace

std::optional<Wait> Estimates::of(const TicketId& ticket, Instant now) const {
  const auto found = tickets.find(ticket);
  if (found == tickets.end()) return std::nullopt;
  return seen_from(found->second, now - as_of);
}

std::optional<Wait> Estimates::newcomer(const ServiceId& service) const {
  const auto found = newcomers.find(service);
  return found == newcomers.end() ? std::nullopt : std::optional(found->second);
}

void tell_waits(TicketView& ticket, const Estimates* estimates, Instant now) {
  if (estimates == nullptr || ticket.status != Status::waiting) return;
  ticket.wait = estimates->of(ticket.id, now);
  // Taken since the last figures were made: what was told with it still holds.
  const bool fresh = ticket.issued_at >= estimates->as_of && !ticket.booked && !ticket.bound &&
                     !ticket.bound_staff;
  if (!ticket.wait && fresh) ticket.wait = estimates->newcomer(ticket.service);
}

void tell_waits(FloorView& floor, const Estimates* estimates, Instant now) {
  if (estimates == nullptr) return;
  for (auto& ticket : floor.lines) tell_waits(ticket, estimates, now);
  for (auto& service : floor.services) {
    if (service.windows_open > 0) service.wait = estimates->newcomer(service.service);
  }
}

int average_wait_s(const State& room, const ServiceId& service, int ahead) {
  const auto& index = room.index.services.at(service);
  const auto& count = room.facts.services[index.at];
  const double served_s = std::chrono::duration<double>(count.serving).count();
  const double mean_s = count.served > 0 ? served_s / count.served
                                         : configuration_of(room).services[index.at].service_s;
  const auto open = std::ranges::count_if(
      index.windows, [&](std::size_t at) { return room.facts.windows[at].intake == Intake::open; });
  return static_cast<int>(mean_s * ahead / static_cast<double>(std::max<std::ptrdiff_t>(1, open)));
}

}  // namespace atrium::waiting_room
