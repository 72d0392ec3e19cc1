// `atrium serve`: opens the data directory, builds the halls, opens the doors for people and
// integrators, and stops everything in order when asked to. Composition only: no rule of the hall
// is here.
#pragma once

#include "adapters/front/forecast.hpp"
#include "ops/halls/definition.hpp"
#include "runtime/host/runtime.hpp"
#include "runtime/node/hall_clock.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace atrium::node {

// Something that lives in the hall while it runs, such as a simulated crowd; stops when destroyed.
class Guest {
 public:
  virtual ~Guest() = default;
};

struct ServeOptions {
  std::vector<std::string> hall_files;
  std::string data = "data";
  std::string listen = "127.0.0.1:8080";
  std::string web_root;
  std::string commands_endpoint = "tcp://127.0.0.1:5701";  // Empty: no door for integrators.
  std::string events_endpoint = "tcp://127.0.0.1:5702";
  bool demo = false;
  std::string crowd;  // Scenario; empty: none.
  std::optional<double> speed;
  std::string chain;   // "sha256" or "sm3", of a fresh data directory; empty: what it has.
  std::string backup;  // Directory of the archive; empty: none is written.
  unsigned backup_every_h = 24;
  std::uint64_t disk_reserve_mib = 256;
};

// Makes the crowd; only main links simulation, so it hands this in.
using InviteCrowd = std::function<Result<std::unique_ptr<Guest>>(
    const std::string& scenario, host::Runtime&, SimulatedClock&,
    const std::vector<halls::Definition>&, const front::Forecast&)>;

// Runs until SIGTERM or SIGINT. Returns the exit status: 0 done, 1 failed, 2 invalid input.
int serve(const ServeOptions& options, const InviteCrowd& invite_crowd);

}  // namespace atrium::node
