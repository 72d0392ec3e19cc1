// Building, stepping, restarting.
#include "simulation/virtual_hall.hpp"

#include <algorithm>

namespace atrium::simulation {

VirtualHall::VirtualHall(std::vector<halls::Definition> halls, const VirtualHallOptions& options)
    : halls_(std::move(halls)),
      shuffle_(options.shuffle),
      outbound_(options.outbound),
      steady_(options.start),
      wall_(steady_),
      disk_(persistence::make_memory_disk({.spill_directory = options.spill})),
      vault_(persistence::make_memory_vault()) {}

VirtualHall::~VirtualHall() { tear_down(); }

Result<std::unique_ptr<VirtualHall>> VirtualHall::make(std::vector<halls::Definition> halls,
                                                       const VirtualHallOptions& options) {
  std::unique_ptr<VirtualHall> hall{new VirtualHall(std::move(halls), options)};
  if (auto built = hall->build(); !built) return tl::unexpected(built.error());
  return hall;
}

Result<void> VirtualHall::build() {
  store_ = persistence::make_memory_store(disk_);
  host::HostOptions options{.virtual_time = true, .workers = 1};
  options.outbound = outbound_;
  auto assembly = node::Assembly::make(*store_, wall_, *vault_, halls_, options);
  if (!assembly) return tl::unexpected(assembly.error());
  assembly_ = std::move(*assembly);
  time_ = std::make_unique<host::VirtualTime>(assembly_->host(), steady_, shuffle_);
  assembly_->start();
  time_->run_ready();
  const auto refused = assembly_->await_configured();
  if (!refused.empty()) return fail(FailureCode::invalid_input, refused.front());
  return {};
}

void VirtualHall::tear_down() {
  if (assembly_) assembly_->stop();
  time_.reset();
  assembly_.reset();
  if (store_) store_->close();
  store_.reset();
}

Result<void> VirtualHall::restart() {
  tear_down();
  return build();
}

void VirtualHall::run_ready() { time_->run_ready(); }

void VirtualHall::run_until(Instant until, Crowd* crowd) {
  const auto steady = [this](Instant wall) { return steady_.now() + (wall - wall_.now()); };
  while (crowd != nullptr) {
    const auto next = crowd->next();
    if (!next || *next > until) break;
    if (*next > wall_.now()) time_->run_until(steady(*next));
    crowd->step(wall_.now());
    time_->run_ready();
  }
  time_->run_until(steady(until));
}

}  // namespace atrium::simulation
