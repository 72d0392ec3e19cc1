// Each thing is counted in the group and period in which it happened.
#include "actors/statistics/tally.hpp"

#include "actors/statistics/lengths.hpp"
#include "actors/statistics/periods.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace atrium::statistics {
namespace {

constexpr Instant for_ever = Instant::max();

// One that came and went: a visit, or its way through one line.
struct Flow {
  const Told* visit = nullptr;
  Instant arrived;
  std::optional<Instant> ended;
  Outcome outcome = Outcome::open;
};

std::optional<Count> count_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::open:
      return std::nullopt;
    case Outcome::served:
      return Count::served;
    case Outcome::passed_on:
      return Count::passed_on;
    case Outcome::no_show:
      return Count::no_show;
    case Outcome::voided:
      return Count::voided;
    case Outcome::unserved:
      return Count::closed_unserved;
  }
  return std::nullopt;
}

class Counting {
 public:
  Counting(const Rows& rows, const Ask& ask) : rows_(rows), ask_(ask) {
    const auto range = range_of(rows.calendar, ask);
    begin_ = range.since;
    end_ = *range.until;
    by_time_ = ask.by == By::half_hour || ask.by == By::day;
    const bool narrowed = ask.window || ask.staff;
    of_lines_ = !narrowed && (by_time_ || ask.by == By::hall || ask.by == By::service);
    of_posts_ = ask.by != By::service && !ask.service;
    of_visits_ = of_lines_ && ask.by != By::service && !ask.service;
    if (ask.by == By::half_hour) cuts_ = half_hours(rows.calendar, begin_, end_);
    if (ask.by == By::day) cuts_ = days(rows.calendar, begin_, end_);
    if (!by_time_) cuts_ = {begin_, end_};
    for (std::size_t i = 0; by_time_ && i < cuts_.size(); ++i) places_[time_key(cuts_[i])] = i;
  }

  // The tickets behind one count are written down as well.
  void collect(const std::string& key, Count one, std::vector<TicketId>& into) {
    wanted_ = {key, one, &into};
  }

  std::vector<Group> run() {
    for (const auto& visit : rows_.visits) see(visit);
    if (of_posts_) {
      for (const auto& spell : rows_.spells) see(spell);
    }
    if (of_lines_) measure();
    std::vector<Group> groups;
    for (auto& [key, figures] : groups_) {
      figures.of_lines = of_lines_;
      figures.of_posts = of_posts_;
      groups.push_back({key, std::move(figures)});
    }
    std::ranges::stable_sort(groups, {}, [this](const Group& group) {
      // As time goes, also when the clocks go back; "3" before "12".
      return by_time_ ? places_.at(group.key) : group.key.size();
    });
    return groups;
  }

 private:
  struct Wanted {
    std::string key;
    Count one = Count::arrived;
    std::vector<TicketId>* into = nullptr;
  };

  void see(const Told& visit) {
    const auto& episodes = visit.course.episodes;
    for (const auto& episode : episodes) {
      if (!is_asked(episode)) continue;
      see(visit, episode);
      if (of_visits_) continue;
      const Flow flow{&visit, episode.arrived, episode.ended, episode.outcome};
      of_lines_ ? flows(flow, episode) : settles(flow, episode);
    }
    if (!of_visits_) return;
    const auto& last = episodes.back();
    flows({&visit, episodes.front().arrived, last.ended, last.outcome}, last);
  }

  [[nodiscard]] bool is_asked(const Episode& episode) const {
    return (!ask_.service || episode.service == *ask_.service) &&
           (!ask_.window || episode.window == *ask_.window) &&
           (!ask_.staff || episode.staff == *ask_.staff);
  }

  // What is said of a service that was called, whoever looks.
  void see(const Told& visit, const Episode& episode) {
    if (episode.started && is_within(*episode.started)) {
      auto* figures = add(episode, *episode.started, Count::waited, visit);
      if (figures == nullptr) return;
      figures->waits.push_back(episode.waited);
      if (episode.waited <= ask_.target) {
        add(episode, *episode.started, Count::within_target, visit);
      }
    }
    if (!episode.ended || !is_within(*episode.ended)) return;
    const auto at = *episode.ended;
    const bool is_served = episode.outcome == Outcome::served;
    if (is_served) {
      if (auto* figures = add(episode, at, Count::services, visit)) {
        figures->services.push_back(episode.served);
      }
    }
    if (episode.recalls > 0 && (is_served || episode.outcome == Outcome::no_show)) {
      add(episode, at, Count::recalled, visit);
    }
    if (episode.level) {
      if (auto* figures = add(episode, at, Count::rated, visit)) {
        ++figures->ratings[static_cast<std::size_t>(std::clamp(*episode.level, 1, 5) - 1)];
      }
    }
  }

  // Counts what came, what went how, and what stayed, period by period.
  void flows(const Flow& flow, const Episode& episode) {
    if (flow.arrived >= end_) return;
    const auto ended = flow.ended.value_or(for_ever);
    if (ended < begin_) return;
    if (flow.arrived >= begin_) add(episode, flow.arrived, Count::arrived, *flow.visit);
    settles(flow, episode);
    const auto first = flow.arrived < begin_ ? 0 : period_of(flow.arrived);
    const auto last = ended < end_ ? period_of(ended) : cuts_.size() - 1;
    for (auto period = first; period < last; ++period) {
      add(key_of(episode, cuts_[period]), Count::still_open, *flow.visit);
    }
    const auto from = flow.arrived < begin_ ? 0 : first + 1;
    for (auto period = from; period <= last && period + 1 < cuts_.size(); ++period) {
      add(key_of(episode, cuts_[period]), Count::carried_over, *flow.visit);
    }
  }

  void settles(const Flow& flow, const Episode& episode) {
    const auto outcome = count_of(flow.outcome);
    if (outcome && flow.ended && is_within(*flow.ended)) {
      add(episode, *flow.ended, *outcome, *flow.visit);
    }
  }

  void see(const Spell& spell) {
    if (ask_.window && spell.window != *ask_.window) return;
    if (ask_.staff && spell.staff != *ask_.staff) return;
    const auto until = std::min(spell.until.value_or(end_), end_);
    for (auto at = std::max(spell.since, begin_); at < until;) {
      const auto next = std::min(until, by_time_ ? cuts_[period_of(at) + 1] : end_);
      if (const auto key = key_of(spell, at); !key.empty()) {
        auto& figures = groups_[key];
        if (spell.open()) figures.open += next - at;
        if (spell.serving) figures.serving += next - at;
        if (spell.paused()) figures.paused += next - at;
      }
      at = next;
    }
  }

  // The lengths of the lines that each group is about.
  void measure() {
    std::map<std::string, std::vector<Change>> changes;
    for (const auto& visit : rows_.visits) {
      for (const auto& episode : visit.course.episodes) {
        if (!is_asked(episode)) continue;
        auto& line = changes[ask_.by == By::service ? episode.service.value : ""];
        for (const auto& span : episode.lines) {
          line.push_back({span.since, 1, 0});
          if (span.until) line.push_back({*span.until, -1, 0});
        }
      }
    }
    for (auto& [key, line] : changes) {
      for (const auto& spell : rows_.spells) {
        if (!spell.open()) continue;
        line.push_back({spell.since, 0, 1});
        if (spell.until) line.push_back({*spell.until, 0, -1});
      }
      const auto measured = lengths(std::move(line), cuts_);
      for (std::size_t period = 0; period < measured.size(); ++period) {
        const auto found = groups_.find(ask_.by == By::service ? key : time_key(cuts_[period]));
        if (found == groups_.end()) continue;
        found->second.queue_mean = measured[period].mean;
        found->second.queue_max = measured[period].highest;
      }
    }
  }

  [[nodiscard]] bool is_within(Instant at) const { return begin_ <= at && at < end_; }

  [[nodiscard]] std::size_t period_of(Instant at) const {
    const auto after = std::upper_bound(cuts_.begin(), cuts_.end(), at);
    return static_cast<std::size_t>(after - cuts_.begin()) - 1;
  }

  [[nodiscard]] std::string time_key(Instant at) const {
    if (ask_.by == By::hall) return "hall";
    if (ask_.by == By::day) {
      return to_text(business_day(rows_.calendar.zone, rows_.calendar.reset, at));
    }
    return half_hour_name(rows_.calendar, cuts_[period_of(at)]);
  }

  [[nodiscard]] std::string zone_of(const WindowId& window) const {
    const auto found = ask_.zones.find(window);
    return found == ask_.zones.end() ? "" : found->second.value;
  }

  // Empty: of no group.
  [[nodiscard]] std::string key_of(const Episode& episode, Instant at) const {
    switch (ask_.by) {
      case By::service:
        return episode.service.value;
      case By::window:
        return episode.window.value;
      case By::staff:
        return episode.staff.value;
      case By::zone:
        return zone_of(episode.window);
      case By::hall:
      case By::half_hour:
      case By::day:
        break;
    }
    return time_key(at);
  }

  [[nodiscard]] std::string key_of(const Spell& spell, Instant at) const {
    if (ask_.by == By::window) return spell.window.value;
    if (ask_.by == By::staff) return spell.staff.value;
    if (ask_.by == By::zone) return zone_of(spell.window);
    return time_key(at);
  }

  Figures* add(const Episode& episode, Instant at, Count one, const Told& visit) {
    return add(key_of(episode, at), one, visit);
  }

  Figures* add(const std::string& key, Count one, const Told& visit) {
    if (key.empty()) return nullptr;
    auto& figures = groups_[key];
    ++figures.count[static_cast<std::size_t>(one)];
    if (wanted_.into != nullptr && one == wanted_.one && key == wanted_.key) {
      wanted_.into->push_back(visit.ticket);
    }
    return &figures;
  }

  const Rows& rows_;
  const Ask& ask_;
  Instant begin_;
  Instant end_;
  bool by_time_ = false;
  bool of_lines_ = false;
  bool of_posts_ = false;
  bool of_visits_ = false;
  std::vector<Instant> cuts_;
  std::map<std::string, std::size_t> places_;
  std::map<std::string, Figures> groups_;
  Wanted wanted_;
};

}  // namespace

Span range_of(const Calendar& calendar, const Ask& ask) {
  const auto begin = day_end(calendar.zone, calendar.reset, Day{ask.from.days - 1});
  const auto end = day_end(calendar.zone, calendar.reset, ask.to);
  return {begin, std::max(begin, std::min(end, ask.now))};
}

Table tally(const Rows& rows, const Ask& ask) {
  auto whole = ask;
  whole.by = By::hall;
  auto groups = Counting(rows, whole).run();
  const auto range = range_of(rows.calendar, ask);
  Table table{range.since, *range.until, {}, {}};
  if (!groups.empty()) table.total = std::move(groups.front().figures);
  table.groups = Counting(rows, ask).run();
  return table;
}

std::vector<TicketId> made_of(const Rows& rows, const Ask& ask, const std::string& key, Count one) {
  std::vector<TicketId> tickets;
  Counting counting(rows, ask);
  counting.collect(key, one, tickets);
  counting.run();
  std::vector<TicketId> once;
  for (auto& ticket : tickets) {
    if (once.empty() || once.back() != ticket) once.push_back(std::move(ticket));
  }
  return once;
}

double mean_s(const std::vector<Duration>& values) {
  if (values.empty()) return 0;
  const auto sum = std::accumulate(values.begin(), values.end(), Duration{});
  return std::chrono::duration<double>(sum).count() / static_cast<double>(values.size());
}

double quantile_s(const std::vector<Duration>& values, double share) {
  if (values.empty()) return 0;
  auto sorted = values;
  const auto rank = std::ceil(share * static_cast<double>(sorted.size()));
  const auto place = std::min(sorted.size() - 1, static_cast<std::size_t>(std::max(1.0, rank)) - 1);
  std::nth_element(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(place),
                   sorted.end());
  return std::chrono::duration<double>(sorted[place]).count();
}

}  // namespace atrium::statistics
