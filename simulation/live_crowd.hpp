// A crowd inside a running node: the same people as in virtual time, on a thread of their own at
// the hall's clock.
#pragma once

#include "ops/halls/definition.hpp"
#include "runtime/core/failure.hpp"
#include "runtime/host/runtime.hpp"
#include "runtime/node/hall_clock.hpp"
#include "runtime/node/serve.hpp"
#include "simulation/crowd/crowd.hpp"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace atrium::simulation {

class LiveCrowd final : public node::Guest {
 public:
  // Starts at once. `runtime` and `clock` outlive it.
  LiveCrowd(host::Runtime& runtime, node::SimulatedClock& clock,
            std::vector<halls::Definition> halls, Profile profile, const CrowdOptions& options);
  ~LiveCrowd() override;  // Stops within one step.

 private:
  void live();

  node::SimulatedClock& clock_;
  Crowd crowd_;
  struct Bell;
  std::shared_ptr<Bell> bell_;
  std::thread thread_;
};

// A crowd of the scenario's kind, another one at each start. An unknown or faulty scenario is a
// Failure.
Result<std::unique_ptr<node::Guest>> invite_live_crowd(const std::string& scenario,
                                                       host::Runtime& runtime,
                                                       node::SimulatedClock& clock,
                                                       const std::vector<halls::Definition>& halls,
                                                       const front::Forecast* forecast = nullptr);

}  // namespace atrium::simulation
