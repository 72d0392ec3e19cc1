// Numbers that a terminal gives out by itself while it is cut off: leased in blocks that never
// overlap, taken in afterwards once each, and what stays unused lapses.
#include "actors/limits.hpp"
#include "actors/waiting_room/rules/rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace atrium::waiting_room {
namespace {

constexpr int numbers_max = 500;  // Of one lease.
constexpr int minutes_max = lease_longest.count();
constexpr int minutes_usual = 8 * 60;

Refusal no_such_lease() {
  return refuse(RefusalKind::not_found, "lease.unknown",
                "no such lease was given today; its numbers of an earlier day have lapsed",
                "lease");
}

std::optional<Refusal> too_long(const TakeIn& ask) {
  if (ask.holder) {
    if (auto refusal = limits::holder_too_long(*ask.holder)) return refusal;
  }
  return limits::too_long({{"service", ask.service.value, limits::id_max}});
}

// Why this number cannot be taken in; what was taken in before is no trouble.
std::optional<Refusal> bad_number(const State& room, const Lease& lease, const TakeIn& ask) {
  if (ask.value < lease.first || ask.value > lease.last) {
    return refuse(RefusalKind::invalid, "lease.number_outside",
                  fmt::format("the lease has numbers {} to {}", lease.first, lease.last), "value");
  }
  if (std::ranges::count(lease.taken_in, ask.value, &TakenIn::value) > 0) {
    return refuse(RefusalKind::conflict, "lease.number_taken",
                  "another position has given out that number", "value");
  }
  const auto found = room.index.services.find(ask.service);
  if (found == room.index.services.end()) {
    return refuse(RefusalKind::not_found, "service.unknown",
                  "the hall's definition has no such service", "service");
  }
  if (configuration_of(room).services[found->second.at].series != lease.series) {
    return refuse(RefusalKind::invalid, "lease.other_series",
                  "the service takes its numbers from another series", "service");
  }
  if (ask.at >= lease.until) {
    return refuse(RefusalKind::exhausted, "lease.issued_too_late",
                  "it was given out after the lease was over", "at");
  }
  if (ask.priority < 0 || ask.priority > priority_max) {
    return refuse(RefusalKind::invalid, "ticket.bad_priority",
                  fmt::format("priority is 0 to {}", priority_max), "priority");
  }
  return std::nullopt;
}

LeaseEnded ended(const Lease& lease, Instant now) {
  LeaseEnded fact{lease.lease, lease.series, {}, now};
  for (int value = lease.first; value <= lease.last; ++value) {
    if (std::ranges::count(lease.taken_in, value, &TakenIn::value) == 0) {
      fact.lapsed.push_back(value);
    }
  }
  return fact;
}

Lease& lease_of(State& room, const std::string& id) {
  const auto found = std::ranges::find(room.facts.leases, id, &Lease::lease);
  ATRIUM_ASSERT(found != room.facts.leases.end(), "an event names a lease of the day");
  return *found;
}

}  // namespace

std::string number_of(const Series& series, int value) {
  return fmt::format("{}{:0{}}", series.prefix, value, series.digits);
}

const Lease* find_lease(const State& room, const std::string& id) {
  const auto found = std::ranges::find(room.facts.leases, id, &Lease::lease);
  return found == room.facts.leases.end() ? nullptr : &*found;
}

LeaseView view_of(const State& room, const Lease& lease) {
  const auto& series = configuration_of(room).series[room.index.series.at(lease.series)];
  return {lease.lease,   lease.terminal,
          lease.epoch,   lease.series,
          series.prefix, series.digits,
          lease.first,   lease.last,
          lease.until,   static_cast<int>(lease.taken_in.size()),
          lease.ended};
}

std::vector<Event> lapse_leases(const State& room, Instant now) {
  std::vector<Event> events;
  for (const auto& lease : room.facts.leases) {
    if (!lease.ended) events.push_back(ended(lease, now));
  }
  return events;
}

Outcome decide_one(const State& room, const LeaseBlock& ask, const Context& context) {
  if (auto refusal = limits::too_long({{"terminal", ask.terminal, limits::id_max}})) {
    return *refusal;
  }
  const auto found = room.index.services.find(ask.service);
  if (found == room.index.services.end()) {
    return refuse(RefusalKind::not_found, "service.unknown",
                  "the hall's definition has no such service", "service");
  }
  const auto minutes = ask.minutes == 0 ? minutes_usual : ask.minutes;
  if (ask.terminal.empty() || ask.count < 1 || ask.count > numbers_max || minutes < 1 ||
      minutes > minutes_max) {
    return refuse(RefusalKind::invalid, "lease.out_of_range",
                  fmt::format("name the terminal, 1 to {} numbers and 1 to {} minutes", numbers_max,
                              minutes_max),
                  "count");
  }
  const auto& configuration = configuration_of(room);
  const auto at = room.index.series.at(configuration.services[found->second.at].series);
  const auto count = std::min(ask.count, numbers_left(room, at));
  if (count == 0) {
    return refuse(RefusalKind::exhausted, "service.limit_reached", "today's numbers are given out",
                  "service");
  }
  BlockLeased fact;
  fact.lease = fmt::format("{}-L{}", to_compact(room.facts.day), room.facts.leases.size() + 1);
  fact.terminal = ask.terminal;
  fact.epoch = ask.epoch;
  fact.series = room.facts.series[at].series;
  fact.first = next_value(configuration.series[at], room.facts.series[at]);
  fact.last = fact.first + count - 1;
  fact.until = std::min(room.index.day_ends, context.now + std::chrono::minutes{minutes});
  fact.at = context.now;
  return accept<Event>(std::move(fact));
}

Outcome decide_one(const State& room, const TakeIn& ask, const Context& context) {
  const auto* lease = find_lease(room, ask.lease);
  if (lease == nullptr) return no_such_lease();
  const auto known = std::ranges::find(lease->taken_in, ask.position, &TakenIn::position);
  if (known != lease->taken_in.end()) {
    if (known->value == ask.value) return accept<Event>();
    return refuse(RefusalKind::conflict, "lease.position_used",
                  "that position of the terminal gave out another number", "position");
  }
  if (lease->ended) {
    return refuse(RefusalKind::exhausted, "lease.ended", "what it left unused has lapsed", "lease");
  }
  if (auto refusal = too_long(ask)) return *refusal;
  if (auto refusal = bad_number(room, *lease, ask)) return *refusal;
  Issue issue;
  issue.service = ask.service;
  issue.channel = "terminal";
  issue.priority = ask.priority;
  issue.holder = ask.holder;
  const auto given = std::clamp(ask.at, lease->at, std::max(lease->at, context.now));
  auto fact = issued_of(room, issue, ask.value, given, context);
  fact.offline = Offline{ask.lease, ask.position, given};
  return accept<Event>(std::move(fact));
}

Outcome decide_one(const State& room, const EndLease& ask, const Context& context) {
  const auto* lease = find_lease(room, ask.lease);
  if (lease == nullptr) return no_such_lease();
  if (lease->ended) return accept<Event>();
  return accept<Event>(ended(*lease, context.now));
}

void note_taken_in(State& room, const Issued& fact) {
  lease_of(room, fact.offline->lease).taken_in.push_back({fact.offline->position, fact.value});
}

void evolve_one(State& room, const BlockLeased& fact) {
  room.facts.leases.push_back({fact.lease,
                               fact.terminal,
                               fact.epoch,
                               fact.series,
                               fact.first,
                               fact.last,
                               fact.at,
                               fact.until,
                               {},
                               false});
  auto& series = room.facts.series[room.index.series.at(fact.series)];
  series.leased += fact.last - fact.first + 1;
  series.last = fact.last;
}

void evolve_one(State& room, const LeaseEnded& fact) { lease_of(room, fact.lease).ended = true; }

}  // namespace atrium::waiting_room
