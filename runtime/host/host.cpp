// Building, routing, stopping.
#include "runtime/host/host.hpp"

#include "runtime/host/actors/directory.hpp"
#include "runtime/host/actors/entity_actor.hpp"
#include "runtime/host/actors/keeper_actor.hpp"
#include "runtime/host/actors/policy_actor.hpp"
#include "runtime/host/actors/timer_actor.hpp"
#include "runtime/host/admission.hpp"

#include <caf/all.hpp>
#include <caf/scheduler/test_coordinator.hpp>

#include <algorithm>
#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <tuple>
#include <utility>

namespace atrium::host {
namespace {

constexpr std::size_t activations_between_sweeps = 4096;
constexpr std::size_t stream_id_max = 512;  // Bytes; longer ones are nobody's.

struct Kind {
  std::shared_ptr<const EventReader> reader;
  EntityOptions options;
  bool has_timers = false;
  std::function<std::unique_ptr<AnyShell>(const StreamId&, Journal&, const ShellHooks&)> make;
};

struct Partition {
  explicit Partition(AdmissionLimits limits) : admission(limits) {}

  std::shared_ptr<Feed> feed;
  std::unique_ptr<Directory> directory;
  std::vector<MakePolicyRun> policies;
  std::vector<std::string> cursors;  // Of the policies.
  Admission admission;
  ShellHooks hooks;
  std::atomic<std::uint64_t> defects = 0;
  std::atomic<std::uint64_t> rebuilds = 0;
  std::shared_ptr<TimerFigures> timers = std::make_shared<TimerFigures>();
  caf::actor timer_actor;
  std::mutex early_mutex;  // Guards what follows: timers that were set before there was the actor.
  std::vector<Timer> early;
};

std::string complaint(const DefectReport& report) {
  return report.what + (report.command.empty() ? "" : " in " + report.command) +
         (report.subject.empty() ? "" : " about " + report.subject) +
         (report.times > 1 ? ", time " + std::to_string(report.times) : "");
}

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
  explicit Inside(HostOptions wanted)
      : options(std::move(wanted)), permits(std::max(1U, options.recoveries_at_once)) {
    configure(config, options);
    system = std::make_unique<caf::actor_system>(config);
  }

  // Steady time in microseconds; virtual when the host is.
  [[nodiscard]] std::int64_t now() const {
    return system->clock().now().time_since_epoch() / std::chrono::microseconds(1);
  }
  Awake activate(const PartitionId& id, Partition& partition, const StreamId& stream);

  HostOptions options;
  caf::actor_system_config config;
  Permits permits;
  caf::actor keeper;
  std::atomic<std::size_t> activations = 0;
  std::map<PartitionId, Partition> partitions;
  std::map<std::string, Kind> kinds;
  std::vector<caf::actor> policy_actors;
  std::unique_ptr<caf::actor_system> system;  // Last: its actors use what stands above.
  bool stopped = false;
};

Host::Host(const Clock& clock, HostOptions options)
    : clock_(clock), inside_(std::make_unique<Inside>(std::move(options))) {}

Host::~Host() { stop(); }

caf::actor_system& Host::system() { return *inside_->system; }

void Host::keep_kind(std::string kind, std::shared_ptr<const EventReader> reader,
                     EntityOptions options, bool has_timers, MakeShell make) {
  inside_->kinds[std::move(kind)] = {std::move(reader), options, has_timers, std::move(make)};
}

std::shared_ptr<const EventReader> Host::reader(const std::string& kind) const {
  return inside_->kinds.at(kind).reader;
}

Awake Host::Inside::activate(const PartitionId&, Partition& partition, const StreamId& stream) {
  const auto kind = kinds.find(stream.kind);
  if (kind == kinds.end()) return {};
  const auto pulse = std::make_shared<Pulse>();
  EntityPlace place{stream,
                    kind->second.make(stream, partition.feed->journal(), partition.hooks),
                    pulse,
                    partition.directory.get(),
                    &permits,
                    &partition.hooks,
                    kind->second.options,
                    [this] { return now(); }};
  if (++activations % activations_between_sweeps == 0 && keeper) caf::anon_send(keeper, Sweep{});
  return {system->spawn(entity_actor, std::move(place)), pulse};
}

void Host::add_partition(const std::shared_ptr<Journal>& journal) {
  const auto id = journal->partition();
  auto& partition = inside_->partitions.try_emplace(id, inside_->options.admission).first->second;
  partition.feed = Feed::of(journal);
  partition.directory = std::make_unique<Directory>(
      [this, id, &partition](const StreamId& stream) {
        return inside_->activate(id, partition, stream);
      },
      [this] { return inside_->now(); });
  partition.hooks.on_rebuild = [&partition] { ++partition.rebuilds; };
  partition.hooks.on_defect = [this, id, &partition](DefectReport report) {
    ++partition.defects;
    report.partition = id;
    if (inside_->options.on_defect) return inside_->options.on_defect(report);
    report_defect(report.stream, complaint(report).c_str());
  };
  if (inside_->options.witness) {
    partition.hooks.witness = [this, id](const StreamId& stream, Version version,
                                         const void* state) {
      inside_->options.witness(id, stream, version, state);
    };
  }
  partition.hooks.timer_set = [&partition](const Timer& timer) {
    const std::lock_guard lock(partition.early_mutex);
    if (partition.timer_actor) {
      caf::anon_send(partition.timer_actor, TimerSet{timer});
    } else {
      partition.early.push_back(timer);
    }
  };
}

void Host::keep_policy(const PartitionId& id, std::string cursor, MakeRun make) {
  auto& partition = inside_->partitions.at(id);
  partition.policies.push_back(std::move(make));
  partition.cursors.push_back(std::move(cursor));
}

Outbound* Host::outbound() const { return inside_->options.outbound; }

void Host::start_timers(const PartitionId& id) {
  auto& partition = inside_->partitions.at(id);
  TimerPlace place{partition.feed->shared_journal(),
                   &clock_,
                   partition.directory.get(),
                   partition.timers,
                   inside_->options.timers_at_once,
                   inside_->options.timers_per_s,
                   [this](const std::string& kind) {
                     const auto found = inside_->kinds.find(kind);
                     return found != inside_->kinds.end() && found->second.has_timers;
                   }};
  auto actor = system().spawn(timer_actor, std::move(place));
  const std::lock_guard lock(partition.early_mutex);
  for (const auto& timer : partition.early) caf::anon_send(actor, TimerSet{timer});
  partition.early.clear();
  partition.timer_actor = std::move(actor);
}

void Host::start() {
  std::vector<KeptPartition> kept;
  for (const auto& [id, partition] : inside_->partitions) {
    kept.push_back({partition.feed->shared_journal(), partition.directory.get()});
    if (partition.policies.empty()) continue;
    const auto known = partition.feed->journal().keep_followers("policy/", partition.cursors);
    if (!known) report_defect({"policies", id.value}, known.error().what.c_str());
    inside_->policy_actors.push_back(
        system().spawn(policy_actor, partition.feed, partition.policies));
  }
  inside_->keeper = system().spawn(keeper_actor, std::move(kept), &clock_, inside_->options);
  for (const auto& id : partitions()) start_timers(id);
}

void Host::stop() {
  if (std::exchange(inside_->stopped, true)) return;
  std::vector<caf::actor> actors = std::exchange(inside_->policy_actors, {});
  if (inside_->keeper) actors.push_back(std::exchange(inside_->keeper, {}));
  for (auto& [id, partition] : inside_->partitions) {
    for (auto& [stream, one] : partition.directory->awake()) actors.push_back(std::move(one.actor));
    partition.directory->close();
    const std::lock_guard lock(partition.early_mutex);
    if (partition.timer_actor) actors.push_back(std::exchange(partition.timer_actor, {}));
  }
  inside_->permits.close();
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
  if (stream.id.size() > stream_id_max) {
    return ask->reply(Refused{
        0, refuse(RefusalKind::invalid, "request.id_too_long", "An id has at most 512 bytes.")});
  }
  if (auto full = found->second.admission.enter(*ask)) return ask->reply(std::move(*full));
  if (!found->second.directory->deliver(stream, ask)) {
    ask->reply(Trouble{Trouble::Kind::failure, "no entity of kind " + stream.kind + " is known"});
  }
}

void Host::close_admission(const std::string& why) {
  for (auto& [id, partition] : inside_->partitions) partition.admission.close(why);
}

void Host::open_admission() {
  for (auto& [id, partition] : inside_->partitions) partition.admission.open();
}

std::vector<ActorReport> Host::actors(std::size_t limit) const {
  std::vector<ActorReport> all;
  const auto now = inside_->now();
  for (const auto& [id, partition] : inside_->partitions) {
    for (const auto& [stream, one] : partition.directory->awake()) {
      auto& report = all.emplace_back(one.pulse->report(now));
      report.partition = id;
      report.stream = stream;
    }
  }
  std::ranges::stable_sort(all, std::greater{}, [](const ActorReport& report) {
    return std::tuple(report.state == "quarantined",
                      std::max({report.waiting_ms, report.doing_ms, report.syncing_ms}),
                      report.waiting);
  });
  if (all.size() > limit) all.resize(limit);
  return all;
}

std::optional<ActorReport> Host::actor(const PartitionId& id, const StreamId& stream) const {
  const auto partition = inside_->partitions.find(id);
  if (partition == inside_->partitions.end()) return std::nullopt;
  const auto found = partition->second.directory->find(stream);
  if (!found) return std::nullopt;
  auto report = found->pulse->report(inside_->now());
  report.partition = id;
  report.stream = stream;
  return report;
}

bool Host::revive(const PartitionId& id, const StreamId& stream) {
  const auto partition = inside_->partitions.find(id);
  if (partition == inside_->partitions.end()) return false;
  const auto found = partition->second.directory->find(stream);
  if (!found || found->pulse->phase != Pulse::Phase::quarantined) return false;
  caf::anon_send(found->actor, Revive{});
  return true;
}

std::vector<PartitionVitals> Host::vitals() const {
  std::vector<PartitionVitals> all;
  const auto now = inside_->now();
  for (const auto& [id, partition] : inside_->partitions) {
    auto& vitals = all.emplace_back();
    vitals.partition = id;
    vitals.activations = partition.directory->activations();
    vitals.departures = partition.directory->departures();
    vitals.waiting = partition.admission.waiting();
    vitals.turned_away = partition.admission.turned_away();
    vitals.restarts = partition.rebuilds;
    vitals.defects = partition.defects;
    vitals.timers_fired = partition.timers->fired;
    vitals.timers_waiting = partition.timers->waiting;
    for (const auto& [stream, one] : partition.directory->awake()) {
      const auto& pulse = *one.pulse;
      ++vitals.awake;
      vitals.awake_bytes += pulse.bytes;
      vitals.recovering += pulse.phase == Pulse::Phase::recovering ? 1 : 0;
      vitals.quarantined += pulse.phase == Pulse::Phase::quarantined ? 1 : 0;
      if (pulse.waiting > 0) {
        vitals.waiting_ms = std::max(vitals.waiting_ms, (now - pulse.oldest) / 1000);
      }
    }
  }
  return all;
}

}  // namespace atrium::host
