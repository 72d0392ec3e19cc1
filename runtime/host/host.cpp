// Building, routing, stopping.
#include "runtime/host/host.hpp"

#include <caf/scheduler/test_coordinator.hpp>

namespace atrium::host {

Host::Host(const Clock& clock, HostOptions options) : clock_(clock) {
  if (options.virtual_time) {
    config_.set("scheduler.policy", caf::atom("testing"));
    config_.set("logger.inline-output", true);
  } else {
    // Sharing costs a few percent of peak and next to nothing when idle; stealing burns a quarter
    // of a core.
    config_.set("scheduler.policy", caf::atom("sharing"));
    config_.set("scheduler.max-threads", static_cast<size_t>(options.workers));
    config_.set("scheduler.max-throughput", static_cast<size_t>(100));
  }
  system_ = std::make_unique<caf::actor_system>(config_);
}

Host::~Host() { stop(); }

void Host::add_partition(const std::shared_ptr<Journal>& journal) {
  auto& partition = partitions_[journal->partition()];
  partition.feed_journal = journal;
  partition.feed = Feed::of(journal);
  partition.directory = std::make_unique<Directory>([this, &partition](const StreamId& stream) {
    const auto spawner = spawners_.find(stream.kind);
    return spawner == spawners_.end() ? caf::actor{} : spawner->second(partition, stream);
  });
}

void Host::start() {
  for (const auto& starter : starters_) starter();
}

void Host::stop() {
  if (std::exchange(stopped_, true)) return;
  std::vector<caf::actor> actors = std::exchange(policies_, {});
  for (auto& [id, partition] : partitions_) {
    for (auto& actor : partition.directory->awake()) actors.push_back(std::move(actor));
    partition.directory->close();
  }
  for (const auto& actor : actors) caf::anon_send_exit(actor, caf::exit_reason::user_shutdown);
  actors.clear();
  auto* virtual_time = dynamic_cast<caf::scheduler::test_coordinator*>(&system_->scheduler());
  if (virtual_time != nullptr) {
    while (virtual_time->try_run_once()) {
    }
    // Timers that nobody waits for any more; each goes to an actor that has ended.
    while (virtual_time->trigger_timeout()) {
      while (virtual_time->try_run_once()) {
      }
    }
  } else {
    system_->await_all_actors_done();
  }
}

std::shared_ptr<Feed> Host::feed(const PartitionId& partition) const {
  const auto found = partitions_.find(partition);
  return found == partitions_.end() ? nullptr : found->second.feed;
}

std::vector<PartitionId> Host::partitions() const {
  std::vector<PartitionId> ids;
  for (const auto& [id, partition] : partitions_) ids.push_back(id);
  return ids;
}

Result<EventReader::Text> Host::event_text(const Envelope& envelope) const {
  const auto reader = readers_.find(envelope.stream.kind);
  if (reader == readers_.end()) {
    return fail(FailureCode::not_found, "no entity of kind " + envelope.stream.kind + " is known");
  }
  return reader->second->to_json(envelope);
}

void Host::deliver(const PartitionId& partition, StreamId stream, std::shared_ptr<AnyAsk> ask) {
  const auto found = partitions_.find(partition);
  if (found == partitions_.end()) {
    return ask->reply(Refused{
        0, refuse(RefusalKind::not_found, "partition.unknown", "No hall of this name runs here.")});
  }
  if (!found->second.directory->deliver(stream, ask)) {
    ask->reply(Trouble{Trouble::Kind::failure, "no entity of kind " + stream.kind + " is known"});
  }
}

}  // namespace atrium::host
