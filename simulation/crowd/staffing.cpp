// Staff at their windows: open, call, wait for whom was called, serve, pause, close. What a clerk
// believes comes from the last answer; whenever an act is refused (somebody else acted at this
// window) the clerk looks again.
#include "simulation/crowd/hall_crowd.hpp"
#include "simulation/json_fields.hpp"

#include <algorithm>
#include <cmath>

namespace atrium::simulation {
namespace {

using namespace std::chrono_literals;

constexpr auto opens_before = 120s;  // Staff begin to open so long before the hall does.
constexpr auto looks_again_after = 3s;
constexpr auto serves_at_least = 5s;  // A service found under way goes on at least so long.
constexpr auto acts_after = 1s;       // Nobody does two things at one instant.
constexpr double asks_again_min_s =
    20;  // With nobody waiting, somebody may still come whom nobody announced.
constexpr double asks_again_max_s = 40;
constexpr double break_variation = 0.3;

Duration seconds_of(double seconds) {
  return std::chrono::milliseconds{std::llround(seconds * 1000)};
}

}  // namespace

void HallCrowd::plan_work(Post& post, std::size_t index, Instant at) {
  agenda_.plan(at, {.kind = Deed::Kind::work, .index = index, .token = ++post.token});
}

void HallCrowd::plan_duty(Instant now, Post& post) {
  const auto open = open_time(now);
  if (!open) {
    post.duty = {now + std::chrono::days{7}, now + std::chrono::days{7}};
    post.opens_at = post.duty.begins;
    return;
  }
  if (*open == post.duty) return;
  post.duty = *open;
  post.opens_at = open->begins - opens_before +
                  seconds_of(post.random.uniform(0, profile_.staff.opens_scatter_s));
  const auto midnight = local_midnight(hall_.time_zone, open->begins);
  const auto from = midnight + profile_.staff.lunch_from;
  const auto to = midnight + profile_.staff.lunch_to;
  const auto lunch =
      from + std::chrono::duration_cast<Duration>((to - from) * post.random.uniform());
  const bool open_all_along =
      open->begins <= from && to <= open->ends && profile_.staff.lunch_min > 0;
  post.lunch_at = open_all_along && now <= to ? std::optional<Instant>(lunch) : std::nullopt;
  plan_break(std::max(now, post.opens_at), post);
}

void HallCrowd::plan_break(Instant now, Post& post) {
  post.break_at.reset();
  if (profile_.staff.break_every_min <= 0 || profile_.staff.break_min <= 0) return;
  post.break_at = now + seconds_of(post.random.exponential(profile_.staff.break_every_min * 60));
}

void HallCrowd::at_window(Instant, std::size_t index, const std::string& action,
                          const std::string& reason) {
  auto& post = posts_[index];
  post.asked = true;
  front::WindowAct ask;
  ask.window = post.window.value;
  ask.action = action;
  if (action == "open") ask.staff = post.staff;
  ask.reason = reason;
  act(std::move(ask), {WhoKind::staff, post.staff},
      [this, index, action](Instant now, const Told& told) {
        told_window(now, index, action, told);
      });
}

void HallCrowd::ask_window(std::size_t index) {
  posts_[index].asked = true;
  door_.front->window(hall_.hall, posts_[index].window.value,
                      reply_to([this, index](Instant now, const Told& told) {
                        told_window(now, index, "look", told);
                      }));
}

void HallCrowd::told_window(Instant now, std::size_t index, const std::string& action,
                            const Told& told) {
  auto& post = posts_[index];
  post.asked = false;
  if (!told.accepted) {
    post.phase = Phase::unknown;
    return plan_work(post, index, now + looks_again_after);
  }
  if (action == "finish" && post.visitor) {
    if (post.visitor->level > 0) {
      agenda_.plan(now + post.visitor->rates_after,
                   {.kind = Deed::Kind::rate, .ticket = post.ticket, .visitor = post.visitor});
    }
    waiting_.erase(post.ticket);
  }
  if (action == "no-show") waiting_.erase(post.ticket);
  if (action == "resume") plan_break(now, post);
  adopt(now, index, told.body);
  if (action == "call-next") post.nobody = post.phase == Phase::idle;
  if (action != "look" && action != "call-next") post.nobody = false;
  plan_next(now, index);
}

// Believes what it was told of its window.
void HallCrowd::adopt(Instant now, std::size_t index, const boost::json::object& view) {
  auto& post = posts_[index];
  const auto state = text_at(view, "state");
  const auto before = post.phase;
  post.waiting = static_cast<int>(number_at(view, "waiting"));
  post.phase = state == "closed"    ? Phase::closed
               : state == "idle"    ? Phase::idle
               : state == "called"  ? Phase::called
               : state == "serving" ? Phase::serving
               : state == "paused"  ? Phase::paused
                                    : Phase::unknown;
  const auto* ticket = object_at(view, "ticket");
  if (ticket != nullptr && (post.phase == Phase::called || post.phase == Phase::serving)) {
    adopt_ticket(now, post, *ticket);
    if (post.phase == Phase::serving && before != Phase::serving) {
      const auto started = instant_at(*ticket, "started_at").value_or(now);
      post.done_at = std::max(started + post.visitor->served_for, now + serves_at_least);
    }
  } else {
    post.ticket.clear();
    post.visitor.reset();
  }
  if (post.phase == Phase::idle && before != Phase::idle) post.free_since = now;
  if (post.phase == Phase::paused && before != Phase::paused && post.break_over <= now) {
    post.break_over = now + seconds_of(post.random.lognormal(
                                std::max(1.0, profile_.staff.break_min) * 60, break_variation));
  }
  if (before == Phase::unknown) plan_next(now, index);
}

void HallCrowd::adopt_ticket(Instant now, Post& post, const boost::json::object& ticket) {
  const auto id = text_at(ticket, "id");
  const auto calls = static_cast<int>(number_at(ticket, "calls", 1));
  const bool called_anew = id != post.ticket || calls != post.calls;
  if (id != post.ticket || !post.visitor) {
    post.ticket = id;
    post.visitor = visitor_of(ticket);
    const auto called = instant_at(ticket, "called_at").value_or(now);
    post.present =
        !post.visitor->no_show && called - post.visitor->issued_at <= post.visitor->patience;
    post.comes_at.reset();
  }
  post.calls = calls;
  if (!called_anew) return;
  post.recall_at = now + seconds_of(profile_.staff.recall_after_s);
  if (post.present && !post.comes_at && (calls > 1 || !post.visitor->inattentive)) {
    post.comes_at = now + post.visitor->walking;
  }
}

void HallCrowd::plan_next(Instant now, std::size_t index) {
  auto& post = posts_[index];
  if (post.asked) return;
  switch (post.phase) {
    case Phase::unknown:
      return plan_work(post, index, now + looks_again_after);
    case Phase::closed:
      plan_duty(now, post);
      return plan_work(post, index, std::max(now + acts_after, post.opens_at));
    case Phase::idle: {
      const double wait = post.nobody ? post.random.uniform(asks_again_min_s, asks_again_max_s)
                                      : post.random.exponential(profile_.staff.reaction_s);
      return plan_work(post, index, now + acts_after + seconds_of(wait));
    }
    case Phase::called:
      return plan_work(post, index,
                       std::min(post.recall_at, post.comes_at.value_or(post.recall_at)));
    case Phase::serving:
      return plan_work(post, index, post.done_at);
    case Phase::paused: {
      const auto ends = std::max(now + acts_after, post.duty.ends);
      return plan_work(post, index, std::min(std::max(post.break_over, now + acts_after), ends));
    }
  }
}

void HallCrowd::work(Instant now, std::size_t index) {
  auto& post = posts_[index];
  if (post.asked) return;
  switch (post.phase) {
    case Phase::unknown:
      return ask_window(index);
    case Phase::closed:
      if (post.opens_at <= now && now < post.duty.ends) return at_window(now, index, "open");
      return plan_next(now, index);
    case Phase::idle:
      return work_idle(now, index);
    case Phase::called:
      return work_called(now, index);
    case Phase::serving:
      if (post.done_at <= now) return at_window(now, index, "finish");
      return plan_next(now, index);
    case Phase::paused:
      if (now >= post.duty.ends) return at_window(now, index, "close");
      if (post.break_over <= now) return at_window(now, index, "resume");
      return plan_next(now, index);
  }
}

void HallCrowd::work_idle(Instant now, std::size_t index) {
  auto& post = posts_[index];
  const bool over = now >= post.duty.ends;
  if (over || now < post.opens_at) {
    const bool stays = over && post.waiting > 0 &&
                       now < post.duty.ends + seconds_of(profile_.staff.overtime_min * 60);
    return at_window(now, index, stays ? "call-next" : "close");
  }
  if (post.lunch_at && *post.lunch_at <= now) {
    post.lunch_at.reset();
    post.break_over = now + seconds_of(profile_.staff.lunch_min * 60);
    return at_window(now, index, "pause", profile_.staff.lunch_reason);
  }
  if (post.break_at && *post.break_at <= now) {
    post.break_at.reset();
    post.break_over =
        now + seconds_of(post.random.lognormal(profile_.staff.break_min * 60, break_variation));
    return at_window(now, index, "pause", profile_.staff.break_reason);
  }
  at_window(now, index, "call-next");
}

void HallCrowd::work_called(Instant now, std::size_t index) {
  auto& post = posts_[index];
  if (post.comes_at && *post.comes_at <= now) return at_window(now, index, "start");
  if (post.recall_at > now) return plan_next(now, index);
  at_window(now, index, post.calls < hall_.calling.calls_max ? "recall" : "no-show");
}

// Somebody took a ticket: of the clerks with nothing to do, the one who has been free longest looks
// up.
void HallCrowd::nudge(Instant now, std::size_t service) {
  const auto& id = hall_.services[service].id;
  std::optional<std::size_t> free;
  for (std::size_t i = 0; i < posts_.size(); ++i) {
    const auto& post = posts_[i];
    if (post.phase != Phase::idle || !post.nobody || post.asked) continue;
    if (std::ranges::find(hall_.windows[i].serves, id) == hall_.windows[i].serves.end()) continue;
    if (!free || post.free_since < posts_[*free].free_since) free = i;
  }
  if (!free) return;
  auto& post = posts_[*free];
  post.nobody = false;
  plan_work(post, *free,
            now + acts_after + seconds_of(post.random.exponential(profile_.staff.reaction_s)));
}

}  // namespace atrium::simulation
