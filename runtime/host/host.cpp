// Building, routing, stopping.
#include "runtime/host/host.hpp"

#include "runtime/host/actors/directory.hpp"
#include "runtime/host/actors/entity_actor.hpp"
#include "runtime/host/actors/policy_actor.hpp"

#include <caf/all.hpp>
#include <caf/scheduler/test_coordinator.hpp>

#include <map>
#include <utility>

namespace atrium::host {
namespace {

struct Kind {
  std::shared_ptr<const EventReader> reader;
  EntityOptions options;
  std::function<std::unique_ptr<AnyShell>(const StreamId&, Journal&)> make;
};

struct Partition {
  std::shared_ptr<Feed> feed;
  std::unique_ptr<Directory> directory;
  std::vector<MakePolicyRun> policies;
};

void configure(caf::actor_system_config& config, const HostOptions& options) {
  if (options.virtual_time) {
    config.set("scheduler.policy", caf::atom("testing"));
    config.set("logger.inline-output", true);
    return;
  }
  // Sharing costs a few percent of peak and next to nothing when idle; stealing burns a quarter of
  // a core.
  config.set("scheduler.policy", caf::atom("sharing"));
  config.set("scheduler.max-threads", static_cast<size_t>(options.workers));
  config.set("scheduler.max-throughput", static_cast<size_t>(100));
}

}  // namespace

struct Host::Inside {
  explicit Inside(const HostOptions& options) {
    configure(config, options);
    system = std::make_unique<caf::actor_system>(config);
  }

  caf::actor_system_config config;
  std::map<PartitionId, Partition> partitions;
  std::map<std::string, Kind> kinds;
  std::vector<caf::actor> policy_actors;
  std::unique_ptr<caf::actor_system> system;  // Last: its actors use what stands above.
  bool stopped = false;
};

Host::Host(const Clock& clock, HostOptions options)
    : clock_(clock), inside_(std::make_unique<Inside>(options)) {}

Host::~Host() { stop(); }

caf::actor_system& Host::system() { return *inside_->system; }

void Host::keep_kind(std::string kind, std::shared_ptr<const EventReader> reader,
                     EntityOptions options, MakeShell make) {
  inside_->kinds[std::move(kind)] = {std::move(reader), options, std::move(make)};
}

std::shared_ptr<const EventReader> Host::reader(const std::string& kind) const {
  return inside_->kinds.at(kind).reader;
}

void Host::add_partition(const std::shared_ptr<Journal>& journal) {
  auto& partition = inside_->partitions[journal->partition()];
  partition.feed = Feed::of(journal);
  partition.directory =
      std::make_unique<Directory>([this, &partition, journal](const StreamId& stream) {
        const auto kind = inside_->kinds.find(stream.kind);
        if (kind == inside_->kinds.end()) return caf::actor{};
        EntityPlace place{stream, kind->second.make(stream, *journal), &clock_,
                          partition.directory.get(), kind->second.options};
        return system().spawn(entity_actor, std::move(place));
      });
}

void Host::keep_policy(const PartitionId& partition, MakeRun make) {
  inside_->partitions.at(partition).policies.push_back(std::move(make));
}

void Host::start() {
  for (const auto& [id, partition] : inside_->partitions) {
    if (partition.policies.empty()) continue;
    inside_->policy_actors.push_back(
        system().spawn(policy_actor, partition.feed, partition.policies));
  }
}

void Host::stop() {
  if (std::exchange(inside_->stopped, true)) return;
  std::vector<caf::actor> actors = std::exchange(inside_->policy_actors, {});
  for (auto& [id, partition] : inside_->partitions) {
    for (auto& actor : partition.directory->awake()) actors.push_back(std::move(actor));
    partition.directory->close();
  }
  for (const auto& actor : actors) caf::anon_send_exit(actor, caf::exit_reason::user_shutdown);
  actors.clear();
  auto* stepped = dynamic_cast<caf::scheduler::test_coordinator*>(&system().scheduler());
  if (stepped == nullptr) return system().await_all_actors_done();
  // In virtual time nobody else runs what is left; timers go to actors that have ended.
  do {
    while (stepped->try_run_once()) {
    }
  } while (stepped->trigger_timeout());
}

std::shared_ptr<Feed> Host::feed(const PartitionId& partition) const {
  const auto found = inside_->partitions.find(partition);
  return found == inside_->partitions.end() ? nullptr : found->second.feed;
}

std::vector<PartitionId> Host::partitions() const {
  std::vector<PartitionId> ids;
  for (const auto& [id, partition] : inside_->partitions) ids.push_back(id);
  return ids;
}

Result<EventReader::Text> Host::event_text(const Envelope& envelope) const {
  const auto kind = inside_->kinds.find(envelope.stream.kind);
  if (kind == inside_->kinds.end()) {
    return fail(FailureCode::not_found, "no entity of kind " + envelope.stream.kind + " is known");
  }
  return kind->second.reader->to_json(envelope);
}

void Host::deliver(const PartitionId& partition, StreamId stream, std::shared_ptr<AnyAsk> ask) {
  const auto found = inside_->partitions.find(partition);
  if (found == inside_->partitions.end()) {
    return ask->reply(Refused{
        0, refuse(RefusalKind::not_found, "partition.unknown", "No hall of this name runs here.")});
  }
  if (!found->second.directory->deliver(stream, ask)) {
    ask->reply(Trouble{Trouble::Kind::failure, "no entity of kind " + stream.kind + " is known"});
  }
}

}  // namespace atrium::host
