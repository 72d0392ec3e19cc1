// Running seeds and writing what came of them.
#include "simulation/simulate.hpp"

#include "ops/halls/read.hpp"
#include "simulation/built_in.hpp"
#include "simulation/checkers/checker.hpp"
#include "simulation/model/arrivals.hpp"
#include "simulation/statistics/calibration_figures.hpp"
#include "simulation/statistics/figures.hpp"
#include "simulation/trial/run_trials.hpp"
#include "simulation/virtual_forecast.hpp"
#include "simulation/virtual_hall.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <memory>
#include <optional>
#include <ostream>
#include <tuple>

namespace atrium::simulation {
namespace {

using namespace std::chrono_literals;

constexpr auto first_day = std::chrono::local_days{std::chrono::year{2026} / 11 / 23};  // A Monday.
constexpr auto begins_at = 6h;  // Local time, when nobody is there yet.
constexpr auto reads_every = 2h;
constexpr int spills_from = 5;  // Days: then events are kept outside of memory,
constexpr auto spill_directory = "/var/tmp";
constexpr int tells_every = 10;  // and memory is told of as the days pass.
constexpr int forecast_runs = 48;

struct Work {
  Profile profile;
  std::vector<halls::Definition> halls;
  int days = 1;
  bool calibration = false;
};

struct Watched {
  PartitionId hall;
  Position read = 0;
  Ledger ledger;
  std::vector<std::unique_ptr<Checker>> checkers;
  front::CalibrationView calibration{};
};

struct Outcome {
  std::vector<Watched> halls;
  [[nodiscard]] std::vector<std::string> broken() const {
    std::vector<std::string> all;
    for (const auto& hall : halls) {
      for (const auto& checker : hall.checkers) {
        for (const auto& one : checker->broken()) {
          all.push_back(fmt::format("{} at position {}: {} (invariant: {})", hall.hall.value,
                                    one.position, one.what, one.invariant));
        }
      }
      // Little's law over the whole run: L × T from the lengths, λ × T × W from each ticket.
      const double lengths = hall.ledger.lengths_s();
      const double waits = hall.ledger.waited_s();
      if (std::abs(lengths - waits) > 0.001 * std::max(lengths, waits)) {
        all.push_back(
            fmt::format("{}: lengths add up to {:.0f} s, waits to {:.0f} s (invariant: "
                        "Little's law)",
                        hall.hall.value, lengths, waits));
      }
    }
    return all;
  }
};

std::string words(const std::vector<halls::Fault>& faults) {
  return fmt::format("line {}: {}; {}", faults.front().place.line, faults.front().what,
                     faults.front().mend);
}

Result<std::vector<halls::Definition>> read_halls(const std::vector<std::string>& files) {
  std::vector<halls::Definition> definitions;
  const auto take = [&](const std::string& name, halls::Reading reading) -> Result<void> {
    if (const auto* faults = std::get_if<std::vector<halls::Fault>>(&reading)) {
      return fail(FailureCode::invalid_input, name + ": " + words(*faults));
    }
    definitions.push_back(std::get<halls::Definition>(std::move(reading)));
    return {};
  };
  for (const auto& file : files) {
    if (auto taken = take(file, halls::read(file)); !taken) return tl::unexpected(taken.error());
  }
  if (!files.empty()) return definitions;
  for (const auto& [name, text] : built_in_halls()) {
    if (auto taken = take(std::string(name), halls::parse(text)); !taken)
      return tl::unexpected(taken.error());
  }
  return definitions;
}

Result<void> watch(Watched& hall, const host::Runtime& runtime) {
  const auto read = read_on(runtime, hall.hall, hall.read, {}, [&](const Happening& happening) {
    hall.ledger.see(happening);
    for (auto& checker : hall.checkers) checker->see(happening);
  });
  if (!read) return tl::unexpected(read.error());
  hall.read = *read;
  return {};
}

// Resident memory of this process, in MiB.
long resident_mib() {
  std::ifstream statm("/proc/self/statm");
  long pages = 0;
  statm >> pages >> pages;
  return pages * 4096 / (1 << 20);
}

void tell_memory(const Work& work, Instant start, Instant now, std::ostream& err) {
  const auto day = std::chrono::floor<std::chrono::days>(now - start).count();
  if (work.days < tells_every || day % tells_every != 0 || (now - start) % 24h != 0h) return;
  err << fmt::format("{} days, {} MiB\n", day, resident_mib()) << std::flush;
}

Result<Outcome> run(const Work& work, std::uint64_t seed, bool shuffled, std::ostream& err) {
  const auto& zone = work.halls.front().time_zone;
  const auto start = at_local(zone, first_day + begins_at);
  VirtualHallOptions options{start, shuffled ? std::optional(seed) : std::nullopt,
                             work.days < spills_from ? "" : spill_directory};
  auto hall = VirtualHall::make(work.halls, options);
  if (!hall) return tl::unexpected(hall.error());
  Outcome outcome;
  for (const auto& definition : work.halls) {
    outcome.halls.push_back({definition.hall, 0, {}, all_checkers(definition), {}});
  }
  std::unique_ptr<VirtualForecast> forecast;
  if (work.calibration) {
    forecast = std::make_unique<VirtualForecast>((*hall)->runtime(), work.halls, forecast_runs);
  }
  Crowd crowd((*hall)->runtime(), work.halls, work.profile,
              {seed, fmt::format("{}", seed), forecast.get()});
  crowd.begin(start);
  // Until the last day's reset is over, when what was not served is known.
  const auto end = start + std::chrono::days{work.days};
  for (auto until = start; until < end;) {
    until = std::min<Instant>(end, until + reads_every);
    (*hall)->run_until(until, &crowd);
    for (auto& watched : outcome.halls) {
      if (auto done = watch(watched, (*hall)->runtime()); !done)
        return tl::unexpected(done.error());
    }
    tell_memory(work, start, until, err);
  }
  for (auto& watched : outcome.halls) {
    watched.ledger.close(end);
    for (auto& checker : watched.checkers) checker->close(end);
    if (forecast) watched.calibration = forecast->calibration(watched.hall);
  }
  return outcome;
}

std::optional<std::pair<std::uint64_t, std::uint64_t>> seed_range(const std::string& text) {
  const auto dots = text.find("..");
  if (dots == std::string::npos) return std::nullopt;
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  const auto* const begin = text.data();
  const auto* const end = begin + text.size();
  if (std::from_chars(begin, begin + dots, first).ptr != begin + dots) return std::nullopt;
  if (std::from_chars(begin + dots + 2, end, last).ptr != end || last < first) return std::nullopt;
  return std::pair(first, last);
}

int no_range(const SimulateOptions& options, std::ostream& err) {
  err << "--seeds: \"" << options.seeds << "\" is not a range; write it like 1..100\n";
  return 2;
}

void write(const Outcome& outcome, const SimulateOptions& options, std::uint64_t seed,
           std::ostream& out) {
  if (!options.json) out << fmt::format("scenario {}, seed {}\n", options.scenario, seed);
  for (const auto& hall : outcome.halls) {
    if (options.calibration) {
      write_calibration(out, hall.hall.value, options.scenario, seed, hall.calibration.lately,
                        options.json);
      continue;
    }
    options.json ? write_json(out, hall.hall.value, hall.ledger)
                 : write_table(out, hall.hall.value, hall.ledger);
  }
}

int run_seeds(const Work& work, const SimulateOptions& options, std::ostream& out,
              std::ostream& err) {
  const auto range = seed_range(options.seeds);
  if (!range) return no_range(options, err);
  std::uint64_t failed = 0;
  for (auto seed = range->first;; ++seed) {
    auto outcome = run(work, seed, true, err);
    const auto broken =
        outcome ? outcome->broken() : std::vector<std::string>{outcome.error().what};
    std::size_t events = 0;
    if (outcome) {
      for (const auto& hall : outcome->halls) events += hall.ledger.events();
    }
    out << fmt::format(R"({{"scenario":"{}","seed":{},"ok":{},"events":{},"broken":{}}})",
                       work.profile.name, seed, broken.empty(), events, broken.size())
        << std::endl;
    failed += broken.empty() ? 0 : 1;
    for (std::size_t i = 0; i < std::min<std::size_t>(broken.size(), 5); ++i) {
      err << fmt::format("seed {}: {}\n  again: atrium simulate {} --seeds {}..{} --days {}\n",
                         seed, broken[i], options.scenario, seed, seed, options.days);
    }
    if (seed == range->second) break;
  }
  return failed == 0 ? 0 : 1;
}

int simulate_trial(const SimulateOptions& options, std::ostream& out, std::ostream& err) {
  trial::TrialsOptions trials{options.seed,  options.seed,     options.steps,
                              options.plant, options.progress, options.trace};
  if (!options.seeds.empty()) {
    const auto range = seed_range(options.seeds);
    if (!range) return no_range(options, err);
    std::tie(trials.first, trials.last) = *range;
  }
  return trial::run_trials(trials, out, err);
}

}  // namespace

int simulate(const SimulateOptions& options, std::ostream& out, std::ostream& err) {
  if (options.scenario == "trial") return simulate_trial(options, out, err);
  auto profile = load_profile(options.scenario);
  if (!profile) {
    err << profile.error().what << '\n';
    return 2;
  }
  auto definitions = read_halls(options.hall_files);
  if (!definitions) {
    err << definitions.error().what << '\n';
    return 2;
  }
  const Work work{std::move(*profile), std::move(*definitions), options.days, options.calibration};
  if (!options.seeds.empty()) return run_seeds(work, options, out, err);
  const auto outcome = run(work, options.seed, false, err);
  if (!outcome) {
    err << outcome.error().what << '\n';
    return 1;
  }
  write(*outcome, options, options.seed, out);
  const auto broken = outcome->broken();
  for (const auto& one : broken) err << one << '\n';
  return broken.empty() ? 0 : 1;
}

}  // namespace atrium::simulation
