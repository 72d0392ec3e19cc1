// Puts a set of halls together: every kind of entity with its codec, every hall as a partition with
// its policies, and `org` beside them. The same assembly runs a node, a simulation and a test; only
// store, clock and vault differ.
#pragma once

#include "actors/hall/hall.hpp"
#include "ops/halls/definition.hpp"
#include "persistence/vault/vault.hpp"
#include "runtime/core/journal.hpp"
#include "runtime/core/saying.hpp"
#include "runtime/core/time/clock.hpp"
#include "runtime/host/host.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace atrium::node {

inline const PartitionId org{"org"};

// Who makes the sound of a hall's announcements, and does not wait for it.
using MakeSoundAhead = std::function<void(const PartitionId& hall, const Saying& saying)>;

// Who makes the link by which a visit is rated: "/m/…"; without it no such messages go out.
using LinkOf =
    std::function<std::string(const PartitionId& hall, const TicketId& ticket, Instant expires)>;

class Assembly {
 public:
  // What is handed in outlives the assembly. Opens each hall's partition; nothing runs yet.
  static Result<std::unique_ptr<Assembly>> make(Store& store, const Clock& clock,
                                                persistence::Vault& vault,
                                                std::vector<halls::Definition> halls,
                                                host::HostOptions options,
                                                const MakeSoundAhead& make_sound = {},
                                                const LinkOf& link_of = {});
  ~Assembly();

  // Starts the policies and asks each hall to take its definition; in virtual time, run the
  // scheduler afterwards.
  void start();

  // Whether every hall has answered, and what it refused: a hall that cannot take its new
  // definition goes on with the old one. Blocks until all have answered, or in virtual time until
  // the scheduler has run.
  std::vector<std::string> await_configured();

  void stop();  // Idempotent; the store may be closed after it.

  [[nodiscard]] host::Host& host() { return *host_; }
  [[nodiscard]] const std::vector<halls::Definition>& halls() const { return halls_; }

 private:
  struct Answers;
  Assembly(std::vector<halls::Definition> halls, std::unique_ptr<host::Host> host);
  void ask_for_rules(const halls::Definition& hall);
  void configure_all(const halls::Definition& hall, hall::Configure configure);

  std::vector<halls::Definition> halls_;
  std::unique_ptr<host::Host> host_;
  std::shared_ptr<Answers> answers_;
};

}  // namespace atrium::node
