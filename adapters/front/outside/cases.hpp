// How far the case behind a visit has come (the port), and the stand-in until cases are kept here:
// what the label on the visit's papers was stamped with.
#pragma once

#include "runtime/core/ids.hpp"
#include "runtime/core/time/instant.hpp"
#include "runtime/host/runtime.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace atrium::front {

struct CaseStep {
  std::string step;  // "receipt", "handling", "completion".
  Instant at;
};

// Thread-safe. `told` is called exactly once, now or later, on any thread; with nothing where no
// case is known, or none can be asked for.
class Cases {
 public:
  using Told = std::function<void(std::vector<CaseStep>)>;
  virtual ~Cases() = default;
  virtual void steps(const PartitionId& hall, const TicketId& ticket, Told told) = 0;
};

// `runtime` outlives it.
std::shared_ptr<Cases> make_cases_by_label(host::Runtime& runtime);

}  // namespace atrium::front
