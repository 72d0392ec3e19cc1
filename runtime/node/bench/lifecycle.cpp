// Closed-loop clients: each asks the next command from within the reply to the one before.
#include "runtime/node/bench/lifecycle.hpp"

#include "actors/evaluation/evaluation.hpp"
#include "actors/waiting_room/waiting_room.hpp"
#include "persistence/bench/raw_rocksdb.hpp"
#include "persistence/rocksdb/store.hpp"
#include "persistence/vault/vault.hpp"
#include "runtime/node/assembly.hpp"
#include "runtime/node/hall_clock.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <latch>
#include <memory>
#include <mutex>
#include <ostream>
#include <vector>

namespace atrium::node {
namespace {

using Steady = std::chrono::steady_clock;
using host::Accepted;
using host::Outcome;

// A hall with as many windows as it has clients, one service, and neither devices nor speakers:
// what is measured is the visits, and reminders if asked for.
halls::Definition bench_hall(int number, int windows, bool reminded) {
  halls::Definition hall;
  if (!reminded) hall.messages.remind_ahead = 0;
  hall.hall = PartitionId{fmt::format("hall-{}", number)};
  hall.series.push_back({SeriesId{"A"}, 3, 1, 0});
  hall.services.push_back({ServiceId{"passport"}, {}, SeriesId{"A"}, {}, std::chrono::minutes{5}});
  for (int i = 1; i <= windows; ++i) {
    halls::Window window;
    window.number = WindowId{std::to_string(i)};
    window.serves = {ServiceId{"passport"}};
    hall.windows.push_back(std::move(window));
  }
  return hall;
}

// The text between `before` and the next quote.
std::string text_after(const std::string& json, std::string_view before, std::size_t from = 0) {
  const auto start = json.find(before, from);
  if (start == std::string::npos) return {};
  const auto begin = start + before.size();
  return json.substr(begin, json.find('"', begin) - begin);
}

struct Shared {
  Shared(host::Host& runtime, int clients) : host(runtime), stopped(clients) {}
  host::Host& host;
  std::atomic<bool> running{true};
  std::atomic<std::uint64_t> unsynced{0};  // Replies that spoke before their commit was durable.
  std::atomic<std::uint64_t> refused{0};
  std::atomic<std::uint64_t> commands{0};
  std::latch stopped;

  // As clients make them: 36 characters that grow with time, as UUIDv7 does.
  std::string next_id() {
    const auto count = ++commands;
    return fmt::format("{:08x}-{:04x}-7000-8000-{:012x}", count >> 16, count & 0xffff, count);
  }
};

// One window and the visits at it.
class Client {
 public:
  Client(Shared& shared, PartitionId hall, int window)
      : shared_(shared),
        feed_(shared.host.feed(hall)),
        hall_(std::move(hall)),
        window_(std::to_string(window)),
        staff_{WhoKind::staff, "clerk" + window_.value} {}

  void begin() {
    send<waiting_room::Entity>("main", waiting_room::OpenWindow{window_, StaffId{staff_.id}},
                               [this](const std::string&) { issue(); });
  }

  std::vector<std::uint32_t> latencies_us;

 private:
  void issue() {
    send<waiting_room::Entity>(
        "main", waiting_room::Issue{ServiceId{"passport"}, "bench", {}, 0, {}, {}, {}, {}, {}},
        [this](const std::string&) { call(); });
  }
  void call() {
    send<waiting_room::Entity>(
        "main", waiting_room::CallNext{window_}, [this](const std::string& json) {
          ticket_ = TicketId{text_after(json, "\"id\":\"", json.find("\"ticket\":"))};
          send<waiting_room::Entity>(
              "main", waiting_room::Start{window_}, [this](const std::string&) {
                send<waiting_room::Entity>("main", waiting_room::Finish{window_},
                                           [this](const std::string&) { evaluate(); });
              });
        });
  }
  // As the edges do it: the facts come from the waiting room, the rating goes to the visit's
  // evaluation.
  void evaluate() {
    asked_ = Steady::now();
    shared_.host.look<waiting_room::Entity>(
        hall_, "main", waiting_room::Served{ticket_}, host::Reply([this](const Outcome& outcome) {
          const auto* served = std::get_if<Accepted>(&outcome);
          if (served == nullptr) return stop();
          evaluation::Give give{
              5, {}, {}, evaluation::Served{ticket_, window_, StaffId{staff_.id}}};
          ask<evaluation::Entity>(ticket_.value, std::move(give), {WhoKind::citizen, ""},
                                  [this](const std::string&) { issue(); });
        }));
  }

  template <class E, class Next>
  void send(std::string id, typename E::Command command, Next next) {
    asked_ = Steady::now();
    ask<E>(std::move(id), std::move(command), staff_, std::move(next));
  }

  template <class E, class Next>
  void ask(std::string id, typename E::Command command, Who who, Next next) {
    CommandId command_id{shared_.next_id()};
    shared_.host.ask<E>(
        hall_, std::move(id), std::move(command), {std::move(who), std::move(command_id), 0, 0},
        host::Reply([this, next = std::move(next)](const Outcome& outcome) {
          const auto* accepted = std::get_if<Accepted>(&outcome);
          if (accepted == nullptr) {
            ++shared_.refused;
            return stop();
          }
          if (feed_->head() < accepted->position) ++shared_.unsynced;
          const auto lived = Steady::now() - asked_;
          latencies_us.push_back(static_cast<std::uint32_t>(
              std::chrono::duration_cast<std::chrono::microseconds>(lived).count()));
          if (!shared_.running) return stop();
          next(accepted->json);
        }));
  }

  void stop() { shared_.stopped.count_down(); }

  Shared& shared_;
  std::shared_ptr<host::Feed> feed_;
  PartitionId hall_;
  WindowId window_;
  Who staff_;
  TicketId ticket_;
  Steady::time_point asked_;
};

double percentile_ms(const std::vector<std::uint32_t>& sorted_us, double share) {
  if (sorted_us.empty()) return 0;
  return sorted_us[static_cast<std::size_t>(share * static_cast<double>(sorted_us.size() - 1))] /
         1000.0;
}

// A directory of the bench's own, gone afterwards unless the caller named it.
struct Scratch {
  explicit Scratch(std::string named) : path(std::move(named)), keep(!path.empty()) {
    if (!keep)
      path = fmt::format("bench-{}", std::chrono::system_clock::now().time_since_epoch().count());
  }
  ~Scratch() {
    std::error_code ignored;
    if (!keep) std::filesystem::remove_all(path, ignored);
  }
  std::string path;
  bool keep;
};

struct Measured {
  std::uint64_t commands = 0;
  double seconds = 0;
  std::vector<std::uint32_t> latencies_us;  // Sorted.
};

Measured run(Shared& shared, const LifecycleOptions& options) {
  std::vector<std::unique_ptr<Client>> clients;
  for (int i = 0; i < options.clients; ++i) {
    const PartitionId hall{fmt::format("hall-{}", i % options.halls)};
    clients.push_back(std::make_unique<Client>(shared, hall, i / options.halls + 1));
  }
  const auto began = Steady::now();
  for (auto& client : clients) client->begin();
  // The clients are driven by replies alone; this thread has nothing to do until the time is over.
  std::mutex mutex;
  std::unique_lock lock(mutex);
  std::condition_variable never;
  never.wait_until(lock, began + std::chrono::seconds{options.seconds}, [] { return false; });
  const std::chrono::duration<double> took = Steady::now() - began;
  shared.running = false;
  shared.stopped.wait();
  Measured measured;
  measured.seconds = took.count();
  for (const auto& client : clients) {
    measured.commands += client->latencies_us.size();
    measured.latencies_us.insert(measured.latencies_us.end(), client->latencies_us.begin(),
                                 client->latencies_us.end());
  }
  std::ranges::sort(measured.latencies_us);
  return measured;
}

}  // namespace

int bench_lifecycle(const LifecycleOptions& options, std::ostream& out) {
  Scratch scratch{options.data};
  persistence::DiskOptions disk;
  disk.directory = scratch.path;
  auto store = persistence::open_disk_store(disk);
  if (!store) {
    fmt::print(stderr, "atrium: {}\n", store.error().what);
    return 1;
  }
  auto vault = persistence::make_memory_vault();
  std::vector<halls::Definition> halls;
  const int windows = (options.clients + options.halls - 1) / options.halls;
  for (int i = 0; i < options.halls; ++i) {
    halls.push_back(bench_hall(i, windows, options.reminded));
  }
  const WallClock clock;
  auto assembly = Assembly::make(**store, clock, *vault, std::move(halls), {false, 2});
  if (!assembly) {
    fmt::print(stderr, "atrium: {}\n", assembly.error().what);
    return 1;
  }
  (*assembly)->start();
  for (const auto& warning : (*assembly)->await_configured()) fmt::print(stderr, "{}\n", warning);
  Shared shared{(*assembly)->host(), options.clients};
  const auto before = (*store)->figures();
  const auto measured = run(shared, options);
  const auto after = (*store)->figures();
  (*assembly)->stop();
  (*store)->close();
  const persistence::WriterFigures written{
      after.groups - before.groups, after.commits - before.commits, after.events - before.events,
      after.bytes - before.bytes};
  const double batch = static_cast<double>(written.commits) /
                       static_cast<double>(std::max<std::uint64_t>(1, written.groups));
  const double per_s = static_cast<double>(measured.commands) / measured.seconds;
  const auto raw = persistence::raw_per_s(scratch.path, written, options.seconds);
  if (!raw) {
    fmt::print(stderr, "atrium: {}\n", raw.error().what);
    return 1;
  }
  fmt::print(out,
             "{{\"bench\":\"lifecycle\",\"per_s\":{:.0f},\"p50_ms\":{:.3f},\"p99_ms\":{:.3f},"
             "\"p999_ms\":{:.3f},\"max_ms\":{:.3f},"
             "\"clients\":{},\"halls\":{},\"sync\":true,\"raw_per_s\":{:.0f},\"ratio\":{:.3f},"
             "\"mean_batch\":{:.1f},\"commands\":{},\"refused\":{},\"unsynced_replies\":{}}}\n",
             per_s, percentile_ms(measured.latencies_us, 0.5),
             percentile_ms(measured.latencies_us, 0.99),
             percentile_ms(measured.latencies_us, 0.999), percentile_ms(measured.latencies_us, 1),
             options.clients, options.halls, *raw, per_s / *raw, batch, measured.commands,
             shared.refused.load(), shared.unsynced.load());
  return shared.unsynced == 0 && shared.refused == 0 ? 0 : 1;
}

}  // namespace atrium::node
