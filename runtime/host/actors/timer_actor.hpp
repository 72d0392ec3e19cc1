// The timers of one partition: keeps those of the next minutes in memory, however many the journal
// holds, and fires each by waking its entity. What is due at once after a long stop is fired at a
// limited rate, so that people are served meanwhile. Decides nothing: the entity says whether it is
// due, and how it takes a time that was missed (runtime/core/time/due.hpp).
#pragma once

#include "runtime/core/time/clock.hpp"
#include "runtime/host/actors/directory.hpp"
#include "runtime/host/options.hpp"

#include <caf/all.hpp>

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>

namespace atrium::host {

// What others may see of it.
struct TimerFigures {
  std::atomic<std::uint64_t> fired = 0;
  std::atomic<std::uint64_t> waiting = 0;  // Due and not yet answered, about.
};

struct TimerPlace {
  std::shared_ptr<Journal> journal;
  const Clock* clock = nullptr;
  Directory* directory = nullptr;
  std::shared_ptr<TimerFigures> figures;
  std::size_t at_once = 64;
  std::size_t per_s = 5000;
  // Kinds of streams that can have timers; asked when the journal does not know them.
  std::function<bool(const std::string& kind)> may_have;
};

struct TimerState {
  TimerPlace place;
  std::set<Timer> window;       // Fired from its front.
  std::optional<Timer> loaded;  // Everything in the journal up to here is in the window, or was.
  bool loaded_all = false;      // …and up to `loaded_until`.
  Instant loaded_until{};
  std::set<Timer> firing;
  std::map<StreamId, unsigned> failures;
  double allowed = 0;  // How many may fire now; grows with time.
  std::int64_t allowed_at = 0;
  std::optional<Instant> armed;
  // While the journal's timers are unknown: where asking every stream has come to.
  bool rebuilding = false;
  std::optional<StreamId> asked;
  std::size_t restating = 0;
  bool asked_all = false;
  static inline const char* name = "timers";
};

caf::behavior timer_actor(caf::stateful_actor<TimerState>* self, TimerPlace place);

}  // namespace atrium::host
