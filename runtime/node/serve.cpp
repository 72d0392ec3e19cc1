// Start in order, wait, stop in order.
#include "runtime/node/serve.hpp"

#include "adapters/front/visit/links.hpp"
#include "adapters/http/server.hpp"
#include "adapters/speech/speech.hpp"
#include "adapters/zeromq/gateway.hpp"
#include "ops/halls/read.hpp"
#include "persistence/archive/restore.hpp"
#include "persistence/codec/entities/codecs.hpp"
#include "persistence/outbox/outbox.hpp"
#include "persistence/rocksdb/store.hpp"
#include "persistence/vault/vault.hpp"
#include "runtime/node/assembly.hpp"
#include "runtime/node/configuration.hpp"
#include "runtime/node/forecast/forecasts.hpp"
#include "runtime/node/housekeeping/housekeeping.hpp"
#include "runtime/node/opening.hpp"
#include "runtime/node/records_desk.hpp"

#include <fmt/format.h>

#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <thread>

namespace atrium::node {
namespace {

void say(const std::string& line) { fmt::print(stderr, "{}\n", line); }

int failed(const Failure& failure) {
  say("atrium: " + failure.what);
  return failure.code == FailureCode::invalid_input ? 2 : 1;
}

// Every hall file must be sound, and no two may describe the same hall.
Result<std::vector<halls::Definition>> read_halls(const std::vector<std::string>& files) {
  std::vector<halls::Definition> read;
  std::map<PartitionId, std::string> file_of;
  for (const auto& file : files) {
    auto reading = halls::read(file);
    if (const auto* faults = std::get_if<std::vector<halls::Fault>>(&reading)) {
      for (const auto& fault : *faults) {
        say(fmt::format("{}:{}:{}: {}; {}", file, fault.place.line, fault.place.column, fault.what,
                        fault.mend));
      }
      return fail(FailureCode::invalid_input,
                  fmt::format("{} has {} faults; mend them and start again", file, faults->size()));
    }
    auto& definition = std::get<halls::Definition>(reading);
    const auto [other, fresh] = file_of.emplace(definition.hall, file);
    if (!fresh) {
      return fail(FailureCode::invalid_input,
                  fmt::format("{} and {} both describe the hall \"{}\"; give each hall its own id",
                              other->second, file, definition.hall.value));
    }
    read.push_back(std::move(definition));
  }
  return read;
}

// A directory's days are real or simulated for good: the mark is written once.
Result<bool> settle_clock_mark(persistence::DiskStore& store, const ServeOptions& options,
                               bool fresh) {
  auto mark = store.mark("clock");
  if (!mark) return tl::unexpected(mark.error());
  const bool wants_simulated = !options.crowd.empty() || options.speed.has_value();
  if (!*mark && fresh) {
    const auto done = store.set_mark("clock", wants_simulated ? "simulated" : "wall");
    if (!done) return tl::unexpected(done.error());
    return wants_simulated;
  }
  const bool simulated = *mark && **mark == "simulated";
  if (wants_simulated && !simulated) {
    return fail(FailureCode::invalid_input,
                options.data +
                    " holds the days of a real hall, so neither --crowd nor --speed may "
                    "act in it; give another --data for a simulation");
  }
  return simulated;
}

// Signals are taken by one thread that waits; everything else runs undisturbed.
sigset_t hold_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  return signals;
}

std::unique_ptr<speech::Speech> make_speech(const std::vector<halls::Definition>& halls) {
  speech::Speech::Options options;
  for (const auto& hall : halls) {
    options.halls[hall.hall] = {hall.speech.bell, hall.speech.yao, hall.speech.readings};
  }
  return std::make_unique<speech::Speech>(std::move(options));
}

http::ServerOptions door_options(const ServeOptions& options, std::string secret,
                                 const std::vector<halls::Definition>& halls,
                                 speech::Speech& speech) {
  http::ServerOptions door;
  for (const auto& hall : halls) {
    door.halls.push_back(face_of(hall));
    door.rating_terms[hall.hall.value] = rating_terms_of(hall);
  }
  door.sound = [&speech](const std::string& hall, const Saying& saying, auto then) {
    speech.make(PartitionId(hall), saying, std::move(then));
  };
  door.web_root = options.web_root;
  door.listen = options.listen;
  door.catalogue = catalogue_of(halls);
  door.link_secret = std::move(secret);
  return door;
}

// CAF 0.17 can hang while it shuts down, rarely; what was acknowledged is on disk whatever happens.
void watch_the_stop() {
  std::signal(SIGALRM, [](int) {
    constexpr char line[] = "atrium: stopping took too long; ended at once, nothing is lost\n";
    [[maybe_unused]] const auto written = write(STDERR_FILENO, line, sizeof line - 1);
    std::_Exit(0);
  });
  alarm(4);
}

// By the same secret as every other link of this node.
LinkOf links_by(const std::string& secret) {
  return [links = front::Links(secret)](const auto& hall, const auto& ticket, Instant expires) {
    return front::link_path(links.make(front::LinkKind::rating, hall.value, ticket.value, expires));
  };
}

struct Node {
  std::unique_ptr<persistence::DiskStore> store;
  std::unique_ptr<persistence::Vault> vault;
  WallClock wall;
  std::unique_ptr<SimulatedClock> simulated;
  // Archives show no personal data, so that they need no real keys to read events by.
  std::unique_ptr<persistence::Vault> no_keys = persistence::make_memory_vault();
  std::unique_ptr<speech::Speech> speech;  // Outlives whoever speaks.
  std::unique_ptr<Housekeeping> housekeeping;
  std::unique_ptr<persistence::Outbox> outbox;
  std::shared_ptr<front::Deliveries> deliveries;
  std::unique_ptr<Assembly> assembly;
  std::unique_ptr<Forecasts> forecasts;
  std::unique_ptr<RecordsDesk> records;
  std::unique_ptr<http::Server> server;
  std::unique_ptr<zeromq::Gateway> gateway;
  std::unique_ptr<Guest> crowd;

  [[nodiscard]] const Clock& clock() const {
    if (simulated) return *simulated;
    return wall;
  }

  // Edges first, so that nothing new comes in; then the actors; the journal last.
  ~Node() {
    crowd.reset();
    if (server) server->stop();
    gateway.reset();
    if (forecasts) forecasts->stop();
    if (records) records->stop();
    if (housekeeping) housekeeping->stop();
    if (assembly) assembly->stop();
    if (housekeeping) housekeeping->finish();
    if (store) store->close();
  }
};

// Half a history must not be gone on with.
Result<void> check_restored(const persistence::DiskStore& store, const std::string& directory) {
  const auto mark = store.mark(std::string(persistence::restoring_mark));
  if (!mark) return tl::unexpected(mark.error());
  if (!*mark || (*mark)->empty()) return {};
  return fail(FailureCode::invalid_input,
              fmt::format("a restore into {} (of {}) was not finished; run `atrium restore` again",
                          directory, **mark));
}

HousekeepingOptions housekeeping_options(const ServeOptions& options, persistence::Vault& no_keys) {
  HousekeepingOptions keeping;
  keeping.data = options.data;
  keeping.disk.reserve = options.disk_reserve_mib * mebibyte;
  keeping.backup = options.backup;
  keeping.backup_every = std::chrono::hours(options.backup_every_h);
  keeping.readers = persistence::make_event_readers(no_keys);
  return keeping;
}

Result<void> open_data(Node& node, const ServeOptions& options,
                       const std::vector<halls::Definition>& halls) {
  persistence::DiskOptions disk;
  disk.directory = options.data;
  if (!options.chain.empty()) disk.chain = persistence::chain_hash_named(options.chain);
  auto store = persistence::open_disk_store(disk);
  if (!store) return tl::unexpected(store.error());
  node.store = std::move(*store);
  for (const auto& note : node.store->notes()) say("note: " + note);
  if (auto whole = check_restored(*node.store, options.data); !whole) return whole;
  const bool fresh = node.store->partitions().empty();
  std::vector<PartitionId> wanted;
  for (const auto& hall : halls) wanted.push_back(hall.hall);
  if (auto ours = persistence::check_belongs(*node.store, wanted, options.data); !ours) return ours;
  auto vault = persistence::open_disk_vault(options.data);
  if (!vault) return tl::unexpected(vault.error());
  node.vault = std::move(*vault);
  const auto simulated = settle_clock_mark(*node.store, options, fresh);
  if (!simulated) return tl::unexpected(simulated.error());
  if (*simulated) {
    const auto recorded = last_recorded(*node.store);
    const auto start = recorded ? *recorded : first_morning(halls, node.wall.now());
    node.simulated = std::make_unique<SimulatedClock>(start, options.speed.value_or(1.0));
  }
  wanted.push_back(org);
  auto housekeeping = Housekeeping::make(*node.store, node.clock(), wanted,
                                         housekeeping_options(options, *node.no_keys));
  if (!housekeeping) return tl::unexpected(housekeeping.error());
  node.housekeeping = std::move(*housekeeping);
  return {};
}

Result<std::string> open_doors(Node& node, const ServeOptions& options) {
  const auto secret = node.vault->secret("~links");
  auto door = door_options(options, secret, node.assembly->halls(), *node.speech);
  std::vector<PartitionId> halls;
  for (const auto& hall : node.assembly->halls()) halls.push_back(hall.hall);
  node.records =
      std::make_unique<RecordsDesk>(node.assembly->host(), *node.no_keys, halls,
                                    RecordsOptions{std::filesystem::path(options.data) / "read"});
  door.records = node.records.get();
  door.forecast = node.forecasts.get();
  door.deliveries = node.deliveries;
  auto server = http::Server::make(node.assembly->host(), std::move(door));
  if (!server) return tl::unexpected(server.error());
  node.server = std::move(*server);
  if (!options.commands_endpoint.empty()) {
    zeromq::GatewayOptions gateway_options;
    gateway_options.commands = options.commands_endpoint;
    gateway_options.events = options.events_endpoint;
    gateway_options.people_secret = secret;
    gateway_options.forecast = node.forecasts.get();
    gateway_options.ratings = node.server->ratings();
    auto gateway = zeromq::Gateway::make(node.assembly->host(), gateway_options);
    if (!gateway) return tl::unexpected(gateway.error());
    node.gateway = std::move(*gateway);
  }
  return node.server->start();
}

Result<std::string> start(Node& node, const ServeOptions& options,
                          const InviteCrowd& invite_crowd) {
  auto halls = read_halls(options.hall_files);
  if (!halls) return tl::unexpected(halls.error());
  if (auto opened = open_data(node, options, *halls); !opened)
    return tl::unexpected(opened.error());
  host::HostOptions host_options;
  host_options.workers = std::max(2U, std::thread::hardware_concurrency());
  host_options.on_defect = [&defects = node.housekeeping->defects()](const auto& report) {
    defects.note(report);
  };
  node.outbox = std::make_unique<persistence::Outbox>(options.data + "/outbox");
  host_options.outbound = node.outbox.get();
  node.speech = make_speech(*halls);
  const auto make_sound = [&speech = *node.speech](const PartitionId& hall, const Saying& saying) {
    speech.make(hall, saying, [](const Result<speech::Wav>&) {});
  };
  node.deliveries =
      std::make_shared<front::Deliveries>(*node.outbox, options.data + "/outbox/deliveries.log");
  host_options.outbound = node.deliveries.get();
  auto assembly =
      Assembly::make(*node.store, node.clock(), *node.vault, std::move(*halls),
                     std::move(host_options), make_sound, links_by(node.vault->secret("~links")));
  if (!assembly) return tl::unexpected(assembly.error());
  node.assembly = std::move(*assembly);
  node.assembly->start();
  node.housekeeping->run(node.assembly->host());
  for (const auto& warning : node.assembly->await_configured()) say("warning: " + warning);
  node.forecasts = std::make_unique<Forecasts>(node.assembly->host(), node.assembly->halls(),
                                               persistence::make_waiting_room_codec(*node.no_keys));
  node.forecasts->run();
  auto address = open_doors(node, options);
  if (!address) return address;
  if (!options.crowd.empty()) {
    auto crowd = invite_crowd(options.crowd, node.assembly->host(), *node.simulated,
                              node.assembly->halls(), *node.forecasts);
    if (!crowd) return tl::unexpected(crowd.error());
    node.crowd = std::move(*crowd);
  }
  return address;
}

}  // namespace

int serve(const ServeOptions& options, const InviteCrowd& invite_crowd) {
  const auto signals = hold_signals();
  Node node;
  const auto address = start(node, options, invite_crowd);
  if (!address) return failed(address.error());
  say("Accounts come later: until then this node answers on loopback only, and whoever can reach "
      "it may do everything.");
  if (node.simulated) {
    say(fmt::format("Simulated time: {}, {} times faster than life; these are not real visitors.",
                    to_iso8601(node.simulated->now()), options.speed.value_or(1.0)));
  }
  fmt::print("{{\"ready\":true,\"url\":\"http://{}\"}}\n", *address);
  std::fflush(stdout);
  say(fmt::format("Console: http://{}/console    (Ctrl-C stops)", *address));
  int signal = 0;
  sigwait(&signals, &signal);
  say("Stopping.");
  watch_the_stop();
  return 0;
}

}  // namespace atrium::node
