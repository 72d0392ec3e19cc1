// Figures of the host that no command of `atrium` shows: how fast a sleeping entity wakes, and
// whether people are served while a storm of timers drains. Prints JSON lines; asserts nothing.
//   house_figures waking DIR [ENTITIES]     house_figures storm DIR [TIMERS] [DUE]
#include "devices/display/display.hpp"
#include "persistence/codec/entities/codecs.hpp"
#include "persistence/rocksdb/store.hpp"
#include "persistence/vault/vault.hpp"
#include "runtime/host/host.hpp"
#include "tests/host/clockwork.hpp"
#include "tests/host/tally.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

using namespace atrium;
using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

namespace {

const Instant nine{std::chrono::hours{24 * 365 * 56 + 9}};
const PartitionId hall{"hall"};

class FixedClock final : public Clock {
 public:
  explicit FixedClock(Instant at) : start_(at) {}
  [[nodiscard]] Instant now() const override {
    return start_ + std::chrono::duration_cast<Duration>(Steady::now() - began_);
  }

 private:
  Instant start_;
  Steady::time_point began_ = Steady::now();
};

std::unique_ptr<persistence::DiskStore> open(const std::string& directory) {
  persistence::DiskOptions options;
  options.directory = directory;
  auto store = persistence::open_disk_store(options);
  if (!store) throw std::runtime_error(store.error().what);
  return std::move(*store);
}

double percentile(std::vector<double>& values, double share) {
  if (values.empty()) return 0;
  std::ranges::sort(values);
  return values[std::min(values.size() - 1,
                         static_cast<std::size_t>(share * static_cast<double>(values.size())))];
}

double resident_mib() {
  std::ifstream status("/proc/self/statm");
  double pages = 0, resident = 0;
  status >> pages >> resident;
  return resident * 4096 / (1 << 20);
}

// Counts what is still to become durable.
struct Waiting final : CommitListener {
  std::atomic<std::size_t> left = 0;
  void committed(Position, Version) noexcept override {
    if (--left == 0) left.notify_all();
  }
  void wait() {
    for (auto now = left.load(); now != 0; now = left.load()) left.wait(now);
  }
};

// Lets no more than so many commits wait at once, as actors would.
void append(Journal& journal, Commit commit, const std::shared_ptr<Waiting>& waiting) {
  ++waiting->left;
  journal.append(std::move(commit), waiting);
  if (waiting->left > 20'000) waiting->wait();
}

constexpr int events_each = 50;

void fill_displays(Journal& journal, const Codec<display::Entity>& codec, int count) {
  const auto waiting = std::make_shared<Waiting>();
  for (int event = 0; event < events_each; ++event) {
    for (int i = 0; i < count; ++i) {
      const display::Event shown = display::Directed{
          {WindowId{"3"}, fmt::format("A{:03}", event), display::Face::called, "", 1, event + 1},
          nine};
      append(journal,
             {{"display", std::to_string(i)},
              static_cast<Version>(event),
              nine,
              {},
              0,
              0,
              {},
              {codec.encode(shown)},
              "{}"},
             waiting);
    }
  }
  waiting->wait();
}

// Microseconds that each entity takes from nothing to its state.
std::vector<double> wake_all(Journal& journal, const Codec<display::Entity>& codec, int count,
                             bool rests) {
  const FixedClock clock(nine);
  const host::ShellHooks hooks;
  std::vector<double> took;
  for (int i = 0; i < count; ++i) {
    const auto from = Steady::now();
    host::Shell<display::Entity> shell({"display", std::to_string(i)}, journal, codec, clock,
                                       hooks);
    shell.recover();
    took.push_back(std::chrono::duration<double, std::micro>(Steady::now() - from).count());
    if (shell.version() != events_each) throw std::runtime_error("a display was not recovered");
    if (rests) shell.leave_snapshot();
  }
  return took;
}

int waking(const std::string& directory, int count) {
  const auto vault = persistence::make_memory_vault();
  const auto codec = persistence::make_display_codec(*vault);
  {
    const auto store = open(directory);
    fill_displays(*store->open(hall).value(), *codec, count);
    store->close();
  }
  const auto store = open(directory);
  const auto journal = store->open(hall).value();
  wake_all(*journal, *codec, count, false);  // Warms the cache.
  auto cold = wake_all(*journal, *codec, count, true);
  store->close();
  const auto again = open(directory);
  const auto rested = again->open(hall).value();
  wake_all(*rested, *codec, count, false);
  auto warm = wake_all(*rested, *codec, count, false);
  fmt::print(R"({{"figure":"waking","entities":{},"events":{},"p50_us":{:.1f},"p99_us":{:.1f},)"
             R"("snapshot_p50_us":{:.1f},"snapshot_p99_us":{:.1f}}})"
             "\n",
             count, events_each, percentile(cold, 0.5), percentile(cold, 0.99),
             percentile(warm, 0.5), percentile(warm, 0.99));
  return 0;
}

void fill_towers(Journal& journal, int timers, int due) {
  const clockwork::ClockworkCodec codec;
  const auto waiting = std::make_shared<Waiting>();
  for (int i = 0; i < timers; ++i) {
    const auto at = i < due ? nine + 1h + std::chrono::seconds{i % 3600}
                            : nine + 24h * 30 + std::chrono::seconds{i};
    const clockwork::Event wound = clockwork::Wound{{at, Duration{0}, Missed::late}};
    append(journal,
           {{"clockwork", std::to_string(i)},
            0,
            nine,
            {},
            0,
            0,
            {},
            {codec.encode(wound)},
            "{}",
            TimerMove{std::nullopt, at}},
           waiting);
  }
  waiting->wait();
}

// Closed-loop clients, each with a counter of its own.
struct Client {
  host::Host* runtime = nullptr;
  std::atomic<bool>* running = nullptr;
  std::atomic<int>* left = nullptr;
  std::uint64_t due = 0;
  std::string id;
  std::vector<double> took_ms;

  void ask() {
    const auto from = Steady::now();
    runtime->ask<tally::Entity>(
        hall, id, tally::Add{1}, {{WhoKind::staff, "clerk"}, {}, 0, 0},
        host::Reply([this, from](const host::Outcome&) {
          took_ms.push_back(
              std::chrono::duration<double, std::milli>(Steady::now() - from).count());
          if (took_ms.size() % 256 == 0 && drained()) *running = false;
          if (*running) return ask();
          if (--*left == 0) left->notify_all();
        }));
  }
  [[nodiscard]] bool drained() const {
    const auto vitals = runtime->vitals().front();
    return vitals.timers_fired >= due && vitals.timers_waiting == 0;
  }
};

int storm(const std::string& directory, int timers, int due) {
  {
    const auto store = open(directory);
    fill_towers(*store->open(hall).value(), timers, due);
    store->close();
  }
  const auto store = open(directory);
  const FixedClock clock(nine + 3h);
  host::Host house(clock, {});
  house.add_kind<clockwork::Entity>(std::make_shared<clockwork::ClockworkCodec>(),
                                    {.leaves_when_idle = true});
  house.add_kind<tally::Entity>(std::make_shared<tally::TallyCodec>());
  house.add_partition(store->open(hall).value());
  constexpr int clients = 16;
  std::atomic<bool> running = true;
  std::atomic<int> left = clients;
  std::vector<Client> people(clients);
  const auto from = Steady::now();
  house.start();
  for (int i = 0; i < clients; ++i) {
    people[static_cast<std::size_t>(i)] = {
        &house, &running, &left, static_cast<std::uint64_t>(due), std::to_string(i), {}};
    people[static_cast<std::size_t>(i)].ask();
  }
  for (auto now = left.load(); now != 0; now = left.load()) left.wait(now);
  const auto took = std::chrono::duration<double>(Steady::now() - from).count();
  std::vector<double> all;
  for (const auto& one : people) all.insert(all.end(), one.took_ms.begin(), one.took_ms.end());
  const auto commands = all.size();
  fmt::print(R"({{"figure":"timer_storm","timers":{},"due":{},"drained_s":{:.1f},"commands_per_s":)"
             R"({:.0f},"p50_ms":{:.3f},"p99_ms":{:.3f},"max_ms":{:.1f},"resident_mib":{:.0f}}})"
             "\n",
             timers, due, took, static_cast<double>(commands) / took, percentile(all, 0.5),
             percentile(all, 0.99), percentile(all, 1), resident_mib());
  house.stop();
  store->close();
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string what = argc > 2 ? argv[1] : "";
  const auto number = [&](int at, int otherwise) {
    return argc > at ? std::atoi(argv[at]) : otherwise;
  };
  if (what == "waking") return waking(argv[2], number(3, 2000));
  if (what == "storm") return storm(argv[2], number(3, 1'000'000), number(4, 100'000));
  std::cerr << "house_figures waking|storm DIR …\n";
  return 2;
}
