// Learning from events.
#include "actors/waiting_room/forecast/measured.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace atrium::waiting_room::forecast {
namespace {

using namespace std::chrono_literals;

// Assumed before anything was measured; seconds.
constexpr std::array assumed_walk{10.0, 20.0, 30.0, 45.0, 60.0};
constexpr std::array assumed_absence{60.0, 120.0, 180.0};
constexpr std::array assumed_gap{2.0, 5.0, 10.0, 20.0};
constexpr std::array assumed_pause{120.0, 300.0, 600.0, 1200.0};
constexpr std::array assumed_overtime{0.0, 0.0, 900.0, 1800.0, 3600.0};
constexpr std::array assumed_opening{-60.0, 0.0, 60.0};
constexpr double assumed_no_shows = 0.05;
constexpr double assumed_pauses_per_s = 1.0 / (4 * 3600);
constexpr double assumed_work_s = 4 * 3600;
constexpr std::size_t enough = 12;  // Measured so often, nothing is assumed any more.
constexpr std::size_t enough_services = 30;
constexpr std::size_t enough_closings = 4;
constexpr double expected_weight = 4;  // Services at the speed that the definition expects.
// Tenths of a lognormal of mean 1 with a deviation of 0.6 in its logarithm: 5 %, 15 %, …, 95 %.
constexpr std::array spread{0.311, 0.448, 0.557, 0.663, 0.775, 0.901, 1.053, 1.253, 1.556, 2.241};

constexpr double kept_overnight = 0.8;  // Of what is counted, not listed.
constexpr double no_show_weight = 6;
constexpr auto arrivals_seen = 40min;
constexpr auto late_opening = 20min;  // Who has not opened by then stays away until the next time.

constexpr std::array<double, 7> waited_bounds{300, 600, 1200, 1800, 2700, 3600, 5400};

double seconds(Duration duration) { return std::chrono::duration<double>(duration).count(); }

std::size_t bin_of(double waited_s) {
  return static_cast<std::size_t>(std::ranges::upper_bound(waited_bounds, waited_s) -
                                  waited_bounds.begin());
}

}  // namespace

void NoShows::note(double waited_s, bool absent) {
  auto& bin = bins_[bin_of(waited_s)];
  bin.called += 1;
  if (absent) bin.absent += 1;
}

void NoShows::forget(double share) {
  for (auto& bin : bins_) bin = {bin.called * (1 - share), bin.absent * (1 - share)};
}

// Who waited longer is at least as likely gone: a bin with little in it leans on the one before.
double NoShows::odds(double waited_s) const {
  double odds = assumed_no_shows;
  for (std::size_t at = 0; at <= bin_of(waited_s); ++at) {
    odds = (bins_[at].absent + no_show_weight * odds) / (bins_[at].called + no_show_weight);
  }
  return odds;
}

void Measured::see(const Event& event) {
  std::visit(
      [&](const auto& fact) {
        if constexpr (requires { see_one(fact); }) see_one(fact);
      },
      event);
}

const std::vector<OpenTime>& Measured::times(Instant at) const {
  const auto day = std::chrono::floor<std::chrono::days>(at).time_since_epoch().count();
  if (times_of_ != day) {
    times_ = open_times(hours_, at);
    times_of_ = static_cast<int>(day);
  }
  return times_;
}

void Measured::see_one(const Configured& fact) {
  services_ = fact.configuration.services;
  windows_.clear();
  for (const auto& window : fact.configuration.windows) {
    windows_.insert(window.window);
    // A window that prefers some lets later ones go before the others.
    if (!window.also.empty()) overtaking_ = true;
  }
}

void Measured::see_one(const Issued& fact) {
  waiting_[fact.ticket] = {fact.service, fact.at};
  if (fact.priority > 0 || fact.booked) overtaking_ = true;
  auto& came = came_[fact.service];
  came.push_back(fact.at);
  while (came.front() < fact.at - arrivals_seen) came.pop_front();
}

void Measured::see_one(const Called& fact) {
  auto& seat = seats_[fact.window];
  const auto found = waiting_.find(fact.ticket);
  if (found != waiting_.end()) {
    auto& waiting = found->second;
    waiting.waited_s = seconds(fact.at - waiting.since);
    if (seat.free_since && !fact.special) {
      gap_.note(std::max(0.0, seconds(fact.at - std::max(*seat.free_since, waiting.since))));
    }
  }
  seat.free_since.reset();
  seat.ticket = fact.ticket;
  seat.called_at = fact.at;
  if (found != waiting_.end()) note_overtime(fact.at, found->second.since);
}

// Somebody waited on when the clerks had gone home after this closing.
void Measured::note_closing(const std::optional<OpenTime>& open) {
  if (!open || noted_ >= open->ends) return;
  noted_ = open->ends;
  overtime_.note(closing_ == open->ends ? last_call_s_ : 0);
}

// Somebody is called who has waited since then.
void Measured::note_overtime(Instant called, Instant since) {
  const auto& all = times(called);
  const auto open = latest(all, called);
  if (!open) return;
  if (called < open->ends) {
    const auto before = latest(all, open->begins - 1s);
    if (before && since < before->ends) note_closing(before);
    return;
  }
  if (called >= open->ends + 2h) return;
  closing_ = open->ends;
  last_call_s_ = seconds(called - open->ends);
  overtime_s_ = std::max(overtime_s_, last_call_s_);
}

void Measured::see_one(const Started& fact) {
  const auto& seat = seats_[fact.window];
  if (seat.ticket != fact.ticket) return;
  walk_.note(seconds(fact.at - seat.called_at));
  const auto found = waiting_.find(fact.ticket);
  if (found != waiting_.end()) no_shows_.note(found->second.waited_s, false);
}

void Measured::see_one(const Finished& fact) {
  note_service(fact.service, seconds(fact.served));
  waiting_.erase(fact.ticket);
  set_free(fact.window, fact.at);
}

void Measured::see_one(const ServiceFinished& fact) {
  note_service(fact.service, seconds(fact.served));
  const auto found = waiting_.find(fact.ticket);
  if (found != waiting_.end()) found->second = {fact.next.front(), fact.at};
  set_free(fact.window, fact.at);
}

void Measured::see_one(const NoShow& fact) {
  const auto& seat = seats_[fact.window];
  if (seat.ticket == fact.ticket) absence_.note(seconds(fact.at - seat.called_at));
  const auto found = waiting_.find(fact.ticket);
  if (found != waiting_.end()) no_shows_.note(found->second.waited_s, true);
  set_free(fact.window, fact.at);
}

void Measured::see_one(const Voided& fact) {
  if (fact.current) set_free(fact.window, fact.at);
}

void Measured::see_one(const Parked& fact) { set_free(fact.window, fact.at); }

void Measured::see_one(const Unparked& fact) {
  const auto found = waiting_.find(fact.ticket);
  if (found != waiting_.end()) found->second.since = fact.at;
}

void Measured::see_one(const Returned& fact) {
  const auto found = waiting_.find(fact.ticket);
  if (found != waiting_.end()) found->second.since = fact.at;
}

void Measured::see_one(const Transferred& fact) {
  if (fact.was_serving) note_service(fact.from_service, seconds(fact.served));
  const auto found = waiting_.find(fact.ticket);
  if (found != waiting_.end()) found->second = {fact.service, fact.at};
  set_free(fact.window, fact.at);
}

// What was measured of it stands; nothing more is, until the window is free again.
void Measured::see_one(const Undone& fact) {
  auto& seat = seats_[fact.window];
  seat.free_since.reset();
  seat.ticket.reset();
  if (fact.current && fact.back.called_at) {
    seat.ticket = fact.ticket;
    seat.called_at = *fact.back.called_at;
  }
}

void Measured::see_one(const WindowOpened& fact) {
  auto& seat = seats_[fact.window];
  seat = Seat{fact.at, fact.at, {}, {}, {}};
  const auto& all = times(fact.at);
  const auto before = latest(all, fact.at);
  const auto next = following(all, fact.at);
  if (next && next->begins - fact.at < late_opening) {
    opening_.note(seconds(fact.at - next->begins));
    opened_[fact.window] = next->begins;
  } else if (before && fact.at < before->ends) {
    if (fact.at - before->begins < late_opening) opening_.note(seconds(fact.at - before->begins));
    opened_[fact.window] = before->begins;
  }
}

void Measured::stop_work(Seat& seat, Instant at) {
  if (seat.open_since) worked_s_ += seconds(at - *seat.open_since);
  seat.open_since.reset();
  seat.free_since.reset();
}

void Measured::see_one(const WindowClosed& fact) {
  stop_work(seats_[fact.window], fact.at);
  seats_[fact.window].paused_at.reset();
}

void Measured::see_one(const WindowPaused& fact) {
  auto& seat = seats_[fact.window];
  if (!seat.open_since) return;
  pauses_ += 1;
  stop_work(seat, fact.at);
  seat.paused_at = fact.at;
}

void Measured::see_one(const WindowResumed& fact) {
  auto& seat = seats_[fact.window];
  if (seat.paused_at) pause_.note(seconds(fact.at - *seat.paused_at));
  seat.paused_at.reset();
  seat.open_since = fact.at;
  seat.free_since = fact.at;
}

void Measured::see_one(const DayEnded& fact) {
  const std::set<TicketId> carried(fact.carried.begin(), fact.carried.end());
  if (!fact.unserved.empty()) note_closing(latest(times(fact.at), fact.at));
  std::erase_if(waiting_, [&](const auto& one) { return !carried.contains(one.first); });
  came_.clear();
  for (auto& [window, seat] : seats_) {
    if (seat.ticket && carried.contains(*seat.ticket)) continue;
    seat.ticket.reset();
    seat.free_since.reset();
  }
  no_shows_.forget(1 - kept_overnight);
  for (auto* count : {&served_s_, &expected_s_, &pauses_, &worked_s_, &overtime_s_}) {
    *count *= kept_overnight;
  }
}

void Measured::see_one(const TicketSetAside& fact) {
  if (fact.window) set_free(*fact.window, fact.at);
}

void Measured::set_free(const WindowId& window, Instant at) {
  auto& seat = seats_[window];
  seat.ticket.reset();
  seat.free_since = at;
}

void Measured::note_service(const ServiceId& id, double length_s) {
  service_[id].note(length_s);
  const auto service = std::ranges::find(services_, id, &Service::service);
  if (service == services_.end()) return;
  served_s_ += length_s;
  expected_s_ += service->service_s;
}

// What the definition expects, at the pace that this hall has shown in all services together.
Lengths Measured::service_lengths(const Service& service) const {
  const double typical_s =
      services_.empty() ? service.service_s : double(services_.front().service_s);
  const double pace =
      (served_s_ + expected_weight * typical_s) / (expected_s_ + expected_weight * typical_s);
  auto assumed = spread;
  for (auto& length : assumed) length *= pace * service.service_s;
  const auto found = service_.find(service.service);
  return (found == service_.end() ? Measurements{} : found->second)
      .lengths(assumed, enough_services);
}

Draws Measured::draws(Instant now) const {
  Draws draws;
  for (const auto& service : services_) {
    draws.services.emplace(service.service, service_lengths(service));
    const auto came = came_.find(service.service);
    if (came == came_.end()) continue;
    const auto recent =
        std::ranges::count_if(came->second, [&](Instant at) { return at > now - arrivals_seen; });
    draws.arrivals_per_s[service.service] = static_cast<double>(recent) / seconds(arrivals_seen);
  }
  draws.walk = walk_.lengths(assumed_walk, enough);
  draws.absence = absence_.lengths(assumed_absence, enough);
  draws.gap = gap_.lengths(assumed_gap, enough);
  draws.pause = pause_.lengths(assumed_pause, enough);
  draws.opening = opening_.lengths(assumed_opening, enough);
  draws.pauses_per_s =
      (pauses_ + assumed_pauses_per_s * assumed_work_s) / (worked_s_ + assumed_work_s);
  draws.overtime = overtime_.lengths(assumed_overtime, enough_closings);
  draws.overtime_s = overtime_s_;
  draws.no_shows = no_shows_;
  const auto open = latest(times(now), now);
  for (const auto& window : windows_) {
    const auto opened = opened_.find(window);
    const bool this_time = opened != opened_.end() && open && opened->second >= open->begins;
    if (open && now >= open->begins + late_opening && !this_time) {
      draws.absent_windows.insert(window);
    }
  }
  return draws;
}

}  // namespace atrium::waiting_room::forecast
