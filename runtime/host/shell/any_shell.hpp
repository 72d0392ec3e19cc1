// An entity as its actor sees it: whatever kind it is. Shell<E> is the one implementation.
#pragma once

#include "runtime/core/instant.hpp"
#include "runtime/core/journal.hpp"
#include "runtime/host/ask.hpp"

#include <memory>
#include <optional>

namespace atrium::host {

// Single-threaded: the actor that owns it calls it.
class AnyShell {
 public:
  virtual ~AnyShell() = default;

  // Rebuilds the state from the newest usable snapshot and the events after it. A failure
  // quarantines the entity: it answers every question with that failure until a person has looked.
  virtual void recover() = 0;

  // Carries out one ask of this entity's kind; its reply is called later, from `committed`, or at
  // once when nothing is being synced.
  virtual void take(AnyAsk& ask, const std::shared_ptr<CommitListener>& listener) = 0;

  // Everything of this stream up to `version` is durable, the commit that ends there at `position`.
  virtual void committed(Position position, Version version) = 0;

  // What the house must do by itself next, if anything; and doing what is due by now. A due
  // command that changes nothing is spent: it is not asked again.
  [[nodiscard]] virtual std::optional<Instant> due_at() const = 0;
  virtual void fire_due(const std::shared_ptr<CommitListener>& listener) = 0;

  [[nodiscard]] virtual bool idle() const = 0;  // Nothing is being synced, nobody waits.
};

}  // namespace atrium::host
