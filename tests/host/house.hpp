// A house of tallies and clocks over a journal in memory, in virtual time: for tests of the host.
#pragma once

#include "persistence/journal/memory_journal.hpp"
#include "runtime/host/host.hpp"
#include "runtime/host/virtual_time.hpp"
#include "tests/host/clockwork.hpp"
#include "tests/host/tally.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace atrium::tests {

inline const Instant nine{std::chrono::hours{9}};
inline const PartitionId hall{"hall"};

struct To {
  using Entity = tally::Entity;
  std::string id;
  tally::Command command;
};

// Whatever is added to "main" is added to "mirror" too.
struct Mirror {
  static constexpr std::string_view name = "mirror";
  using Source = tally::Entity;
  [[nodiscard]] std::vector<std::variant<To>> react(const tally::Event& event, Instant) const {
    const auto* added = std::get_if<tally::Added>(&event);
    if (added == nullptr || added->n >= 100) return {};
    return {To{"mirror", tally::Add{added->n + 100}}};
  }
};

struct HouseOptions {
  host::EntityOptions entity = {};
  std::optional<std::uint64_t> seed = {};
  Instant start = nine;
  host::HostOptions host = {};
  std::function<void(host::Host&)> prepare = {};  // Before it starts.
};

struct House {
  explicit House(std::shared_ptr<persistence::MemoryDisk> disk, HouseOptions options = {})
      : store(persistence::make_memory_store(std::move(disk))), clock(options.start) {
    options.host.virtual_time = true;
    if (!options.host.on_defect) {
      options.host.on_defect = [this](const host::DefectReport& report) {
        defects.push_back(report);
      };
    }
    host = std::make_unique<host::Host>(clock, options.host);
    host->add_kind<tally::Entity>(std::make_shared<tally::TallyCodec>(), options.entity);
    host->add_kind<clockwork::Entity>(std::make_shared<clockwork::ClockworkCodec>(),
                                      options.entity);
    host->add_partition(store->open(hall).value());
    host->add_policy(hall, Mirror{});
    if (options.prepare) options.prepare(*host);
    time = std::make_unique<host::VirtualTime>(*host, clock, options.seed);
    host->start();
  }
  ~House() {
    host->stop();
    store->close();
  }

  template <class E = tally::Entity>
  void ask(const std::string& id, typename E::Command command, std::string command_id = {},
           WhoKind who = WhoKind::staff) {
    host->ask<E>(hall, id, std::move(command), {{who, {}}, {std::move(command_id)}, 0, 0},
                 host::Reply([this](host::Outcome outcome) { said.push_back(outcome); }));
  }
  int total(const std::string& id) {
    int total = -1;
    host->look<tally::Entity>(hall, id, tally::Total{},
                              host::Reply([&](const host::Outcome& outcome) {
                                const auto& json = std::get<host::Accepted>(outcome).json;
                                total = std::stoi(json.substr(json.find(':') + 1));
                              }));
    time->run_ready();
    return total;
  }
  [[nodiscard]] Journal& journal() const { return host->feed(hall)->journal(); }
  [[nodiscard]] bool awake(const std::string& kind, const std::string& id) const {
    return host->actor(hall, {kind, id}).has_value();
  }

  std::unique_ptr<persistence::MemoryStore> store;
  host::VirtualClock clock;
  std::unique_ptr<host::Host> host;
  std::unique_ptr<host::VirtualTime> time;
  std::vector<host::Outcome> said;
  std::vector<host::DefectReport> defects;
};

}  // namespace atrium::tests
