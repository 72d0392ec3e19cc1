// Woken by the feed, told of every answer.
#include "runtime/host/actors/policy_actor.hpp"

namespace atrium::host {
namespace {

constexpr std::chrono::milliseconds retry_after{100};

void read_on(caf::stateful_actor<PolicyState>* self) {
  if (self->state.run->read_on()) self->send(self, Poke{});
}

}  // namespace

caf::behavior policy_actor(caf::stateful_actor<PolicyState>* self, std::shared_ptr<Feed> feed,
                           const MakePolicyRun& make) {
  const auto address = caf::actor_cast<caf::actor_addr>(self);
  const auto post = [address](auto message) {
    if (const auto actor = caf::actor_cast<caf::actor>(address)) caf::anon_send(actor, message);
  };
  self->state.subscription = feed->subscribe([post] { post(Poke{}); });
  self->state.run = make([post](std::uint64_t job) {
    return Reply([post, job](const Outcome& outcome) {
      const auto* trouble = std::get_if<Trouble>(&outcome);
      if (trouble && trouble->kind == Trouble::Kind::abandoned) return;  // The runtime is stopping.
      post(JobDone{job, trouble && trouble->kind != Trouble::Kind::defect});
    });
  });
  self->send(self, Poke{});
  return {
      [self](Poke) { read_on(self); },
      [self](JobDone done) {
        if (done.retry) {
          self->delayed_send(self, retry_after, RetryJob{done.job});
        } else {
          self->state.run->done(done.job);
          read_on(self);
        }
      },
      [self](RetryJob again) { self->state.run->retry(again.job); },
  };
}

}  // namespace atrium::host
