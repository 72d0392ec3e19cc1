// See timer_actor.hpp.
#include "runtime/host/actors/timer_actor.hpp"

#include "runtime/host/actors/fire_timer.hpp"
#include "runtime/host/shell/notes.hpp"

#include <algorithm>
#include <chrono>

namespace atrium::host {
namespace {

using namespace std::chrono_literals;
using Self = caf::stateful_actor<TimerState>*;

constexpr Duration window_length = 10min;  // Of hall time.
constexpr std::size_t window_max = 20'000;
constexpr std::size_t page = 1000;
constexpr std::size_t restating_max = 256;
constexpr Duration pause = 20ms;  // Between two handfuls of a storm.
constexpr Duration again_after = 1s;
constexpr Duration again_after_max = 5min;

void tick_at(Self self, Instant at) {
  auto& me = self->state;
  if (me.armed && *me.armed <= at) return;
  me.armed = at;
  const auto wait = me.place.clock->real(at - me.place.clock->now());
  self->delayed_send(self, std::max(wait, Duration{0}), TimerTick{});
}

// The window may not grow without bound: its far end is read again when its time comes.
void shorten(TimerState& me) {
  if (me.window.size() <= window_max) return;
  while (me.window.size() > window_max) me.window.erase(std::prev(me.window.end()));
  me.loaded = *me.window.rbegin();
  me.loaded_all = false;
}

[[nodiscard]] bool covered(const TimerState& me, const Timer& timer) {
  if (me.loaded_all && timer.due <= me.loaded_until) return true;
  return me.loaded && timer <= *me.loaded;
}

void load(Self self, Instant now) {
  auto& me = self->state;
  if (me.loaded_all && now + window_length / 2 < me.loaded_until) return;
  if (me.window.size() >= window_max / 2) return;
  const auto until = now + window_length;
  for (std::size_t got = page; got == page && me.window.size() < window_max;) {
    const auto found = me.place.journal->timers(me.loaded, until, page);
    if (!found) return report_defect({"timers", "load"}, found.error().what.c_str());
    got = found->size();
    for (const auto& timer : *found) {
      if (!me.firing.contains(timer)) me.window.insert(timer);
    }
    if (got > 0) me.loaded = found->back();
    me.loaded_all = got < page;
  }
  if (me.loaded_all) me.loaded_until = until;
}

// How many may be fired now: never more at once than `at_once`, nor `per_s` in a second.
std::size_t allowance(Self self) {
  auto& me = self->state;
  const auto now = self->clock().now().time_since_epoch() / 1us;
  const auto per_us = static_cast<double>(me.place.per_s) / 1e6;
  me.allowed = std::min(static_cast<double>(me.place.at_once),
                        me.allowed + static_cast<double>(now - me.allowed_at) * per_us);
  me.allowed_at = now;
  const auto room = me.place.at_once - std::min(me.place.at_once, me.firing.size());
  return std::min(room, static_cast<std::size_t>(me.allowed));
}

void fire(Self self, const Timer& timer) {
  auto& me = self->state;
  me.firing.insert(timer);
  ++me.place.figures->fired;
  me.allowed -= 1;
  auto ask = std::make_shared<FireTimer>();
  ask->due = timer.due;
  ask->asker.who = {WhoKind::timer, timer.stream.kind};
  const auto address = caf::actor_cast<caf::actor_addr>(self);
  ask->reply = Reply([address, timer](const Outcome& outcome) {
    const auto* trouble = std::get_if<Trouble>(&outcome);
    if (trouble && trouble->kind == Trouble::Kind::abandoned) return;  // The house stops.
    if (const auto actor = caf::actor_cast<caf::actor>(address)) {
      caf::anon_send(actor, TimerDone{timer, trouble != nullptr});
    }
  });
  if (!me.place.directory->deliver(timer.stream, ask)) {
    ask->reply(Accepted{});  // A kind that this release does not know keeps its row.
  }
}

void fire_due(Self self) {
  auto& me = self->state;
  const auto now = me.place.clock->now();
  load(self, now);
  auto allowed = allowance(self);
  while (allowed > 0 && !me.window.empty() && me.window.begin()->due <= now) {
    const auto timer = *me.window.begin();
    me.window.erase(me.window.begin());
    fire(self, timer);
    --allowed;
  }
  const bool more = !me.window.empty() && me.window.begin()->due <= now;
  me.place.figures->waiting = me.firing.size() + (more ? me.window.size() : 0);
  if (more) {
    if (me.firing.size() < me.place.at_once) tick_at(self, now + pause);
    return;  // Else the next answer goes on.
  }
  auto next = me.loaded_all ? me.loaded_until - window_length / 2 : now + pause;
  if (!me.window.empty()) next = std::min(next, me.window.begin()->due);
  tick_at(self, std::max(next, now + Duration{1}));
}

// Asks all streams that may have a timer to write it, some at a time.
void rebuild(Self self) {
  auto& me = self->state;
  while (!me.asked_all && me.restating < restating_max) {
    const auto streams = me.place.journal->streams(me.asked, page);
    if (!streams) return report_defect({"timers", "rebuild"}, streams.error().what.c_str());
    me.asked_all = streams->size() < page;
    if (!streams->empty()) me.asked = streams->back();
    for (const auto& stream : *streams) {
      if (!me.place.may_have(stream.kind)) continue;
      ++me.restating;
      auto ask = std::make_shared<RestateTimer>();
      const auto address = caf::actor_cast<caf::actor_addr>(self);
      ask->reply = Reply([address](const Outcome&) {
        if (const auto actor = caf::actor_cast<caf::actor>(address)) {
          caf::anon_send(actor, Restated{});
        }
      });
      if (!me.place.directory->deliver(stream, ask)) ask->reply(Accepted{});
    }
  }
  if (!me.asked_all || me.restating > 0) return;
  me.rebuilding = false;
  me.place.journal->timers_are_known();
}

void done(Self self, const TimerDone& answer) {
  auto& me = self->state;
  me.firing.erase(answer.timer);
  if (answer.failed) {
    const auto times = std::min(me.failures[answer.timer.stream]++, 8U);
    auto again = answer.timer;
    again.due = me.place.clock->now() + std::min(again_after * (1 << times), again_after_max);
    me.window.insert(again);
    if (me.failures.size() > window_max) me.failures.clear();
  } else if (!me.failures.empty()) {
    me.failures.erase(answer.timer.stream);
  }
  fire_due(self);
}

}  // namespace

caf::behavior timer_actor(Self self, TimerPlace place) {
  auto& me = self->state;
  me.place = std::move(place);
  me.rebuilding = !me.place.journal->timers_known();
  me.allowed_at = self->clock().now().time_since_epoch() / 1us;
  if (me.rebuilding) rebuild(self);
  fire_due(self);
  return {
      [self](TimerTick) {
        self->state.armed.reset();
        fire_due(self);
      },
      [self](TimerSet& set) {
        auto& my = self->state;
        if (!covered(my, set.timer) || my.firing.contains(set.timer)) return;
        if (!my.window.insert(set.timer).second) return;
        shorten(my);
        if (my.window.begin()->due == set.timer.due) fire_due(self);
      },
      [self](TimerDone& answer) { done(self, answer); },
      [self](Restated) {
        --self->state.restating;
        if (self->state.rebuilding) rebuild(self);
      },
  };
}

}  // namespace atrium::host
