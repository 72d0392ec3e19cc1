// Keeps faults in the order of the file, whichever rule found them first.
#include "ops/halls/fault.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace atrium::halls {

void Faults::add(Place place, std::string what, std::string mend) {
  faults_.push_back({place, std::move(what), std::move(mend)});
}

std::vector<Fault> Faults::in_order() const {
  auto sorted = faults_;
  std::ranges::stable_sort(sorted, {}, [](const Fault& fault) {
    return std::tuple(fault.place.line, fault.place.column);
  });
  return sorted;
}

}  // namespace atrium::halls
