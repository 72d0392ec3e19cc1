// One hall's next hours, many times over.
#include "actors/waiting_room/forecast/run.hpp"

#include "actors/waiting_room/rules/rules.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <queue>

namespace atrium::waiting_room::forecast {
namespace {

using namespace std::chrono_literals;

constexpr auto horizon = 10h;
constexpr auto opens_before = 15min;
constexpr int steps_max = 20'000;  // Of one run, whatever the room's rules do.
const std::string newcomer_prefix = "~";

double seconds(Duration duration) { return std::chrono::duration<double>(duration).count(); }
Duration after(double length_s) {
  return Duration{static_cast<Duration::rep>(std::max(0.0, length_s) * 1e6)};
}

struct Next {
  Instant at;
  enum class Kind { call, free, arrive } kind = Kind::call;
  std::size_t index = 0;  // Of the window or service.
  std::uint32_t order = 0;
  bool operator<(const Next& other) const {  // The earliest on top.
    return std::tie(at, order) > std::tie(other.at, other.order);
  }
};

// Only who waits in this part.
Facts part_of(const Facts& waiting, const Part& part) {
  Facts facts = waiting;
  std::set<ServiceId> services;
  for (const auto at : part.services) services.insert(facts.configuration->services[at].service);
  std::erase_if(facts.tickets,
                [&](const Ticket& ticket) { return !services.contains(ticket.standing.service); });
  return facts;
}

class Run {
 public:
  Run(const State& room, const State& light, const Part& part, const Draws& draws,
      const std::vector<OpenTime>& times, Instant now, std::uint64_t seed)
      : room_(room),
        light_(light),
        part_(part),
        draws_(draws),
        times_(times),
        now_(now),
        chance_(seed) {
    overtime_ = after(std::max(draws.overtime_s, draws.overtime.draw(chance_)));
    ends_ = std::min<Instant>(now + horizon, room.index.day_ends - 1s);
    idle_.resize(room.facts.windows.size());
    for (const auto& window : room.facts.windows) {
      free_at_.push_back(std::min(now, window.since.value_or(now)));
      pause_asked_.push_back(window.pause_asked.has_value());
    }
  }

  // Goes on until so many have been called; of newcomers alone, or of all.
  void expect(std::size_t calls, bool newcomers_only) {
    expected_ = calls;
    newcomers_only_ = newcomers_only;
  }

  void set_windows();
  void set_arrivals();
  void wake(std::size_t service, Instant at);

  template <class Report>
  void go(const Report& report) {
    for (int step = 0; step < steps_max && !queue_.empty() && expected_ > 0; ++step) {
      const auto next = queue_.top();
      if (next.at > ends_) return;
      queue_.pop();
      if (next.kind == Next::Kind::call) call(next, report);
      if (next.kind == Next::Kind::free) be_free(next.at, next.index);
      if (next.kind == Next::Kind::arrive) arrive(next);
    }
  }

 private:
  void plan(Instant at, Next::Kind kind, std::size_t index) {
    queue_.push({std::max(at, now_), kind, index, order_++});
  }

  const Window& window_at(std::size_t at) const { return room_.facts.windows[at]; }
  const Lengths& service_lengths(const ServiceId& service) const {
    return draws_.services.at(service);
  }

  // The hall has closed, and those who stay on for who still waits have left.
  [[nodiscard]] bool gone_home(Instant at) const {
    const auto open = latest(times_, at);
    return open && at >= open->ends + overtime_ &&
           (!following(times_, at) || following(times_, at)->begins - at > opens_before);
  }
  void set_window(std::size_t at);
  void set_called(std::size_t at, const Ticket& ticket);
  void open_next_time(std::size_t at, Instant from);
  void be_free(Instant at, std::size_t window);
  void arrive(const Next& next);
  void plan_arrival(std::size_t service, Instant from);

  template <class Report>
  void call(const Next& next, const Report& report) {
    if (gone_home(next.at)) return open_next_time(next.index, next.at);
    const auto& window = light_.facts.windows[next.index].window;
    const Context context{next.at, {}, {}};
    const auto outcome = decide(light_, CallNext{window}, context);
    const auto* events = std::get_if<std::vector<Event>>(&outcome);
    if (events == nullptr || events->empty()) {
      idle_[next.index] = true;
      return;
    }
    const Called* called = nullptr;
    for (const auto& event : *events) {
      evolve(light_, event);
      if (const auto* fact = std::get_if<Called>(&event)) called = fact;
    }
    if (called == nullptr) return;
    const bool newcomer = called->ticket.value.starts_with(newcomer_prefix);
    if (!called->ticket.value.starts_with('+')) {
      report(called->ticket, called->service, newcomer, next.at);
      if (newcomer || !newcomers_only_) --expected_;
    }
    if (newcomer) {  // Stood there only to see when its turn would be.
      evolve(light_, Voided{called->ticket, called->number, window, true, "", next.at});
      return plan(next.at, Next::Kind::call, next.index);
    }
    const auto& ticket = light_.facts.tickets[light_.index.tickets.at(called->ticket)];
    const double waited_s = seconds(next.at - ticket.issued_at);
    const bool absent = chance_.uniform() < draws_.no_shows.odds(waited_s);
    const double taken_s =
        absent ? draws_.absence.draw(chance_)
               : draws_.walk.draw(chance_) + service_lengths(called->service).draw(chance_);
    const auto settled = next.at + after(taken_s);
    evolve(light_,
           Finished{called->ticket, called->number, window, {}, called->service, {}, next.at});
    plan(settled, Next::Kind::free, next.index);
  }

  const State& room_;
  State light_;
  const Part& part_;
  const Draws& draws_;
  const std::vector<OpenTime>& times_;
  Instant now_;
  Instant ends_;
  Chance chance_;
  Duration overtime_{};  // Of this run's closings.
  std::priority_queue<Next> queue_;
  std::uint32_t order_ = 0;
  std::size_t expected_ = 0;
  bool newcomers_only_ = false;
  int came_ = 0;
  std::vector<bool> idle_;         // By window: found nobody to call.
  std::vector<bool> pause_asked_;  // By window.
  std::vector<Instant> free_at_;   // By window: when it last was, or came back.
};

void Run::set_windows() {
  for (const auto at : part_.windows) set_window(at);
  for (const auto service : part_.services) wake(service, now_);  // For the newcomers.
}

void Run::set_window(std::size_t at) {
  const auto& window = window_at(at);
  if (window.current) {
    const auto& ticket = room_.facts.tickets[room_.index.tickets.at(*window.current)];
    return set_called(at, ticket);
  }
  const double so_far_s = window.since ? seconds(now_ - *window.since) : 0;
  if (window.intake == Intake::paused) {
    return plan(now_ + after(draws_.pause.draw_beyond(so_far_s, chance_) - so_far_s),
                Next::Kind::call, at);
  }
  if (window.intake == Intake::open) {
    if (next_for(room_, window, now_)) {
      return plan(now_ + after(draws_.gap.draw(chance_)), Next::Kind::call, at);
    }
    idle_[at] = true;
    return;
  }
  open_next_time(at, now_);
}

void Run::set_called(std::size_t at, const Ticket& ticket) {
  const auto& standing = ticket.standing;
  double left_s = 0;
  if (standing.status == Status::serving && standing.started_at) {
    const double elapsed_s = seconds(now_ - *standing.started_at);
    left_s = service_lengths(standing.service).draw_beyond(elapsed_s, chance_) - elapsed_s;
  } else {
    const double elapsed_s = standing.called_at ? seconds(now_ - *standing.called_at) : 0;
    const double odds =
        draws_.no_shows.odds(seconds(standing.called_at.value_or(now_) - ticket.issued_at));
    const double gone = odds * (1 - draws_.absence.share_below(elapsed_s)) + 1e-6;
    const double comes = (1 - odds) * (1 - draws_.walk.share_below(elapsed_s)) + 1e-6;
    left_s = chance_.uniform() < gone / (gone + comes)
                 ? draws_.absence.draw_beyond(elapsed_s, chance_) - elapsed_s
                 : draws_.walk.draw_beyond(elapsed_s, chance_) - elapsed_s +
                       service_lengths(standing.service).draw(chance_);
  }
  plan(now_ + after(left_s), Next::Kind::free, at);
}

void Run::open_next_time(std::size_t at, Instant from) {
  const auto open = latest(times_, from);
  const auto& id = window_at(at).window;
  if (open && from < open->ends && from < open->begins + 20min &&
      !draws_.absent_windows.contains(id)) {
    const double so_far_s = seconds(from - open->begins);
    const double left_s = draws_.opening.draw_beyond(so_far_s, chance_) - so_far_s;
    return plan(from + after(left_s), Next::Kind::call, at);
  }
  const auto next = following(times_, from);
  if (!next || draws_.absent_windows.contains(id)) return;
  plan(next->begins + Duration{static_cast<Duration::rep>(draws_.opening.draw(chance_) * 1e6)},
       Next::Kind::call, at);
}

// A clerk has settled a ticket: goes home, takes a break, or calls the next.
void Run::be_free(Instant at, std::size_t window) {
  if (gone_home(at)) return open_next_time(window, at);
  const bool wants_break = pause_asked_[window];
  pause_asked_[window] = false;
  const double worked_s = seconds(at - free_at_[window]);
  const bool pauses =
      wants_break || chance_.uniform() < -std::expm1(-draws_.pauses_per_s * worked_s);
  const double away_s = pauses ? draws_.pause.draw(chance_) : 0;
  free_at_[window] = at + after(away_s);
  plan(free_at_[window] + after(draws_.gap.draw(chance_)), Next::Kind::call, window);
}

void Run::set_arrivals() {
  for (const auto at : part_.services) plan_arrival(at, now_);
}

void Run::plan_arrival(std::size_t service, Instant from) {
  const auto& id = light_.facts.configuration->services[service].service;
  const auto rate = draws_.arrivals_per_s.find(id);
  if (rate == draws_.arrivals_per_s.end() || rate->second <= 0) return;
  const auto at = from + after(chance_.exponential(1 / rate->second));
  const auto open = latest(times_, at);
  if (open && at < open->ends) plan(at, Next::Kind::arrive, service);
}

void Run::arrive(const Next& next) {
  const auto& service = light_.facts.configuration->services[next.index];
  Issued issued;
  issued.ticket = TicketId{"+" + std::to_string(++came_)};
  issued.series = service.series;
  issued.service = service.service;
  issued.effective = issued.due = issued.at = next.at;
  evolve(light_, issued);
  plan_arrival(next.index, next.at);
  wake(next.index, next.at);
}

void Run::wake(std::size_t service, Instant at) {
  const auto& id = light_.facts.configuration->services[service].service;
  for (const auto window : light_.index.services.at(id).windows) {
    if (!idle_[window]) continue;
    idle_[window] = false;
    return plan(at + after(draws_.gap.draw(chance_)), Next::Kind::call, window);
  }
}

void add_newcomers(State& light, const Part& part, const RunOptions& options, Instant now) {
  for (const auto at : part.services) {
    const auto& service = light.facts.configuration->services[at];
    if (options.only_newcomer && *options.only_newcomer != service.service) continue;
    Issued issued;
    issued.ticket = TicketId{newcomer_prefix + service.service.value};
    issued.series = service.series;
    issued.service = service.service;
    issued.effective = issued.due = issued.at = now;
    evolve(light, issued);
  }
}

}  // namespace

Facts waiting_only(const State& room) {
  auto facts = save(room);
  facts.past.clear();
  // Nobody foresees when who is not at work will come.
  std::erase_if(facts.tickets, [&](const Ticket& ticket) {
    const auto& standing = ticket.standing;
    return standing.status != Status::waiting ||
           (standing.binds() && windows_of(room, standing).empty());
  });
  for (auto& ticket : facts.tickets) ticket.holder.reset();
  if (facts.configuration) facts.configuration->remind_ahead = 0;  // A foreseen day reminds nobody.
  for (auto& window : facts.windows) {
    window.intake = Intake::open;
    window.current.reset();
    window.last.reset();
    window.pause_asked.reset();
  }
  return facts;
}

std::vector<Part> parts_of(const State& room) {
  const auto& configuration = *room.facts.configuration;
  std::vector<int> part_of_service(configuration.services.size(), -1);
  std::vector<Part> parts;
  // A window ties its services together.
  std::vector<std::size_t> leader(configuration.services.size());
  for (std::size_t i = 0; i < leader.size(); ++i) leader[i] = i;
  const auto find = [&](std::size_t at) {
    while (leader[at] != at) at = leader[at];
    return at;
  };
  const auto services_at = [&](std::size_t window) {
    const auto& index = room.index.windows[window];
    auto all = index.services;
    all.insert(all.end(), index.also.begin(), index.also.end());
    return all;
  };
  for (std::size_t window = 0; window < configuration.windows.size(); ++window) {
    const auto all = services_at(window);
    for (const auto service : all) leader[find(service)] = find(all.front());
  }
  for (std::size_t service = 0; service < leader.size(); ++service) {
    const auto lead = find(service);
    if (part_of_service[lead] < 0) {
      part_of_service[lead] = static_cast<int>(parts.size());
      parts.emplace_back();
    }
    parts[static_cast<std::size_t>(part_of_service[lead])].services.push_back(service);
  }
  for (std::size_t window = 0; window < configuration.windows.size(); ++window) {
    const auto all = services_at(window);
    if (all.empty()) continue;
    parts[static_cast<std::size_t>(part_of_service[find(all.front())])].windows.push_back(window);
  }
  return parts;
}

void look_ahead(const State& room, const Facts& waiting, const Part& part, const Draws& draws,
                const std::vector<OpenTime>& times, bool overtaking, Instant now,
                const RunOptions& options, Outlook& outlook) {
  const auto start = part_of(waiting, part);
  State light = load(start);
  add_newcomers(light, part, options, now);
  const auto report = [&](const TicketId& ticket, const ServiceId& service, bool newcomer,
                          Instant at) {
    const auto wait_s = static_cast<float>(seconds(at - now));
    if (newcomer) {
      outlook.newcomers[service].push_back(wait_s);
    } else if (!options.only_newcomer) {
      outlook.tickets[ticket].push_back(wait_s);
    }
  };
  for (int i = 0; i < options.runs; ++i) {
    Run run(room, light, part, draws, times, now, static_cast<std::uint64_t>(i) * 7919 + 17);
    run.expect(options.only_newcomer ? 1 : light.facts.tickets.size(),
               options.only_newcomer.has_value());
    run.set_windows();
    if (overtaking) run.set_arrivals();
    run.go(report);
  }
  const auto fill = [&](Calls& calls) {
    calls.resize(static_cast<std::size_t>(options.runs), never_s);
    std::ranges::sort(calls);
  };
  for (const auto at : part.services) {
    const auto& service = room.facts.configuration->services[at].service;
    if (!options.only_newcomer || *options.only_newcomer == service) {
      fill(outlook.newcomers[service]);
    }
  }
  if (options.only_newcomer) return;
  for (const auto& ticket : start.tickets) fill(outlook.tickets[ticket.ticket]);
}

}  // namespace atrium::waiting_room::forecast
