// Lends one entity's shell a mailbox: the only generic CAF code around entities.
#pragma once

#include "runtime/host/directory.hpp"
#include "runtime/host/messages.hpp"
#include "runtime/host/shell/shell.hpp"

#include <caf/all.hpp>

#include <atomic>
#include <memory>
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

struct EntityOptions {
  bool leaves_when_idle =
      false;  // Sleeps as soon as nothing is pending: for entities that are many and rarely asked.
};

// What an actor of one kind needs; outlives the actor.
template <class E>
struct EntityPlace {
  StreamId stream;
  std::shared_ptr<Journal> journal;
  std::shared_ptr<const Codec<E>> codec;
  const Clock* clock = nullptr;
  Directory* directory = nullptr;
  EntityOptions options;
};

template <class E>
struct EntityState {
  std::unique_ptr<Shell<E>> shell;
  std::shared_ptr<CommitReports> reports;
  EntityPlace<E> place;
  std::optional<Instant> armed;
  bool leaving = false;
  static inline const char* name = E::kind.data();
};

template <class E>
void settle(caf::stateful_actor<EntityState<E>>* self) {
  auto& me = self->state;
  const auto due = me.shell->due_at();
  if (due && due != me.armed) {
    me.armed = due;
    const auto wait = me.place.clock->real(*due - me.place.clock->now());
    self->delayed_send(self, std::max(wait, Duration{0}), Tick{*due});
  }
  if (me.place.options.leaves_when_idle && !due && me.shell->idle() && !me.leaving) {
    me.leaving = true;
    me.place.directory->leave(me.place.stream);
    self->send(self, Departing{});
  }
}

template <class E>
caf::behavior entity_actor(caf::stateful_actor<EntityState<E>>* self, EntityPlace<E> place) {
  auto& me = self->state;
  me.place = std::move(place);
  me.reports = std::make_shared<CommitReports>(caf::actor_cast<caf::actor_addr>(self));
  me.shell = std::make_unique<Shell<E>>(me.place.stream, *me.place.journal, *me.place.codec,
                                        *me.place.clock);
  me.shell->recover();
  settle(self);
  return {
      [self](Delivery& delivery) {
        self->state.shell->take(static_cast<Ask<E>&>(*delivery.ask), self->state.reports);
        settle(self);
      },
      [self](Durable) {
        for (const auto& [position, version] : self->state.reports->take()) {
          self->state.shell->committed(position, version);
        }
        settle(self);
      },
      [self](Tick tick) {
        if (self->state.armed != tick.due) return;
        self->state.armed.reset();
        self->state.shell->fire_due(self->state.reports);
        settle(self);
      },
      [self](Departing) {
        auto& my = self->state;
        if (my.place.directory->depart(my.place.stream, !my.shell->idle())) {
          self->quit();
        } else {
          my.leaving = false;
          settle(self);
        }
      },
  };
}

}  // namespace atrium::host
