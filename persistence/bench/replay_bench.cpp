// See replay_bench.hpp.
#include "persistence/bench/replay_bench.hpp"

#include "persistence/bench/recorded_hall.hpp"
#include "persistence/codec/entities/codecs.hpp"
#include "persistence/journal/memory_journal.hpp"
#include "persistence/rocksdb/store.hpp"
#include "persistence/vault/vault.hpp"

#include <fmt/format.h>

#include <chrono>
#include <functional>
#include <memory>
#include <ostream>
#include <unordered_map>

namespace atrium::persistence {
namespace {

using Steady = std::chrono::steady_clock;

constexpr std::size_t read_at_once = 1024;

// One entity as it is replayed.
class Folder {
 public:
  virtual ~Folder() = default;
  virtual Result<void> fold(const Envelope& event) = 0;
};

template <class E>
class FolderOf final : public Folder {
 public:
  explicit FolderOf(const Codec<E>& codec) : codec_(codec) {}
  Result<void> fold(const Envelope& stored) override {
    const auto event = codec_.decode(stored.event, stored.schema, stored.payload);
    if (!event) return tl::unexpected(event.error());
    evolve(state_, *event);
    return {};
  }

 private:
  const Codec<E>& codec_;
  typename E::State state_{};
};

class Replay {
 public:
  explicit Replay(Vault& vault) {
    add(make_waiting_room_codec(vault));
    add(make_hall_codec(vault));
    add(make_window_codec(vault));
    add(make_evaluation_codec(vault));
    add(make_ticket_machine_codec(vault));
    add(make_display_codec(vault));
    add(make_evaluator_codec(vault));
    add(make_speaker_codec(vault));
    add(make_appointment_book_codec(vault));
  }

  // From the first event to the last, or until the time is over.
  Result<void> pass(const Journal& journal, Steady::time_point end) {
    folders_.clear();
    for (Position position = 0; position < journal.head().position && Steady::now() < end;) {
      const auto begin = Steady::now();
      const auto events = journal.read(position, read_at_once);
      if (!events) return tl::unexpected(events.error());
      const auto read = Steady::now();
      for (const auto& event : *events) {
        if (auto done = folder_of(event.stream).fold(event); !done) return done;
        bytes_ += event.payload.size();
      }
      raw_ += read - begin;
      folding_ += Steady::now() - read;
      position += events->size();
      events_ += events->size();
    }
    return {};
  }

  [[nodiscard]] std::string line() const {
    const auto per_s = [this](Steady::duration took) {
      return static_cast<double>(events_) / std::chrono::duration<double>(took).count();
    };
    return fmt::format(R"({{"bench":"replay","per_s":{:.0f},"raw_per_s":{:.0f},)"
                       R"("whole_per_s":{:.0f},"events":{},"bytes_per_event":{:.0f}}})",
                       per_s(folding_), per_s(raw_), per_s(raw_ + folding_), events_,
                       static_cast<double>(bytes_) / static_cast<double>(events_));
  }
  [[nodiscard]] std::uint64_t events() const { return events_; }

 private:
  template <class E>
  void add(std::unique_ptr<Codec<E>> codec) {
    makers_.emplace(E::kind, [kept = std::shared_ptr<const Codec<E>>(std::move(codec))] {
      return std::make_unique<FolderOf<E>>(*kept);
    });
  }

  Folder& folder_of(const StreamId& stream) {
    auto& folder = folders_[stream];
    if (!folder) folder = makers_.at(stream.kind)();
    return *folder;
  }

  std::unordered_map<std::string, std::function<std::unique_ptr<Folder>()>> makers_;
  std::unordered_map<StreamId, std::unique_ptr<Folder>> folders_;
  Steady::duration raw_{}, folding_{};
  std::uint64_t events_ = 0, bytes_ = 0;
};

Result<std::string> measure(Store& store, Vault& vault, double seconds) {
  Replay replay(vault);
  const auto end = Steady::now() + std::chrono::duration_cast<Steady::duration>(
                                       std::chrono::duration<double>(seconds));
  while (Steady::now() < end) {
    const auto before = replay.events();
    for (const auto& partition : store.partitions()) {
      const auto journal = store.open(partition);
      if (!journal) return tl::unexpected(journal.error());
      if (const auto done = replay.pass(**journal, end); !done) return tl::unexpected(done.error());
    }
    if (replay.events() == before) break;
  }
  if (replay.events() == 0)
    return fail(FailureCode::invalid_input, "there are no events to replay");
  return replay.line();
}

Result<std::string> measure_in_memory(const ReplayBench& options) {
  const auto vault = make_memory_vault();
  const auto store = make_memory_store();
  const auto journal = store->open(PartitionId("bench"));
  if (!journal) return tl::unexpected(journal.error());
  record_visits(**journal, *vault, options.visits);
  return measure(*store, *vault, options.seconds);
}

// Without the keys of people: their values come out as erased.
Result<std::string> measure_directory(const ReplayBench& options) {
  const auto store = open_disk_store({.directory = options.directory, .writable = false});
  if (!store) return tl::unexpected(store.error());
  const auto vault = make_memory_vault();
  return measure(**store, *vault, options.seconds);
}

}  // namespace

int bench_replay(const ReplayBench& options, std::ostream& out, std::ostream& err) {
  const auto line =
      options.directory.empty() ? measure_in_memory(options) : measure_directory(options);
  if (!line) {
    err << "bench replay: " << line.error().what << '\n';
    return line.error().code == FailureCode::invalid_input ? 2 : 1;
  }
  out << *line << '\n';
  return 0;
}

}  // namespace atrium::persistence
