// A hall's definition as somebody wrote it: a definition, or faults that say where and what.
#include "ops/halls/read.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <variant>

using namespace atrium;
using namespace atrium::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto reading = halls::parse(text_of(bytes, size));
  if (const auto* faults = std::get_if<std::vector<halls::Fault>>(&reading)) {
    must(!faults->empty(), "what is no definition has a fault");
    return 0;
  }
  const auto& hall = std::get<halls::Definition>(reading);
  must(!hall.hall.empty(), "a sound definition names its hall");
  for (const auto& service : hall.services) {
    bool is_known = false;
    for (const auto& series : hall.series) is_known = is_known || series.prefix == service.series;
    must(is_known, "a sound definition has every series that a service names");
  }
  plant(hall.width > 48);
  return 0;
}
