// An entity as its actor sees it: whatever kind it is. Shell<E> is the one implementation.
#pragma once

#include "runtime/core/journal.hpp"
#include "runtime/core/time/instant.hpp"
#include "runtime/host/ask.hpp"
#include "runtime/host/options.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace atrium::host {

// Whom a shell tells what it does; one for all shells of a partition, which it outlives. Each may
// be empty.
struct ShellHooks {
  std::function<void(DefectReport)> on_defect;
  std::function<void(const StreamId&, Version, const void* state)> witness;
  std::function<void(const Timer&)> timer_set;  // The journal holds it, or will.
  std::function<void()> on_rebuild;             // The state was made anew after a defect.
};

struct ShellVitals {
  std::size_t syncing = 0;  // Answers that wait for the journal.
  std::size_t bytes = 0;    // Of memory, estimated.
  std::uint64_t defects = 0;
  bool quarantined = false;
};

// Single-threaded: the actor that owns it calls it.
class AnyShell {
 public:
  virtual ~AnyShell() = default;

  // Rebuilds the state from the newest usable snapshot and the events after it. A failure
  // quarantines the entity: it answers every question with that failure until a person has looked
  // and lets it recover again.
  virtual void recover() = 0;
  [[nodiscard]] virtual const std::optional<std::string>& quarantine() const = 0;

  // Carries out one ask of this entity's kind; its reply is called later, from `committed`, or at
  // once when nothing is being synced.
  virtual void take(AnyAsk& ask, const std::shared_ptr<CommitListener>& listener) = 0;

  // Everything of this stream up to `version` is durable, the commit that ends there at `position`.
  virtual void committed(Position position, Version version) = 0;

  // A timer rang that stood at `due`: does what is due by now, if it still is. A due command that
  // changes nothing is spent: it is not asked again.
  virtual void fire(Instant due, Reply& reply, const std::shared_ptr<CommitListener>& listener) = 0;
  // Writes the durable timer anew, for a partition whose timers are not known.
  virtual void restate_timer() = 0;

  [[nodiscard]] virtual bool idle() const = 0;  // Nothing is being synced, nobody waits.
  // Before the entity sleeps (idle): leaves a snapshot when the way back would be long.
  virtual void rest() = 0;
  [[nodiscard]] virtual ShellVitals vitals() const = 0;
};

}  // namespace atrium::host
