// A running set of partitions: where questions are asked and committed events are followed.
// The door that edges and the crowd use; it hides CAF. Built by runtime/node (assembly).
// Thread-safe throughout. Not for rules: those are in the entities.
#pragma once

#include "runtime/core/codec.hpp"
#include "runtime/core/time/clock.hpp"
#include "runtime/host/ask.hpp"
#include "runtime/host/feed.hpp"
#include "runtime/host/vitals.hpp"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace atrium::host {

class Runtime {
 public:
  virtual ~Runtime() = default;

  // Carries a command out, or answers a query; `reply` is called exactly once. An unknown partition
  // answers refusal `partition.unknown` (not_found). The entity is activated on first use.
  template <class E>
  void ask(const PartitionId& partition, std::string id, typename E::Command command, Asker asker,
           Reply reply) {
    deliver_as<E>(partition, std::move(id), std::move(command), std::move(asker), std::move(reply));
  }
  template <class E>
  void look(const PartitionId& partition, std::string id, typename E::Query query, Reply reply) {
    deliver_as<E>(partition, std::move(id), std::move(query), {}, std::move(reply));
  }

  // Null when the partition is unknown.
  [[nodiscard]] virtual std::shared_ptr<Feed> feed(const PartitionId& partition) const = 0;
  [[nodiscard]] virtual std::vector<PartitionId> partitions() const = 0;
  [[nodiscard]] virtual const Clock& clock() const = 0;

  // Any stored event as type and JSON data, without personal data.
  [[nodiscard]] virtual Result<EventReader::Text> event_text(const Envelope& envelope) const = 0;

  // The awake entities, those whose questions wait longest first.
  [[nodiscard]] virtual std::vector<ActorReport> actors(std::size_t limit) const {
    (void)limit;
    return {};
  }
  // Nothing when it sleeps or does not exist.
  [[nodiscard]] virtual std::optional<ActorReport> actor(const PartitionId& partition,
                                                         const StreamId& stream) const {
    (void)partition, (void)stream;
    return std::nullopt;
  }
  // Lets a quarantined entity try its replay again; false when it is not quarantined.
  virtual bool revive(const PartitionId& partition, const StreamId& stream) {
    (void)partition, (void)stream;
    return false;
  }
  [[nodiscard]] virtual std::vector<PartitionVitals> vitals() const { return {}; }

 protected:
  virtual void deliver(const PartitionId& partition, StreamId stream,
                       std::shared_ptr<AnyAsk> ask) = 0;

 private:
  template <class E, class What>
  void deliver_as(const PartitionId& partition, std::string id, What what, Asker asker,
                  Reply reply) {
    auto ask = std::make_shared<Ask<E>>();
    ask->what = std::move(what);
    ask->asker = std::move(asker);
    ask->reply = std::move(reply);
    deliver(partition, {std::string(E::kind), std::move(id)}, std::move(ask));
  }
};

}  // namespace atrium::host
