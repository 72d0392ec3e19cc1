// What the lines are made of: which definitions are taken, and the indexes made from them.
#include "actors/limits.hpp"
#include "actors/waiting_room/rules/rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <set>

namespace atrium::waiting_room {
namespace {

constexpr int minutes_per_day = 24 * 60;
constexpr int value_max = 999'999;
constexpr std::size_t prefix_max = 4;

Refusal invalid(const char* code, std::string detail, std::string field) {
  return refuse(RefusalKind::invalid, code, std::move(detail), std::move(field));
}

std::optional<Refusal> bad_series(const Series& series) {
  const bool prefix =
      !series.prefix.empty() && series.prefix.size() <= prefix_max &&
      std::ranges::all_of(series.prefix, [](char c) { return c >= 'A' && c <= 'Z'; });
  const bool numbers = series.digits >= 1 && series.digits <= 6 && series.start >= 0 &&
                       series.start <= value_max && series.daily_limit >= 0 &&
                       series.daily_limit <= value_max;
  if (prefix && numbers) return std::nullopt;
  return invalid(
      "configuration.bad_series",
      fmt::format("series {}: prefix of 1 to 4 capital letters, 1 to 6 digits, start and "
                  "limit of 0 to {}",
                  series.series.value, value_max),
      "series");
}

std::optional<Refusal> out_of_range(const Configuration& configuration) {
  struct Range {
    const char* field;
    int value;
    int least;
    int most;
  };
  for (const auto& range :
       {Range{"reset_minute", configuration.reset_minute, 0, minutes_per_day - 1},
        Range{"calls_max", configuration.calls_max, 1, 99},
        Range{"due_before_s", configuration.due_before_s, 0, 86'400},
        Range{"grace_s", configuration.grace_s, 0, 86'400},
        Range{"undo_s", configuration.undo_s, 0, 86'400},
        Range{"remind_ahead", configuration.remind_ahead, 0, 99},
        Range{"no_show_after", configuration.no_show_after, 1, 99},
        Range{"no_show_returns", configuration.no_show_returns, 1, 99},
        Range{"bound_s", configuration.bound_s, 0, 86'400}}) {
    if (range.value >= range.least && range.value <= range.most) continue;
    return invalid("configuration.out_of_range",
                   fmt::format("{} is {} to {}", range.field, range.least, range.most),
                   range.field);
  }
  for (const auto& service : configuration.services) {
    if (service.service_s >= 1 && service.service_s <= 86'400) continue;
    return invalid("configuration.out_of_range",
                   fmt::format("service {}: service_s is 1 to 86400", service.service.value),
                   "services");
  }
  return std::nullopt;
}

std::optional<Refusal> twice_or_too_long(std::set<std::string>& seen, const std::string& text,
                                         const char* field) {
  if (auto refusal = limits::too_long({{field, text, limits::id_max}})) return refusal;
  if (!text.empty() && seen.insert(text).second) return std::nullopt;
  return invalid("configuration.duplicate",
                 fmt::format("{}: \"{}\" is empty or stands twice", field, text), field);
}

Refusal unknown_strategy(const std::string& name) {
  return refuse(RefusalKind::not_found, "strategy.unknown",
                fmt::format("the hall's definition has no strategy \"{}\"", name), "strategy");
}

std::optional<Refusal> bad_strategies(const Configuration& configuration) {
  std::set<std::string> names;
  for (const auto& strategy : configuration.strategies) {
    if (auto refusal = bad_strategy(strategy)) return refusal;
    if (strategy.name.empty() || !names.insert(strategy.name).second) {
      return invalid("configuration.duplicate",
                     fmt::format("strategies: \"{}\" is empty or stands twice", strategy.name),
                     "strategies");
    }
  }
  const auto known = [&](const std::string& name) {
    return name.empty() || named_strategy(configuration, name) != nullptr;
  };
  if (!known(configuration.strategy)) return unknown_strategy(configuration.strategy);
  for (const auto& window : configuration.windows) {
    if (!known(window.strategy)) return unknown_strategy(window.strategy);
  }
  return std::nullopt;
}

// Every name is there once, and every reference leads somewhere.
std::optional<Refusal> bad_names(const Configuration& configuration) {
  std::set<std::string> series, prefixes, services, windows;
  for (const auto& each : configuration.series) {
    if (auto refusal = twice_or_too_long(series, each.series.value, "series")) return refusal;
    if (auto refusal = twice_or_too_long(prefixes, each.prefix, "series.prefix")) return refusal;
    if (auto refusal = bad_series(each)) return refusal;
  }
  for (const auto& each : configuration.services) {
    if (auto refusal = twice_or_too_long(services, each.service.value, "services")) return refusal;
    if (series.contains(each.series.value)) continue;
    return invalid(
        "configuration.unknown_reference",
        fmt::format("service {} has no series {}", each.service.value, each.series.value),
        "services");
  }
  for (const auto& each : configuration.windows) {
    if (auto refusal = twice_or_too_long(windows, each.window.value, "windows")) return refusal;
    std::set<std::string> served;
    for (const auto* list : {&each.services, &each.also}) {
      for (const auto& service : *list) {
        const auto field = "windows.services";
        if (auto refusal = twice_or_too_long(served, service.value, field)) return refusal;
        if (services.contains(service.value)) continue;
        return invalid("configuration.unknown_reference",
                       fmt::format("window {} serves unknown {}", each.window.value, service.value),
                       field);
      }
    }
  }
  return std::nullopt;
}

std::optional<Refusal> bad_journeys(const Configuration& configuration) {
  std::set<std::string> journeys;
  for (const auto& each : configuration.journeys) {
    if (auto refusal = twice_or_too_long(journeys, each.journey, "journeys")) return refusal;
    std::set<std::string> services;
    for (const auto& service : each.services) {
      const auto field = "journeys.services";
      if (auto refusal = twice_or_too_long(services, service.value, field)) return refusal;
      if (std::ranges::count(configuration.services, service, &Service::service) > 0) continue;
      return invalid("configuration.unknown_reference",
                     fmt::format("journey {} has unknown {}", each.journey, service.value), field);
    }
    if (!services.empty() && services.size() <= services_max) continue;
    return invalid("configuration.bad_journey",
                   fmt::format("journey {} has 1 to {} services", each.journey, services_max),
                   "journeys");
  }
  return std::nullopt;
}

bool needs_its_service(Status status) {
  return status != Status::done && status != Status::void_ && status != Status::unserved;
}

// What is in use today may not go, nor get other numbers.
std::optional<Refusal> in_use(const State& room, const Configuration& next) {
  for (const auto& window : room.facts.windows) {
    const auto kept = std::ranges::find(next.windows, window.window, &WindowSetup::window);
    if (window.intake == Intake::closed || (kept != next.windows.end() && kept->enabled)) continue;
    return refuse(RefusalKind::wrong_phase, "configuration.window_in_use",
                  fmt::format("close window {} before it goes", window.window.value), "windows");
  }
  for (const auto& ticket : room.facts.tickets) {
    if (!needs_its_service(ticket.standing.status)) continue;
    auto needed = ticket.standing.next;
    needed.push_back(ticket.standing.service);
    for (const auto& service : needed) {
      if (std::ranges::count(next.services, service, &Service::service) > 0) continue;
      return refuse(RefusalKind::wrong_phase, "configuration.service_in_use",
                    fmt::format("people wait for {}", service.value), "services");
    }
  }
  if (!room.facts.configuration) return std::nullopt;
  for (const auto& series : room.facts.configuration->series) {
    const auto at = room.index.series.at(series.series);
    if (room.facts.series[at].issued == 0 && room.facts.series[at].leased == 0) continue;
    const auto kept = std::ranges::find(next.series, series.series, &Series::series);
    if (kept != next.series.end() && kept->prefix == series.prefix) continue;
    return refuse(RefusalKind::wrong_phase, "configuration.series_in_use",
                  fmt::format("numbers of series {} are out today", series.series.value), "series");
  }
  return std::nullopt;
}

// The entries that a definition asks for; what was counted or is going on stays.
template <class Entry, class Setup, class Key, class SetupKey>
std::vector<Entry> carried_over(const std::vector<Entry>& old, const std::vector<Setup>& setups,
                                Key key, SetupKey setup_key) {
  std::vector<Entry> entries;
  for (const auto& setup : setups) {
    const auto found = std::ranges::find(old, setup.*setup_key, key);
    entries.push_back(found != old.end() ? *found : Entry{});
    entries.back().*key = setup.*setup_key;
  }
  return entries;
}

void index_windows(Index& index, const Configuration& configuration) {
  for (std::size_t at = 0; at < configuration.windows.size(); ++at) {
    const auto& setup = configuration.windows[at];
    WindowIndex entry{at, {}, {}, defined_strategy(configuration, setup)};
    for (const auto& service : setup.services) {
      entry.services.push_back(index.services.at(service).at);
      index.services.at(service).windows.push_back(at);
    }
    for (const auto& service : setup.also) {
      entry.also.push_back(index.services.at(service).at);
      index.services.at(service).windows.push_back(at);
    }
    index.windows.push_back(std::move(entry));
    index.window_at.emplace(setup.window, at);
  }
}

// A strategy set while the hall runs gives way where the definition says something new.
void drop_overruled(State& room, const Configuration& next) {
  for (auto& window : room.facts.windows) {
    const auto kept = std::ranges::find(next.windows, window.window, &WindowSetup::window);
    if (kept == next.windows.end()) continue;
    const auto& before = index_of(room, window.window).strategy;
    if (defined_strategy(next, *kept) == before) continue;
    window.strategy.reset();
    begin_turns(window);
  }
}

}  // namespace

void rebuild_index(State& room, Instant at) {
  const auto& facts = room.facts;
  room.index = Index{};
  room.counts = Counts{};
  if (!facts.configuration) return;
  const auto& configuration = *facts.configuration;
  auto& index = room.index;
  index.day_ends =
      day_end(configuration.zone, std::chrono::minutes{configuration.reset_minute}, facts.day);
  for (std::size_t i = 0; i < configuration.series.size(); ++i) {
    index.series.emplace(configuration.series[i].series, i);
  }
  for (std::size_t i = 0; i < configuration.services.size(); ++i) {
    index.services.emplace(configuration.services[i].service, ServiceIndex{i, {}});
  }
  index_windows(index, configuration);
  index.lines.resize(configuration.services.size());
  index.bound.resize(configuration.windows.size());
  for (Slot slot = 0; slot < facts.past.size(); ++slot) {
    index.past.emplace(facts.past[slot].ticket, slot);
  }
  if (!facts.past.empty()) {
    const auto& id = facts.past.back().ticket.value;  // Those before may have come over.
    index.past_prefix = id.substr(0, id.find('-') + 1);
  }
  for (Slot slot = 0; slot < facts.tickets.size(); ++slot) {
    const auto& ticket = facts.tickets[slot];
    index.tickets.emplace(ticket.ticket, slot);
    const bool of_today = ticket.ticket.value.starts_with(to_compact(facts.day));
    ++(of_today ? room.counts.issued : room.counts.carried);
    count_status(room.counts, ticket.standing.status, +1);
    if (ticket.standing.status == Status::waiting) enter_line(room, slot, at);
    if (is_aside(ticket)) index.aside.insert(slot);
  }
}

Outcome decide_one(const State& room, const Configure& ask, const Context& context) {
  const auto& next = ask.configuration;
  if (room.facts.configuration == next) return accept<Event>();
  if (auto refusal = limits::too_long({{"version", next.version, limits::id_max}})) return *refusal;
  if (auto refusal = out_of_range(next)) return *refusal;
  if (auto refusal = bad_names(next)) return *refusal;
  if (auto refusal = bad_strategies(next)) return *refusal;
  if (auto refusal = bad_journeys(next)) return *refusal;
  if (auto refusal = in_use(room, next)) return *refusal;
  const auto day = business_day(next.zone, std::chrono::minutes{next.reset_minute}, context.now);
  return accept<Event>(
      Configured{next, room.facts.configuration ? room.facts.day : day, context.now});
}

void evolve_one(State& room, const Configured& fact) {
  auto& facts = room.facts;
  const auto& configuration = fact.configuration;
  keep_marks(room, facts.tickets);
  drop_overruled(room, configuration);
  facts.day = fact.day;
  facts.windows =
      carried_over(facts.windows, configuration.windows, &Window::window, &WindowSetup::window);
  facts.series =
      carried_over(facts.series, configuration.series, &SeriesCount::series, &Series::series);
  facts.services = carried_over(facts.services, configuration.services, &ServiceCount::service,
                                &Service::service);
  for (auto& window : facts.windows) window.last.reset();
  facts.configuration = configuration;
  rebuild_index(room, fact.at);
}

}  // namespace atrium::waiting_room
