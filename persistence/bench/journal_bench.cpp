// See journal_bench.hpp. The clients live on one thread that is woken as an actor would be: what is
// committed is answered with the next commit.
#include "persistence/bench/journal_bench.hpp"

#include "persistence/bench/command_ids.hpp"
#include "persistence/bench/raw_rocksdb.hpp"
#include "persistence/rocksdb/store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <ostream>
#include <tuple>
#include <utility>
#include <vector>

namespace atrium::persistence {
namespace {

using Steady = std::chrono::steady_clock;

constexpr std::size_t payload_bytes = 160, reply_bytes = 240;  // About a called ticket.
constexpr double slice_s = 1.0;

// The `nth` commit of a directory that is filled goes to a stream, and after a version, that only
// this number and the number of streams say: another run goes on without asking.
struct Place {
  StreamId stream;
  Version after = 0;
};
Place place_of(std::uint64_t nth, std::uint64_t streams) {
  constexpr std::uint64_t scattering = 2'654'435'761;  // A prime: every stream has its turn.
  const auto stream = nth % streams * (scattering % streams) % streams;
  return {{"entity", fmt::format("{:07}", stream)}, nth / streams};
}

class Clients {
 public:
  // `streams` 0: each client has one of its own, which nobody had before.
  Clients(Journal& journal, int count, std::uint64_t streams)
      : journal_(journal),
        streams_(streams),
        commits_(journal.head().position),
        clients_(static_cast<std::size_t>(count)) {
    for (std::size_t i = 0; i < clients_.size(); ++i) {
      clients_[i].stream = {"window", fmt::format("{}-{}", commits_, 1000 + i)};
      clients_[i].listener = std::make_shared<Told>(*this, i);
    }
  }

  // Keeps every client busy for so long, then waits for the last answers.
  void run(double seconds) {
    const auto end = Steady::now() + std::chrono::duration_cast<Steady::duration>(
                                         std::chrono::duration<double>(seconds));
    for (std::size_t i = 0; i < clients_.size(); ++i) ask(i);
    std::vector<std::size_t> done;
    for (std::size_t busy = clients_.size(); busy > 0;) {
      take(done);
      const auto now = Steady::now();
      for (const auto client : done) {
        latencies_.push_back(
            std::chrono::duration<float, std::milli>(now - clients_[client].asked).count());
        if (now < end) {
          ask(client);
        } else {
          --busy;
        }
      }
      done.clear();
    }
  }

  [[nodiscard]] std::size_t answered() const { return latencies_.size(); }

  float latency_ms(double share) {
    if (latencies_.empty()) return 0;
    const auto nth = latencies_.begin() + static_cast<std::ptrdiff_t>(
                                              share * static_cast<double>(latencies_.size() - 1));
    std::ranges::nth_element(latencies_, nth);
    return *nth;
  }

 private:
  class Told final : public CommitListener {
   public:
    Told(Clients& clients, std::size_t index) : clients_(clients), index_(index) {}
    void committed(Position, Version) noexcept override { clients_.tell(index_); }

   private:
    Clients& clients_;
    std::size_t index_;
  };

  struct Client {
    StreamId stream;
    Version version = 0;
    std::shared_ptr<Told> listener;
    Steady::time_point asked;
  };

  void ask(std::size_t index) {
    auto& client = clients_[index];
    client.asked = Steady::now();
    Commit commit;
    if (streams_ > 0) {
      std::tie(commit.stream, commit.after) = next_place();
    } else {
      commit.stream = client.stream;
      commit.after = client.version++;
    }
    commit.at = Instant{std::chrono::duration_cast<Duration>(client.asked.time_since_epoch())};
    commit.command.text = ids_.next();
    commit.who = {WhoKind::staff, "clerk03"};
    commit.events.push_back({2, 1, Bytes(payload_bytes, 'p')});
    commit.reply.assign(reply_bytes, 'r');
    journal_.append(std::move(commit), client.listener);
  }

  std::pair<StreamId, Version> next_place() {
    auto place = place_of(commits_++, streams_);
    return {std::move(place.stream), place.after};
  }

  void tell(std::size_t index) {
    bool wake = false;
    {
      const std::lock_guard lock(mutex_);
      done_.push_back(index);
      wake = std::exchange(sleeping_, false);
    }
    if (wake) changed_.notify_one();
  }

  void take(std::vector<std::size_t>& done) {
    std::unique_lock lock(mutex_);
    if (done_.empty()) {
      sleeping_ = true;
      changed_.wait(lock, [this] { return !sleeping_; });
    }
    done.swap(done_);
  }

  Journal& journal_;
  std::uint64_t streams_;
  std::uint64_t commits_;  // That went to the journal, each of one event.
  std::vector<Client> clients_;
  CommandIds ids_{commits_};
  std::vector<float> latencies_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::size_t> done_;
  bool sleeping_ = false;
};

WriterFigures since(const WriterFigures& before, const WriterFigures& now) {
  return {now.groups - before.groups, now.commits - before.commits, now.events - before.events,
          now.bytes - before.bytes};
}

struct Measured {
  double seconds = 0;
  std::vector<double> raw;
};

constexpr int filling_clients = 2048;

void fill(Journal& journal, const JournalBench& options, std::ostream& err) {
  Clients clients(journal, filling_clients, options.streams);
  for (auto position = journal.head().position; position < options.fill;) {
    clients.run(slice_s);
    position = journal.head().position;
    err << fmt::format("\rbench journal: {} of {} events", position, options.fill) << std::flush;
  }
  err << '\n';
}

Result<std::string> measure(const JournalBench& options, std::ostream& err) {
  const auto place = std::filesystem::path(options.directory);
  DiskOptions disk{.directory = (place / "journal-bench").string()};
  disk.chain = chain_hash_named(options.chain);
  auto store = open_disk_store(std::move(disk));
  if (!store) return tl::unexpected(store.error());
  auto raw = open_raw_rocksdb((place / "journal-bench-raw").string());
  if (!raw) return tl::unexpected(raw.error());
  // What is filled has a partition of its own, in which every commit has its place.
  const auto filled = (*store)->open(PartitionId("filled"));
  const auto own = (*store)->open(PartitionId("bench"));
  if (!filled || !own) return tl::unexpected(filled ? own.error() : filled.error());
  if (options.fill > (*filled)->head().position) fill(**filled, options, err);
  const auto events = (*filled)->head().position + (*own)->head().position;
  Clients clients(options.scattered ? **filled : **own, options.clients,
                  options.scattered ? options.streams : 0);
  Measured measured;
  do {
    const auto before = (*store)->figures();
    const auto begin = Steady::now();
    clients.run(slice_s);
    measured.seconds += std::chrono::duration<double>(Steady::now() - begin).count();
    measured.raw.push_back((*raw)->per_s(since(before, (*store)->figures()), slice_s));
  } while (measured.seconds + slice_s * static_cast<double>(measured.raw.size()) < options.seconds);
  (*store)->close();
  const auto figures = (*store)->figures();
  const auto per_s = static_cast<double>(clients.answered()) / measured.seconds;
  double raw_mean = 0;
  for (const auto one : measured.raw) raw_mean += one / static_cast<double>(measured.raw.size());
  return fmt::format(
      R"({{"bench":"journal","per_s":{:.0f},"p50_ms":{:.3f},"p99_ms":{:.3f},"clients":{},)"
      R"("sync":true,"raw_per_s":{:.0f},"ratio":{:.2f},"batch":{:.1f},"bytes_per_event":{:.0f},)"
      R"("events_before":{}}})",
      per_s, clients.latency_ms(0.5), clients.latency_ms(0.99), options.clients, raw_mean,
      per_s / raw_mean,
      static_cast<double>(figures.commits) /
          static_cast<double>(std::max<std::uint64_t>(figures.groups, 1)),
      static_cast<double>(figures.bytes) /
          static_cast<double>(std::max<std::uint64_t>(figures.events, 1)),
      events);
}

}  // namespace

int bench_journal(const JournalBench& options, std::ostream& out, std::ostream& err) {
  if (options.clients < 1 || options.clients > 100'000 || !(options.seconds > 0)) {
    err << "bench journal: --clients must be 1 to 100000 and --seconds more than 0\n";
    return 2;
  }
  std::error_code ignored;
  const std::filesystem::path place(options.directory);
  std::filesystem::create_directories(place, ignored);
  const auto measured = measure(options, err);
  if (options.fill == 0) std::filesystem::remove_all(place / "journal-bench", ignored);
  std::filesystem::remove_all(place / "journal-bench-raw", ignored);
  if (!measured) {
    err << "bench journal: " << measured.error().what << '\n';
    return measured.error().code == FailureCode::invalid_input ? 2 : 1;
  }
  out << *measured << '\n';
  return 0;
}

}  // namespace atrium::persistence
