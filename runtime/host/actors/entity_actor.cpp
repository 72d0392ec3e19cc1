// Mailbox, timer and leaving of one entity.
#include "runtime/host/actors/entity_actor.hpp"

#include <algorithm>
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

// After each message: arms what is due, and leaves when there is nothing left to do.
void settle(caf::stateful_actor<EntityState>* self) {
  auto& me = self->state;
  const auto due = me.place.shell->due_at();
  if (due && due != me.armed) {
    me.armed = due;
    const auto wait = me.place.clock->real(*due - me.place.clock->now());
    self->delayed_send(self, std::max(wait, Duration{0}), Tick{*due});
  }
  if (me.place.options.leaves_when_idle && !due && me.place.shell->idle() && !me.leaving) {
    me.leaving = true;
    me.place.directory->leave(me.place.stream);
    self->send(self, Departing{});
  }
}

}  // namespace

caf::behavior entity_actor(caf::stateful_actor<EntityState>* self, EntityPlace place) {
  auto& me = self->state;
  me.place = std::move(place);
  me.reports = std::make_shared<CommitReports>(caf::actor_cast<caf::actor_addr>(self));
  me.place.shell->recover();
  settle(self);
  return {
      [self](Delivery& delivery) {
        self->state.place.shell->take(*delivery.ask, self->state.reports);
        settle(self);
      },
      [self](Durable) {
        for (const auto& [position, version] : self->state.reports->take()) {
          self->state.place.shell->committed(position, version);
        }
        settle(self);
      },
      [self](Tick tick) {
        if (self->state.armed != tick.due) return;
        self->state.armed.reset();
        self->state.place.shell->fire_due(self->state.reports);
        settle(self);
      },
      [self](Departing) {
        auto& my = self->state;
        if (my.place.directory->depart(my.place.stream, !my.place.shell->idle())) {
          self->quit();
        } else {
          my.leaving = false;
          settle(self);
        }
      },
  };
}

}  // namespace atrium::host
