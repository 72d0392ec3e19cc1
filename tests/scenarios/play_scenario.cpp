// Plays scenario files: play_scenario [--restart-between-lines] FILE… One line per fault on
// standard error; exit status 0 all came out, 1 one did not, 2 a file is wrong.
#include "simulation/scenario_script/run.hpp"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <string_view>

namespace {

using namespace atrium::simulation;

int play(const std::string& file, const script::RunOptions& options) {
  std::ifstream input(file, std::ios::binary);
  std::ostringstream text;
  if (input) text << input.rdbuf();
  if (!input) {
    std::cerr << file << ": cannot be read\n";
    return 2;
  }
  const auto scenario = script::parse(file, text.str());
  if (!scenario) {
    std::cerr << scenario.error().what << '\n';
    return 2;
  }
  const auto fault = script::run(*scenario, options);
  if (fault) std::cerr << *fault << '\n';
  return fault ? 1 : 0;
}

}  // namespace

int main(int argc, char** argv) {
  script::RunOptions options;
  int status = argc < 2 ? 2 : 0;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--restart-between-lines") {
      options.restart_between_lines = true;
    } else {
      status = std::max(status, play(std::string(word), options));
    }
  }
  if (argc < 2) std::cerr << "play_scenario [--restart-between-lines] FILE...\n";
  return status;
}
