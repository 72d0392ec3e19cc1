// Lends an entity's shell a mailbox: the only CAF code around entities, whatever their kind.
// Recovers when there is a permit, sleeps when it is told to rest and nothing is to be done, and
// keeps its pulse.
#pragma once

#include "runtime/host/actors/directory.hpp"
#include "runtime/host/actors/messages.hpp"
#include "runtime/host/actors/permits.hpp"
#include "runtime/host/options.hpp"
#include "runtime/host/shell/any_shell.hpp"

#include <caf/all.hpp>

#include <deque>
#include <functional>
#include <memory>

namespace atrium::host {

class CommitReports;

// What the actor needs; directory, permits and hooks outlive it.
struct EntityPlace {
  StreamId stream;
  std::shared_ptr<AnyShell> shell;
  std::shared_ptr<Pulse> pulse;
  Directory* directory = nullptr;
  Permits* permits = nullptr;
  const ShellHooks* hooks = nullptr;
  EntityOptions options;
  Directory::Now now;
};

struct EntityState {
  EntityPlace place;
  std::shared_ptr<CommitReports> reports;
  std::deque<Delivery> early;  // What came before it had recovered.
  bool recovered = false;
  bool resting = false;  // It was told to sleep.
  bool leaving = false;
  static inline const char* name = "entity";
};

caf::behavior entity_actor(caf::stateful_actor<EntityState>* self, EntityPlace place);

}  // namespace atrium::host
