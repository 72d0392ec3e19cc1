// The benchmarks of this folder as one small program: `persistence_bench journal CLIENTS SECONDS
// DIRECTORY`. The same functions are behind `atrium bench`.
#include "persistence/bench/codec_bench.hpp"
#include "persistence/bench/journal_bench.hpp"

#include <cstdlib>
#include <iostream>
#include <string_view>

int main(int count, char** words) {
  using namespace atrium::persistence;
  if (count == 5 && std::string_view(words[1]) == "journal") {
    return bench_journal({std::atoi(words[2]), std::atof(words[3]), words[4]}, std::cout,
                         std::cerr);
  }
  if (count == 3 && std::string_view(words[1]) == "codec") {
    return bench_codec(std::atof(words[2]), std::cout);
  }
  std::cerr << "use: persistence_bench journal CLIENTS SECONDS DIRECTORY | codec SECONDS\n";
  return 2;
}
