// A runtime without entities: it notes what is asked and answers what the test says, at once, later
// or never. Its feeds are real ones over journals in memory.
#pragma once

#include "persistence/journal/memory_journal.hpp"
#include "runtime/host/runtime.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace atrium::testing {

class FakeRuntime final : public host::Runtime {
 public:
  using Behaviour = std::function<host::Outcome(const StreamId&)>;

  FakeRuntime() : store_(persistence::make_memory_store()) {
    add_hall("chengmai");
    add_hall("org");
  }

  void add_hall(const std::string& name) {
    auto journal = store_->open(PartitionId(name)).value();
    feeds_[name] = host::Feed::of(journal);
  }

  // Appends `count` events to a hall.
  void commit(const std::string& hall, int count) {
    for (int i = 0; i < count; ++i) {
      Commit commit;
      commit.stream = {"waiting_room", "main"};
      commit.after = versions_[hall]++;
      commit.at = Instant{Duration{1'000'000}};
      commit.command = {fmt::format("c{}", versions_[hall])};
      commit.events = {NewEvent{0, 1, "payload"}};
      feeds_[hall]->journal().append(std::move(commit), nullptr);
    }
  }

  void raise_epoch(const std::string& hall) {
    static_cast<void>(store_->raise_epoch(PartitionId(hall)));
  }

  [[nodiscard]] std::shared_ptr<host::Feed> feed(const PartitionId& partition) const override {
    const auto found = feeds_.find(partition.value);
    return found == feeds_.end() ? nullptr : found->second;
  }
  [[nodiscard]] std::vector<PartitionId> partitions() const override {
    return {PartitionId("chengmai"), PartitionId("org")};
  }
  [[nodiscard]] const Clock& clock() const override { return clock_; }
  [[nodiscard]] Result<EventReader::Text> event_text(const Envelope& envelope) const override {
    return EventReader::Text{"waiting_room.called",
                             fmt::format(R"({{"number":"A{:03}"}})", envelope.position)};
  }

  [[nodiscard]] std::vector<host::ActorReport> actors(std::size_t limit) const override {
    return {reports.begin(),
            reports.begin() +
                std::min<std::ptrdiff_t>(std::ssize(reports), static_cast<std::ptrdiff_t>(limit))};
  }
  [[nodiscard]] std::optional<host::ActorReport> actor(const PartitionId& partition,
                                                       const StreamId& stream) const override {
    for (const auto& report : reports) {
      if (report.partition == partition && report.stream == stream) return report;
    }
    return std::nullopt;
  }
  bool revive(const PartitionId& partition, const StreamId& stream) override {
    const auto report = actor(partition, stream);
    return report && report->state == "quarantined";
  }
  [[nodiscard]] std::vector<host::PartitionVitals> vitals() const override {
    return partition_vitals;
  }

  // By kind of entity; anything else answers an empty object at position 1.
  std::map<std::string, Behaviour> behaviours;
  std::vector<host::ActorReport> reports;
  std::vector<host::PartitionVitals> partition_vitals;
  std::atomic<bool> silent = false;  // Keeps every question unanswered until release().

  struct Asked {
    StreamId stream;
    std::shared_ptr<host::AnyAsk> ask;
  };
  std::vector<Asked> asked() {
    const std::scoped_lock lock(mutex_);
    return asked_;
  }
  void release() {
    const std::scoped_lock lock(mutex_);
    for (auto& one : asked_) one.ask->reply(answer(one.stream));
  }

 protected:
  void deliver(const PartitionId&, StreamId stream, std::shared_ptr<host::AnyAsk> ask) override {
    {
      const std::scoped_lock lock(mutex_);
      asked_.push_back({stream, ask});
    }
    if (!silent) ask->reply(answer(stream));
  }

 private:
  struct StillClock final : Clock {
    [[nodiscard]] Instant now() const override { return Instant{Duration{1}}; }
  };

  host::Outcome answer(const StreamId& stream) {
    const auto found = behaviours.find(stream.kind);
    return found == behaviours.end() ? host::Outcome(host::Accepted{1, false, "{}"})
                                     : found->second(stream);
  }

  std::unique_ptr<persistence::MemoryStore> store_;
  std::map<std::string, std::shared_ptr<host::Feed>> feeds_;
  std::map<std::string, Version> versions_;
  StillClock clock_;
  std::mutex mutex_;
  std::vector<Asked> asked_;
};

}  // namespace atrium::testing
