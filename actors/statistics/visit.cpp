// Walking through a visit's steps.
#include "actors/statistics/visit.hpp"

#include <algorithm>
#include <utility>

namespace atrium::statistics {
namespace {

class Walk {
 public:
  void take(const Step& step) {
    at_ = step.at;
    switch (step.kind) {
      case StepKind::issued:
        return arrive(step.service);
      case StepKind::checked_in:
      case StepKind::undone:
      case StepKind::reminded:
        return;
      case StepKind::evaluated:
        return rate(step);
      case StepKind::called:
        return call(step);
      case StepKind::recalled:
        now().called = at_;
        ++now().recalls;
        return;
      case StepKind::started:
        return start(step);
      case StepKind::parked:
      case StepKind::set_aside:
        return stand(Stand::parked);
      case StepKind::unparked:
        return stand(Stand::waiting);
      case StepKind::released:
        return release(step);
      case StepKind::transferred:
        return transfer(step);
      case StepKind::went_on:
        return arrive(step.service);
      case StepKind::returned:
        return come_back();
      case StepKind::finished:
        return end(Outcome::served, Stand::done);
      case StepKind::no_show:
        return end(Outcome::no_show, Stand::no_show);
      case StepKind::voided:
        return end(Outcome::voided, Stand::void_);
      case StepKind::unserved:
        return end(Outcome::unserved, Stand::unserved);
    }
  }

  Course result() && { return std::move(course_); }

 private:
  Episode& now() { return course_.episodes.back(); }

  void arrive(const ServiceId& service) {
    Episode episode;
    episode.service = service;
    episode.arrived = at_;
    episode.lines.push_back({at_, {}});
    course_.episodes.push_back(std::move(episode));
    course_.stand = Stand::waiting;
    since_ = at_;
  }

  // Leaves one standing and takes another; the clocks of the first stop.
  void stand(Stand to) {
    auto& episode = now();
    const auto past = std::max(Duration{}, at_ - since_);
    if (course_.stand == Stand::waiting) episode.lines.back().until = at_;
    if (course_.stand == Stand::serving) episode.served += past;
    if (course_.stand == Stand::parked) episode.parked += past;
    if (to == Stand::waiting) episode.lines.push_back({at_, {}});
    course_.stand = to;
    since_ = at_;
  }

  void call(const Step& step) {
    stand(Stand::called);
    auto& episode = now();
    episode.called = at_;
    episode.window = step.window;
    episode.staff = step.staff;
    episode.outcome = Outcome::open;  // A no-show may come after all.
    episode.ended.reset();
  }

  // In line again after a no-show: that was not the end.
  void come_back() {
    stand(Stand::waiting);
    now().outcome = Outcome::open;
    now().ended.reset();
  }

  void start(const Step& step) {
    auto& episode = now();
    const auto all = episode.called.value_or(at_) - episode.arrived;
    episode.waited = std::max(Duration{}, all - episode.parked - episode.served);
    episode.started = at_;
    if (!step.staff.empty()) episode.staff = step.staff;
    stand(Stand::serving);
  }

  void release(const Step& step) {
    if (step.note == "no_show") return end(Outcome::no_show, Stand::no_show);
    stand(step.note == "parked" ? Stand::parked : Stand::waiting);
  }

  void transfer(const Step& step) {
    const bool was_serving = course_.stand == Stand::serving;
    end(was_serving ? Outcome::served : Outcome::passed_on, Stand::called);
    arrive(step.service);
  }

  void end(Outcome outcome, Stand to) {
    stand(to);
    now().outcome = outcome;
    now().ended = at_;
  }

  // The rating is about the service at that window; of none there, about the last one.
  void rate(const Step& step) {
    auto& episodes = course_.episodes;
    const auto there = std::find_if(episodes.rbegin(), episodes.rend(), [&](const Episode& one) {
      return one.started && one.window == step.window;
    });
    (there == episodes.rend() ? episodes.back() : *there).level = step.value;
  }

  Course course_;
  Instant at_{};
  Instant since_{};
};

}  // namespace

Course course_of(const Visit& visit) {
  Walk walk;
  for (const auto& step : visit.steps) {
    if (!step.struck) walk.take(step);
  }
  return std::move(walk).result();
}

void strike(Visit& visit, StepKind kind) {
  const auto last = std::find_if(visit.steps.rbegin(), visit.steps.rend(), [&](const Step& step) {
    return !step.struck && step.kind == kind;
  });
  if (last == visit.steps.rend()) return;
  for (auto step = last.base() - 1; step != visit.steps.end(); ++step) {
    if (step->kind != StepKind::evaluated) step->struck = true;
  }
}

}  // namespace atrium::statistics
