// The runtime on CAF: entity actors behind directories, policies behind feeds, one of each
// partition. Runs on CAF's own workers, or in virtual time on the caller's thread
// (virtual_time.hpp). Knows no entity by name: runtime/node registers kinds, partitions and
// policies before `start`.
#pragma once

#include "runtime/host/options.hpp"
#include "runtime/host/policy_runner.hpp"
#include "runtime/host/runtime.hpp"
#include "runtime/host/shell/shell.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace caf {
class actor_system;
}

namespace atrium::host {

class Host final : public Runtime {
 public:
  // `clock` outlives the host.
  Host(const Clock& clock, HostOptions options);
  ~Host() override;

  template <class E>
  void add_kind(std::shared_ptr<const Codec<E>> codec, EntityOptions options = {}) {
    keep_kind(std::string(E::kind), codec, options, has_timers<E>,
              [codec, &clock = clock_](const StreamId& stream, Journal& journal,
                                       const ShellHooks& hooks) {
                return std::make_unique<Shell<E>>(stream, journal, *codec, clock, hooks);
              });
  }

  void add_partition(const std::shared_ptr<Journal>& journal);

  // The policy reads from its durable cursor on, once `start` was called; one that is new to the
  // partition from the head, and one that is not added at a start is new the next time. Its source
  // kind must have been added.
  template <class P>
  void add_policy(const PartitionId& partition, P policy) {
    using Source = typename P::Source;
    auto codec = std::dynamic_pointer_cast<const Codec<Source>>(reader(std::string(Source::kind)));
    const auto name = "policy/" + std::string(P::name);
    keep_policy(partition, name,
                [this, partition, codec, name, policy = std::move(policy)](JobReply reply) {
                  PolicyPlace<P> place{policy, name,      feed(partition), codec,
                                       this,   partition, outbound()};
                  return std::make_unique<PolicyRun<P>>(std::move(place), std::move(reply));
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

  [[nodiscard]] std::vector<ActorReport> actors(std::size_t limit) const override;
  [[nodiscard]] std::optional<ActorReport> actor(const PartitionId& partition,
                                                 const StreamId& stream) const override;
  bool revive(const PartitionId& partition, const StreamId& stream) override;
  [[nodiscard]] std::vector<PartitionVitals> vitals() const override;

  // Commands of people and devices are answered `overloaded` with `why`, which begins with a
  // problem code ("disk.full: …"); queries, policies and timers go on.
  void close_admission(const std::string& why);
  void open_admission();

  [[nodiscard]] caf::actor_system& system();  // For virtual_time.

 protected:
  void deliver(const PartitionId& partition, StreamId stream, std::shared_ptr<AnyAsk> ask) override;

 private:
  using MakeShell =
      std::function<std::unique_ptr<AnyShell>(const StreamId&, Journal&, const ShellHooks&)>;
  using MakeRun = std::function<std::unique_ptr<AnyPolicyRun>(JobReply)>;

  void keep_kind(std::string kind, std::shared_ptr<const EventReader> reader, EntityOptions options,
                 bool has_timers, MakeShell make);
  void start_timers(const PartitionId& partition);
  void keep_policy(const PartitionId& partition, std::string cursor, MakeRun make);
  [[nodiscard]] Outbound* outbound() const;
  [[nodiscard]] std::shared_ptr<const EventReader> reader(const std::string& kind) const;

  const Clock& clock_;
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace atrium::host
