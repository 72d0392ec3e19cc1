// The runtime on CAF: entity actors behind directories, policies behind feeds, one of each
// partition. Runs on CAF's own workers, or in virtual time on the caller's thread
// (virtual_time.hpp). Knows no entity by name: runtime/node registers kinds, partitions and
// policies before `start`.
#pragma once

#include "runtime/host/entity_actor.hpp"
#include "runtime/host/policy_runner.hpp"
#include "runtime/host/runtime.hpp"

#include <caf/all.hpp>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace atrium::host {

struct HostOptions {
  bool virtual_time = false;
  unsigned workers = 2;
};

class Host final : public Runtime {
 public:
  // `clock` outlives the host.
  Host(const Clock& clock, HostOptions options);
  ~Host() override;

  template <class E>
  void add_kind(std::shared_ptr<const Codec<E>> codec, EntityOptions options = {}) {
    readers_[std::string(E::kind)] = codec;
    spawners_[std::string(E::kind)] = [this, codec, options](Partition& at,
                                                             const StreamId& stream) {
      return system().spawn(entity_actor<E>, EntityPlace<E>{stream, at.feed_journal, codec,
                                                            &clock(), at.directory.get(), options});
    };
  }

  void add_partition(const std::shared_ptr<Journal>& journal);

  // The policy reads from its durable cursor on, once `start` was called. Its source kind must have
  // been added.
  template <class P>
  void add_policy(const PartitionId& partition, P policy) {
    auto codec = std::dynamic_pointer_cast<const Codec<typename P::Source>>(
        readers_.at(std::string(P::Source::kind)));
    starters_.push_back([this, partition, codec, policy = std::move(policy)] {
      PolicyPlace<P> place{policy,   "policy/" + std::string(P::name), feed(partition), codec, this,
                           partition};
      policies_.push_back(system().spawn(policy_actor<P>, std::move(place)));
    });
  }

  void start();
  // Ends all actors; what they still owed is answered `abandoned`. Idempotent. Close the store
  // after it.
  void stop();

  [[nodiscard]] std::shared_ptr<Feed> feed(const PartitionId& partition) const override;
  [[nodiscard]] std::vector<PartitionId> partitions() const override;
  [[nodiscard]] const Clock& clock() const override { return clock_; }
  [[nodiscard]] Result<EventReader::Text> event_text(const Envelope& envelope) const override;

  [[nodiscard]] caf::actor_system& system() { return *system_; }

 protected:
  void deliver(const PartitionId& partition, StreamId stream, std::shared_ptr<AnyAsk> ask) override;

 private:
  struct Partition {
    std::shared_ptr<Journal> feed_journal;
    std::shared_ptr<Feed> feed;
    std::unique_ptr<Directory> directory;
  };
  using Spawner = std::function<caf::actor(Partition&, const StreamId&)>;

  const Clock& clock_;
  caf::actor_system_config config_;
  std::map<PartitionId, Partition> partitions_;
  std::map<std::string, Spawner> spawners_;
  std::map<std::string, std::shared_ptr<const EventReader>> readers_;
  std::vector<std::function<void()>> starters_;
  std::vector<caf::actor> policies_;
  std::unique_ptr<caf::actor_system> system_;  // Last: its actors use what stands above.
  bool stopped_ = false;
};

}  // namespace atrium::host
