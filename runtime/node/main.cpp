// The command line: what `atrium` understands, and whom it hands it to. The only place that links
// everything.
#include "adapters/front/people/staff_password.hpp"
#include "ops/halls/check.hpp"
#include "persistence/archive/archive_tools.hpp"
#include "persistence/bench/codec_bench.hpp"
#include "persistence/bench/journal_bench.hpp"
#include "persistence/bench/replay_bench.hpp"
#include "persistence/codec/entities/codecs.hpp"
#include "persistence/journal_tools/journal_tools.hpp"
#include "persistence/vault/vault.hpp"
#include "runtime/node/bench/calling.hpp"
#include "runtime/node/bench/lifecycle.hpp"
#include "runtime/node/definition/compare.hpp"
#include "runtime/node/serve.hpp"
#include "simulation/live_crowd.hpp"
#include "simulation/simulate.hpp"

#include <unistd.h>
#include <CLI/CLI.hpp>

#include <filesystem>
#include <iostream>
#include <string>

namespace {

using namespace atrium;

// The pages stand beside the binary (build/release/web) or, installed, in share/atrium/web.
std::string default_web_root() {
  std::error_code ignored;
  const auto binary = std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path();
  for (const auto& candidate :
       {binary / "web", binary / ".." / "web", binary / ".." / "share" / "atrium" / "web"}) {
    if (std::filesystem::exists(candidate / "index.html", ignored))
      return candidate.lexically_normal();
  }
  return binary / "web";
}

node::InviteCrowd crowd_inviter() {
  return [](const std::string& scenario, host::Runtime& runtime, node::SimulatedClock& clock,
            const std::vector<halls::Definition>& halls,
            const front::Forecast& forecast) -> Result<std::unique_ptr<node::Guest>> {
    return simulation::invite_live_crowd(scenario, runtime, clock, halls, &forecast);
  };
}

void add_serve(CLI::App& app, node::ServeOptions& options, int& status) {
  auto* serve = app.add_subcommand("serve", "Runs one or several halls on this node");
  serve->add_option("--hall", options.hall_files, "Hall definition; repeat for several halls")
      ->required()
      ->check(CLI::ExistingFile);
  serve->add_option("--data", options.data, "Data directory")->capture_default_str();
  serve->add_option("--listen", options.listen, "Address of the web door; port 0 takes a free one")
      ->capture_default_str();
  serve->add_option("--web", options.web_root, "Built pages")->default_val(default_web_root());
  serve
      ->add_option("--zeromq-commands", options.commands_endpoint,
                   "Integrators' commands (ROUTER); \"\" closes the door")
      ->capture_default_str();
  serve->add_option("--zeromq-events", options.events_endpoint, "Integrators' events (PUB)")
      ->capture_default_str();
  serve->add_flag("--demo", options.demo, "For a demonstration: loopback only");
  serve->add_option("--crowd", options.crowd,
                    "Simulated visitors and staff: a scenario's name or file");
  serve->add_option("--speed", options.speed, "Simulated time, N times faster than life")
      ->check(CLI::Range(0.01, 1000.0));
  serve->add_option("--chain", options.chain, "Hash of a fresh directory's chain")
      ->check(CLI::IsMember({"sha256", "sm3"}));
  serve->add_option("--backup", options.backup, "Keeps an archive here, best on another machine");
  serve->add_option("--backup-every", options.backup_every_h, "Hours between backups")
      ->capture_default_str()
      ->check(CLI::Range(1U, 24U * 31));
  serve
      ->add_option("--disk-reserve", options.disk_reserve_mib,
                   "MiB of free space below which new work is turned away")
      ->capture_default_str();
  serve->callback([&] { status = node::serve(options, crowd_inviter()); });
}

int print_staff_password() {
  constexpr std::size_t shortest = 6;
  std::string password;
  std::getline(std::cin, password);
  if (password.size() < shortest) {
    std::cerr << "atrium: a staff password has at least 6 characters; type a longer one\n";
    return 2;
  }
  std::cout << "staff_password = \"" << front::hash_staff_password(password, front::new_salt())
            << "\"\n";
  return 0;
}

// Events are shown without personal data, so the keys of real people are not needed to read them.
persistence::EventReaders readers() {
  static const auto vault = persistence::make_memory_vault();
  return persistence::make_event_readers(*vault);
}

struct HallOptions {
  std::string file;
  std::string data;  // Empty: nothing is compared.
};

void add_hall(CLI::App& app, HallOptions& options, int& status) {
  auto* hall = app.add_subcommand("hall", "Hall definitions");
  hall->require_subcommand(1);
  auto* check =
      hall->add_subcommand("check", "Names every fault of a definition, with line and mend");
  check->add_option("FILE", options.file)->required();
  check->add_option("--data", options.data,
                    "Says as well what it would change in the rules of the hall there: lines, "
                    "bookings, mode");
  check->callback([&] {
    status = halls::check(options.file, std::cout, std::cerr);
    if (status != 0 || options.data.empty()) return;
    status = node::compare_hall(options.file, options.data, readers(), std::cout, std::cerr);
  });
  auto* password = hall->add_subcommand(
      "password", "Reads a staff password from standard input, prints its line for [tickets]");
  password->callback([&] { status = print_staff_password(); });
}

void add_simulate(CLI::App& app, simulation::SimulateOptions& options, int& status) {
  auto* simulate =
      app.add_subcommand("simulate", "A hall's days in virtual time; same seed, same bytes");
  simulate
      ->add_option("SCENARIO", options.scenario,
                   "A crowd scenario's name or file; trial: thousands of commands with faults")
      ->required();
  simulate->add_option("--hall", options.hall_files, "Hall definition; repeat for several halls");
  simulate->add_option("--seed", options.seed)->capture_default_str();
  simulate->add_option("--seeds", options.seeds, "A..B: each seed, with the invariants checked");
  simulate->add_option("--days", options.days)->capture_default_str()->check(CLI::Range(1, 366));
  simulate->add_flag("--json", options.json);
  simulate->add_flag("--calibration", options.calibration,
                     "Tells visitors their wait, and how often that comes true");
  simulate->add_option("--steps", options.steps, "Of a trial: only these, e.g. 0-40,55");
  simulate->add_option("--plant", options.plant, "Of a trial: the planted bug to bring to life");
  simulate->add_flag("--trace", options.trace, "Of a trial: tells everything that happens");
  options.progress = ::isatty(STDERR_FILENO) == 1;
  simulate->callback([&] { status = simulation::simulate(options, std::cout, std::cerr); });
}

struct BenchOptions {
  node::LifecycleOptions lifecycle;
  node::CallingOptions calling;
  persistence::JournalBench journal;
  persistence::ReplayBench replay;
  bool json = false;
};

void add_replay_bench(CLI::App& bench, persistence::ReplayBench& options, bool& json, int& status) {
  auto* replay = bench.add_subcommand("replay", "History becoming state again: decode and evolve");
  replay->add_option("--data", options.directory, "A data directory, looked at only");
  replay->add_option("--visits", options.visits, "Of a hall made in memory, without --data")
      ->capture_default_str()
      ->check(CLI::Range(1, 10'000'000));
  replay->add_option("--seconds", options.seconds)
      ->capture_default_str()
      ->check(CLI::Range(1, 3600));
  replay->add_flag("--json", json);
  replay->callback([&] { status = persistence::bench_replay(options, std::cout, std::cerr); });
}

void add_calling_bench(CLI::App& bench, node::CallingOptions& options, bool& json, int& status) {
  auto* calling = bench.add_subcommand(
      "calling", "Who is next and how many are ahead, by each strategy: the rules alone");
  calling->add_option("--waiting", options.waiting, "So many wait in eight lines for 65 windows")
      ->capture_default_str()
      ->check(CLI::Range(1, 1'000'000));
  calling->add_option("--calls", options.calls)
      ->capture_default_str()
      ->check(CLI::Range(1, 10'000'000));
  calling->add_flag("--json", json);
  calling->callback([&] { status = node::bench_calling(options, std::cout); });
}

constexpr double codec_bench_s = 1;  // For each of the things that are measured.

void add_bench(CLI::App& app, BenchOptions& options, int& status) {
  auto* bench = app.add_subcommand("bench", "Measures this machine; JSON lines");
  bench->require_subcommand(1);
  auto* lifecycle = bench->add_subcommand("lifecycle", "Whole visits through the real actors");
  lifecycle->add_option("--clients", options.lifecycle.clients)
      ->capture_default_str()
      ->check(CLI::Range(1, 4096));
  lifecycle->add_option("--halls", options.lifecycle.halls)
      ->capture_default_str()
      ->check(CLI::Range(1, 64));
  lifecycle->add_option("--seconds", options.lifecycle.seconds)
      ->capture_default_str()
      ->check(CLI::Range(1, 3600));
  lifecycle->add_flag("--reminded", options.lifecycle.reminded,
                      "Every other visitor is reminded, an event more in the same commit");
  lifecycle->add_option("--data", options.lifecycle.data);
  lifecycle->add_flag("--json", options.json);
  lifecycle->callback([&] { status = node::bench_lifecycle(options.lifecycle, std::cout); });
  add_replay_bench(*bench, options.replay, options.json, status);
  add_calling_bench(*bench, options.calling, options.json, status);
  auto* codec = bench->add_subcommand("codec", "The generic codec, beside generated accessors");
  codec->add_flag("--json", options.json);
  codec->callback([&] { status = persistence::bench_codec(codec_bench_s, std::cout); });
  auto* journal = bench->add_subcommand("journal", "Group-committed appends, beside RocksDB alone");
  journal->add_option("--clients", options.journal.clients)
      ->capture_default_str()
      ->check(CLI::Range(1, 4096));
  journal->add_option("--seconds", options.journal.seconds)
      ->capture_default_str()
      ->check(CLI::Range(1, 3600));
  journal->add_option("--data", options.journal.directory);
  journal->add_option("--fill", options.journal.fill, "Fills the journal to so many events first");
  journal->add_option("--streams", options.journal.streams, "Of the events that fill it")
      ->capture_default_str()
      ->check(CLI::Range(1, 100'000'000));
  journal->add_option("--chain", options.journal.chain, "Hash of an empty directory's chain")
      ->check(CLI::IsMember({"sha256", "sm3"}));
  journal->add_flag("--scattered", options.journal.scattered, "Measures on those streams in turn");
  journal->add_flag("--json", options.json);
  journal->callback(
      [&] { status = persistence::bench_journal(options.journal, std::cout, std::cerr); });
}

struct JournalOptions {
  persistence::JournalTool tool;
  std::string partition;
  std::size_t count = 20;
  std::string evidence;  // Directory; empty: lines on standard output.
};

void add_journal(CLI::App& app, JournalOptions& options, int& status) {
  auto* journal = app.add_subcommand("journal", "Looks into a data directory; JSON lines");
  journal->require_subcommand(1);
  const auto add = [&](const char* name, const char* does, auto act) {
    auto* command = journal->add_subcommand(name, does);
    command->add_option("--data", options.tool.directory, "Data directory")->required();
    command->add_option("--partition", options.partition, "Only this hall");
    command->callback([&options, &status, act] {
      if (!options.partition.empty()) options.tool.partition = PartitionId{options.partition};
      status = act();
    });
    return command;
  };
  auto* verify = add("verify", "Checks every partition's hash chain and anchors", [&] {
    return persistence::journal_verify(options.tool, std::cout, std::cerr);
  });
  verify->add_option("--anchors", options.tool.anchors,
                     "Anchors kept elsewhere: file or directory");
  verify->add_option("--key", options.tool.keys, "Public key of the anchors (PEM); may repeat");
  add("stats", "Events and bytes of each partition",
      [&] { return persistence::journal_stats(options.tool, std::cout, std::cerr); });
  add("tail", "The last events",
      [&] {
        return persistence::journal_tail(options.tool, options.count, readers(), std::cout,
                                         std::cerr);
      })
      ->add_option("--count", options.count, "How many of each partition")
      ->capture_default_str();
  add("export", "Every event, in order",
      [&] {
        if (options.evidence.empty())
          return persistence::journal_export(options.tool, readers(), std::cout, std::cerr);
        return persistence::evidence_tool(
            {options.tool.directory, options.evidence, {}, false, isatty(STDERR_FILENO) == 1},
            std::cout, std::cerr);
      })
      ->add_option("--evidence", options.evidence,
                   "Writes segments, anchors and public keys here, for ops/verify/verify.py");
}

void add_backup(CLI::App& app, persistence::BackupTool& tool, int& status) {
  auto* backup = app.add_subcommand("backup", "Adds what is new to an archive; JSON lines");
  backup->add_option("--data", tool.directory, "Data directory, also of a running node")
      ->required();
  backup->add_option("--to", tool.to, "Directory of the archive")->required();
  backup->callback([&] {
    tool.readers = readers();
    tool.is_progress_shown = isatty(STDERR_FILENO) == 1;
    status = persistence::backup_tool(tool, std::cout, std::cerr);
  });
}

void add_restore(CLI::App& app, persistence::RestoreTool& tool, int& status) {
  auto* restore = app.add_subcommand("restore", "Makes a data directory from an archive");
  restore->add_option("--from", tool.from, "Directory of the archive")->required();
  restore
      ->add_option("--data", tool.directory,
                   "Empty directory; with --partition also one that holds other halls")
      ->required();
  restore->add_option("--partition", tool.partition, "Only this hall");
  restore->add_option("--until", tool.until,
                      "The last moment (ISO 8601), or with --partition the last position");
  restore->callback([&] {
    tool.is_progress_shown = isatty(STDERR_FILENO) == 1;
    status = persistence::restore_tool(tool, std::cout, std::cerr);
  });
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Atrium: a real-time orchestration runtime for government-service halls"};
  app.set_version_flag("--version", "0.1.0");
  app.require_subcommand(1);
  int status = 0;
  node::ServeOptions serve;
  HallOptions hall;
  simulation::SimulateOptions simulate;
  BenchOptions bench;
  JournalOptions journal;
  persistence::BackupTool backup;
  persistence::RestoreTool restore;
  add_serve(app, serve, status);
  add_hall(app, hall, status);
  add_simulate(app, simulate, status);
  add_bench(app, bench, status);
  add_journal(app, journal, status);
  add_backup(app, backup, status);
  add_restore(app, restore, status);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;  // The contract: wrong use is 2.
  }
  return status;
}
