// Lends an entity's shell a mailbox: the only CAF code around entities, whatever their kind.
#pragma once

#include "runtime/core/clock.hpp"
#include "runtime/host/actors/directory.hpp"
#include "runtime/host/actors/messages.hpp"
#include "runtime/host/options.hpp"
#include "runtime/host/shell/any_shell.hpp"

#include <caf/all.hpp>

#include <memory>
#include <optional>

namespace atrium::host {

class CommitReports;

// What the actor needs; clock and directory outlive it.
struct EntityPlace {
  StreamId stream;
  std::shared_ptr<AnyShell> shell;
  const Clock* clock = nullptr;
  Directory* directory = nullptr;
  EntityOptions options;
};

struct EntityState {
  EntityPlace place;
  std::shared_ptr<CommitReports> reports;
  std::optional<Instant> armed;
  bool leaving = false;
  static inline const char* name = "entity";
};

caf::behavior entity_actor(caf::stateful_actor<EntityState>* self, EntityPlace place);

}  // namespace atrium::host
