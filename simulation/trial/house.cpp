// Building, stepping, killing.
#include "simulation/trial/house.hpp"

#include <utility>

namespace atrium::simulation::trial {

House::House(halls::Definition hall, Options options)
    : hall_(std::move(hall)),
      options_(std::move(options)),
      steady_(options_.start),
      wall_(steady_),
      disk_(persistence::make_memory_disk()),
      vault_(persistence::make_memory_vault(options_.seed)) {
  options_.host.virtual_time = true;
  options_.host.workers = 1;
}

House::~House() { tear_down({}); }

Result<std::unique_ptr<House>> House::make(halls::Definition hall, Options options) {
  std::unique_ptr<House> house{new House(std::move(hall), std::move(options))};
  if (auto built = house->build(); !built) return tl::unexpected(built.error());
  return house;
}

Result<void> House::build() {
  store_ = persistence::make_memory_store(disk_, persistence::MemoryCommits::held);
  auto assembly = node::Assembly::make(*store_, wall_, *vault_, {hall_}, options_.host);
  if (!assembly) return tl::unexpected(assembly.error());
  assembly_ = std::move(*assembly);
  journal_ = *store_->open(hall_.hall);
  time_ = std::make_unique<host::VirtualTime>(assembly_->host(), steady_,
                                              options_.seed * 1000 + starts_++);
  assembly_->start();
  return {};
}

void House::tear_down(const Crash& crash) {
  if (store_) store_->lose(crash.kept, crash.with_cursors);
  if (assembly_) assembly_->stop();
  time_.reset();
  assembly_.reset();
  store_.reset();
}

void House::flush(std::size_t count) {
  store_->flush(count);
  if (options_.on_durable) options_.on_durable();
}

void House::settle() {
  do {
    time_->run_ready();
    if (store_->held() == 0) return;
    flush();
  } while (true);
}

Result<void> House::crash(const Crash& crash) {
  tear_down(crash);
  if (crash.damaged) persistence::damage_snapshot(*disk_, hall_.hall, *crash.damaged);
  return build();
}

}  // namespace atrium::simulation::trial
