// Thinning (Lewis and Shedler): candidates at the peak rate, each kept with the share that its time
// deserves.
#include "simulation/model/arrivals.hpp"

#include <algorithm>
#include <cmath>

namespace atrium::simulation {
namespace {

using namespace std::chrono_literals;

constexpr auto day_length = std::chrono::days{1};
constexpr auto ahead = std::chrono::days{14};

}  // namespace

Instant at_local(const atrium::Zone& zone, std::chrono::local_time<Duration> local) {
  // The offset of the moment itself; two tries settle it but for the hour that a clock change
  // skips.
  Instant at{local.time_since_epoch()};
  for (int i = 0; i < 2; ++i)
    at = Instant{local.time_since_epoch()} -
         (local_time(zone, at).time_since_epoch() - at.time_since_epoch());
  return at;
}

Instant local_midnight(const atrium::Zone& zone, Instant at) {
  return at_local(zone, std::chrono::floor<std::chrono::days>(local_time(zone, at)));
}

std::vector<OpenTime> open_times(const halls::Definition& hall, Instant from, Instant until) {
  std::vector<OpenTime> times;
  auto midnight = std::chrono::floor<std::chrono::days>(local_time(hall.time_zone, from));
  for (; at_local(hall.time_zone, midnight) < until; midnight += day_length) {
    const std::chrono::weekday weekday{midnight};
    for (const auto& period : hall.hours[weekday.iso_encoding() - 1]) {
      const OpenTime open{at_local(hall.time_zone, midnight + period.begins),
                          at_local(hall.time_zone, midnight + period.ends)};
      if (open.ends > from && open.begins < until) times.push_back(open);
    }
  }
  return times;
}

std::vector<double> hourly_rates(const halls::Definition& hall, const Profile& profile) {
  std::vector<double> rates(hall.services.size(), 0.0);
  const auto weight = [&](const ServiceId& id) {
    const auto found = std::ranges::find(hall.services, id, &halls::Service::id);
    return found == hall.services.end() ? 0.0 : profile.of(*found).weight;
  };
  for (const auto& window : hall.windows) {
    double sum = 0;
    for (const auto& service : window.serves) sum += weight(service);
    if (sum <= 0) continue;
    for (std::size_t i = 0; i < hall.services.size(); ++i) {
      if (std::ranges::find(window.serves, hall.services[i].id) == window.serves.end()) continue;
      rates[i] += profile.visitors.per_window_hour * weight(hall.services[i].id) / sum;
    }
  }
  return rates;
}

Arrivals::Arrivals(const halls::Definition& hall, const Profile& profile, double hourly,
                   Random random)
    : hall_(&hall), profile_(&profile), hourly_(hourly), random_(std::move(random)) {
  double sum = 0;
  double minutes = 0;
  for (const auto& day : hall.hours) {
    for (const auto& period : day) {
      for (auto minute = period.begins; minute < period.ends; minute += 1min) {
        const double factor = profile.factor(minute);
        peak_ = std::max(peak_, factor);
        sum += factor;
        minutes += 1;
      }
    }
  }
  if (sum > 0) mean_ = sum / minutes;
}

double Arrivals::shape(Instant at) const {
  const auto local = local_time(hall_->time_zone, at);
  const auto time = local - std::chrono::floor<std::chrono::days>(local);
  return profile_->factor(std::chrono::floor<std::chrono::minutes>(time));
}

void Arrivals::look_ahead(Instant from) {
  if (from < known_until_) return;
  open_ = open_times(*hall_, from, from + ahead);
  for (auto& open : open_) open.ends -= std::chrono::minutes{profile_->visitors.last_ticket_min};
  std::erase_if(open_, [](const OpenTime& open) { return open.ends <= open.begins; });
  known_until_ = from + ahead / 2;
}

double Arrivals::rate(Instant at) {
  look_ahead(at);
  const bool open =
      std::ranges::any_of(open_, [&](const auto& o) { return o.begins <= at && at < o.ends; });
  return open ? hourly_ * shape(at) / mean_ : 0.0;
}

std::optional<Instant> Arrivals::next(Instant after) {
  if (hourly_ <= 0 || peak_ <= 0) return std::nullopt;
  const double mean_gap_s = 3600.0 * mean_ / (hourly_ * peak_);
  auto at = after;
  while (true) {
    look_ahead(at);
    const auto gap = random_.exponential(mean_gap_s);
    auto left = Duration{static_cast<std::int64_t>(std::llround(gap * 1e3)) * 1000 + 1000};
    // Time passes only while the hall is open.
    const auto open = std::ranges::find_if(open_, [&](const auto& o) { return at < o.ends; });
    if (open == open_.end()) return std::nullopt;
    auto place = open;
    at = std::max(at, place->begins);
    while (place != open_.end() && at + left >= place->ends) {
      left -= place->ends - at;
      if (++place != open_.end()) at = place->begins;
    }
    if (place == open_.end()) {
      at = open_.back().ends;
      continue;
    }
    at += left;
    if (random_.happens(shape(at) / peak_)) return at;
  }
}

}  // namespace atrium::simulation
