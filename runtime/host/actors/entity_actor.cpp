// Mailbox, recovering, resting and leaving of one entity.
#include "runtime/host/actors/entity_actor.hpp"

#include "runtime/host/actors/fire_timer.hpp"

#include <exception>
#include <mutex>
#include <utility>
#include <vector>

namespace atrium::host {

// Collects the journal's reports and wakes the actor once for all that came meanwhile.
class CommitReports final : public CommitListener {
 public:
  explicit CommitReports(caf::actor_addr actor) : actor_(std::move(actor)) {}

  void committed(Position position, Version version) noexcept override {
    std::unique_lock lock(mutex_);
    reports_.emplace_back(position, version);
    if (std::exchange(armed_, true)) return;
    lock.unlock();
    if (const auto actor = caf::actor_cast<caf::actor>(actor_)) caf::anon_send(actor, Durable{});
  }

  std::vector<std::pair<Position, Version>> take() {
    std::scoped_lock lock(mutex_);
    armed_ = false;
    return std::exchange(reports_, {});
  }

 private:
  caf::actor_addr actor_;
  std::mutex mutex_;
  std::vector<std::pair<Position, Version>> reports_;
  bool armed_ = false;
};

namespace {

using Self = caf::stateful_actor<EntityState>*;

// After each message: shows how it is, and leaves when it may and there is nothing left to do.
void settle(Self self) {
  auto& me = self->state;
  auto& pulse = *me.place.pulse;
  const auto vitals = me.place.shell->vitals();
  if (vitals.syncing > 0 && pulse.syncing == 0) pulse.syncing_since = me.place.now();
  pulse.syncing = vitals.syncing;
  pulse.bytes = vitals.bytes;
  pulse.defects = vitals.defects;
  if (vitals.quarantined && pulse.phase != Pulse::Phase::quarantined) {
    pulse.quarantine(me.place.shell->quarantine().value_or(""));
  }
  const bool may_leave = me.resting || me.place.options.leaves_when_idle;
  if (!may_leave || me.leaving || !me.recovered || vitals.quarantined) return;
  if (!me.place.shell->idle() || pulse.waiting > 0) return;
  me.leaving = true;
  pulse.phase = Pulse::Phase::leaving;
  me.place.directory->leave(me.place.stream);
  self->send(self, Departing{});
}

// Nothing below may end the actor: others wait for its answers, and its commits are on their way.
template <class F>
void guarded(Self self, F&& act) {
  try {
    act();
  } catch (const std::exception& error) {
    auto& place = self->state.place;
    if (place.hooks->on_defect)
      place.hooks->on_defect({{}, place.stream, {}, {}, error.what(), 1, {}});
  }
}

void take(Self self, const Delivery& delivery) {
  auto& me = self->state;
  auto& ask = *delivery.ask;
  me.resting = false;
  me.place.pulse->begin(ask.name(), delivery.at, me.place.now());
  guarded(self, [&] {
    if (ask.sort() == AskSort::fire_timer) {
      me.place.shell->fire(static_cast<FireTimer&>(ask).due, ask.reply, me.reports);
    } else if (ask.sort() == AskSort::restate_timer) {
      me.place.shell->restate_timer();
      ask.reply(Accepted{});
    } else {
      me.place.shell->take(ask, me.reports);
    }
  });
  me.place.pulse->end();
}

void recover(Self self) {
  auto& me = self->state;
  me.place.pulse->doing_since = me.place.now();
  me.place.pulse->doing = "recover";
  guarded(self, [&] { me.place.shell->recover(); });
  me.place.pulse->doing = nullptr;
  me.place.permits->give_back();
  me.recovered = true;
  me.place.pulse->quarantine(me.place.shell->quarantine().value_or(""));
  for (const auto& delivery : std::exchange(me.early, {})) take(self, delivery);
  settle(self);
}

void depart(Self self) {
  auto& me = self->state;
  guarded(self, [&] {
    if (me.place.shell->idle()) me.place.shell->rest();
  });
  if (me.place.directory->depart(me.place.stream, !me.place.shell->idle())) return self->quit();
  me.leaving = me.resting = false;
  me.place.pulse->phase = Pulse::Phase::awake;
  settle(self);
}

}  // namespace

caf::behavior entity_actor(Self self, EntityPlace place) {
  auto& me = self->state;
  me.place = std::move(place);
  me.reports = std::make_shared<CommitReports>(caf::actor_cast<caf::actor_addr>(self));
  if (me.place.permits->take(self)) recover(self);
  return {
      [self](Delivery& delivery) {
        if (!self->state.recovered) return self->state.early.push_back(std::move(delivery));
        take(self, delivery);
        settle(self);
      },
      [self](Permitted) { recover(self); },
      [self](Durable) {
        guarded(self, [&] {
          for (const auto& [position, version] : self->state.reports->take()) {
            self->state.place.shell->committed(position, version);
          }
        });
        settle(self);
      },
      [self](Rest) {
        self->state.resting = true;
        settle(self);
      },
      [self](Revive) {
        auto& my = self->state;
        if (!my.recovered || !my.place.shell->quarantine()) return;
        if (my.place.permits->take(self)) recover(self);
      },
      [self](Departing) { depart(self); },
  };
}

}  // namespace atrium::host
