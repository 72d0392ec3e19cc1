// Seed after seed.
#include "simulation/trial/run_trials.hpp"

#include "runtime/core/plant.hpp"
#include "simulation/trial/trial.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <ostream>

namespace atrium::simulation::trial {
namespace {

constexpr std::size_t shrinking_tries = 60;
constexpr std::size_t told_at_most = 3;

// A plant that is asked for must be there.
bool choose_plant([[maybe_unused]] const std::string& plant) {
#ifdef ATRIUM_PLANTS
  plants::chosen() = plant;
  return true;
#else
  return plant.empty();
#endif
}

std::string line_of(std::uint64_t seed, const TrialResult& result) {
  return fmt::format(
      R"({{"scenario":"trial","seed":{},"ok":{},"commands":{},"repeats":{},"accepted":{},)"
      R"("events":{},"crashes":{},"slept":{},"compared":{},"digest":"{}"}})",
      seed, result.broken.empty(), result.commands, result.repeats, result.accepted, result.events,
      result.crashes, result.slept, result.compared, result.digest);
}

std::string again(const TrialsOptions& options, std::uint64_t seed, const Steps& steps) {
  return fmt::format("atrium simulate trial --seeds {}..{} --steps {}{}", seed, seed, steps.text(),
                     options.plant.empty() ? "" : " --plant " + options.plant);
}

void tell(const TrialsOptions& options, std::uint64_t seed, const Steps& steps,
          const TrialResult& result, std::ostream& err) {
  const auto told = std::min(result.broken.size(), told_at_most);
  for (std::size_t i = 0; i < told; ++i) {
    err << fmt::format("seed {}, step {}: {}\n", seed, result.broken_at, result.broken[i]);
  }
  auto until = steps.list();
  std::erase_if(until, [&](std::size_t step) { return step > result.broken_at; });
  err << "  again: " << again(options, seed, Steps(until)) << std::endl;
  if (options.trace || !options.plant.empty()) return;
  const auto fewer = shrink(seed, steps, result, shrinking_tries);
  err << "  shrunk: " << again(options, seed, fewer) << std::endl;
}

}  // namespace

int run_trials(const TrialsOptions& options, std::ostream& out, std::ostream& err) {
  if (!choose_plant(options.plant)) {
    err << "--plant: this build has no planted bugs; configure it with -DATRIUM_PLANTS=ON\n";
    return 2;
  }
  const auto steps =
      options.steps.empty() ? Steps::all(steps_of_a_trial) : Steps::parse(options.steps);
  if (!steps) {
    err << "--steps: \"" << options.steps << "\" is no list of steps; write it like 0-40,55\n";
    return 2;
  }
  std::uint64_t failed = 0;
  for (auto seed = options.first;; ++seed) {
    const auto result = run_trial(seed, *steps, options.trace ? &err : nullptr);
    out << line_of(seed, result) << std::endl;
    if (!result.broken.empty()) {
      ++failed;
      tell(options, seed, *steps, result, err);
    }
    if (options.progress) {
      err << fmt::format("\r{} of {} seeds, {} broken ", seed - options.first + 1,
                         options.last - options.first + 1, failed)
          << std::flush;
    }
    const bool found = failed > 0 && !options.plant.empty();
    if (found || seed == options.last) break;
  }
  if (options.progress) err << '\n';
  return failed == 0 ? 0 : 1;
}

}  // namespace atrium::simulation::trial
