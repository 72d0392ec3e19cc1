// See keeper_actor.hpp.
#include "runtime/host/actors/keeper_actor.hpp"

#include "runtime/host/shell/notes.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace atrium::host {
namespace {

using namespace std::chrono_literals;
using Self = caf::stateful_actor<KeeperState>*;

constexpr std::size_t forgotten_at_once = 2000;
constexpr int forgettings_max = 20;  // In a row; then others have a turn.

// Answers whether there is more to forget.
bool forget(Self self, Journal& journal) {
  const auto before = self->state.clock->now() - self->state.replies_kept;
  for (int i = 0; i < forgettings_max; ++i) {
    const auto looked = journal.forget_replies(before, forgotten_at_once);
    if (!looked) {
      report_defect({"keeper", journal.partition().value}, looked.error().what.c_str());
      return false;
    }
    if (*looked < forgotten_at_once) return false;
  }
  return true;
}

void sweep(Self self) {
  const auto& me = self->state;
  const auto now = self->clock().now().time_since_epoch() / 1us;
  const auto idle = now - std::chrono::microseconds{me.idle_after}.count();
  bool more = false;
  for (const auto& partition : me.partitions) {
    for (const auto& tired : partition.directory->tired(idle, me.memory_budget)) {
      self->send(tired.actor, Rest{});
    }
    more |= forget(self, *partition.journal);
  }
  if (more) self->delayed_send(self, 1s, Sweep{});
}

}  // namespace

caf::behavior keeper_actor(Self self, std::vector<KeptPartition> partitions, const Clock* clock,
                           const HostOptions& options) {
  self->state = {std::move(partitions), clock, options.idle_after, options.memory_budget,
                 options.replies_kept};
  const auto every = std::clamp<std::chrono::seconds>(options.idle_after / 2, 1s, 60s);
  self->delayed_send(self, every, Rest{});
  return {
      [self](Sweep) { sweep(self); },
      [self, every](Rest) {  // Its own clock; what it is poked for comes as Sweep.
        sweep(self);
        self->delayed_send(self, every, Rest{});
      },
  };
}

}  // namespace atrium::host
