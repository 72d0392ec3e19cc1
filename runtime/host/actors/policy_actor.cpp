// Woken by the feed, told of every answer.
#include "runtime/host/actors/policy_actor.hpp"

#include <algorithm>
#include <atomic>
#include <optional>

namespace atrium::host {
namespace {

constexpr std::size_t read_max = 256;

// Takes in what is new, from where the policy that is furthest behind and has room left off; those
// ahead of it pass over what they have taken before.
void read_on(caf::stateful_actor<PolicyState>* self) {
  auto& runs = self->state.runs;
  std::optional<Position> from;
  for (const auto& run : runs) {
    if (!run->full()) from = std::min(from.value_or(run->read()), run->read());
  }
  if (!from) return;
  const auto last = self->state.feed->visit(*from, read_max, [&](const Envelope& envelope) {
    DecodedOnce event{envelope};
    for (const auto& run : runs) {
      if (run->read() + 1 == envelope.position && !run->full()) run->take(event);
    }
  });
  if (!last) return report_defect({"policies", "feed"}, last.error().what.c_str());
  for (const auto& run : runs) run->move_cursor();
  if (*last != *from) self->send(self, Poke{});
}

}  // namespace

caf::behavior policy_actor(caf::stateful_actor<PolicyState>* self, std::shared_ptr<Feed> feed,
                           const std::vector<MakePolicyRun>& policies) {
  const auto address = caf::actor_cast<caf::actor_addr>(self);
  const auto post = [address](auto message) {
    if (const auto actor = caf::actor_cast<caf::actor>(address)) caf::anon_send(actor, message);
  };
  self->state.feed = feed;
  // One poke at a time is under way, however many groups were committed meanwhile.
  const auto poked = std::make_shared<std::atomic<bool>>(true);
  self->state.subscription = feed->subscribe([post, poked] {
    if (!poked->exchange(true)) post(Poke{});
  });
  for (const auto& make : policies) {
    const auto number = self->state.runs.size();
    self->state.runs.push_back(make([post, number](std::uint64_t job) {
      return Reply([post, number, job](const Outcome& outcome) {
        const auto* trouble = std::get_if<Trouble>(&outcome);
        if (trouble && trouble->kind == Trouble::Kind::abandoned) return;  // The runtime stops.
        post(JobDone{number, job, trouble && trouble->kind != Trouble::Kind::defect});
      });
    }));
  }
  self->send(self, Poke{});
  return {
      [self, poked](Poke) {
        poked->store(false);
        read_on(self);
      },
      [self](JobDone done) {
        if (done.retry) {
          const auto wait = self->state.runs[done.run]->failed(done.job);
          self->delayed_send(self, wait, RetryJob{done.run, done.job});
        } else {
          auto& run = *self->state.runs[done.run];
          const bool was_full = run.full();
          run.done(done.job);
          run.move_cursor();
          if (was_full) read_on(self);
        }
      },
      [self](RetryJob again) { self->state.runs[again.run]->retry(again.job); },
  };
}

}  // namespace atrium::host
