// A power cut in the middle of work: acknowledged ⊆ recovered ⊆ attempted, and recovered is a
// prefix of what was attempted. The same oracle must find the loss in a store that acknowledges
// before it syncs.
#include "tests/crash/fault_fs.hpp"
#include "persistence/rocksdb/store.hpp"
#include "tests/persistence/journal_fixture.hpp"

#include <boost/test/unit_test.hpp>

#include <fmt/format.h>
#include <condition_variable>
#include <random>
#include <thread>

using namespace atrium;
using namespace atrium::persistence;
using namespace atrium::persistence::test;

namespace {

// What was attempted, what was acknowledged, and whether the journal died in between.
class Oracle final : public CommitListener {
 public:
  void committed(Position position, Version) noexcept override {
    const std::lock_guard lock(mutex_);
    acked_ = position;
    changed_.notify_all();
  }
  void died() {
    const std::lock_guard lock(mutex_);
    dead_ = true;
    changed_.notify_all();
  }
  // Until that many are acknowledged, or the journal died.
  void await(Position count) {
    std::unique_lock lock(mutex_);
    BOOST_REQUIRE(changed_.wait_for(lock, std::chrono::seconds(30),
                                    [&] { return dead_ || acked_ >= count; }));
  }
  Position acked() const {
    const std::lock_guard lock(mutex_);
    return acked_;
  }

 private:
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  Position acked_ = 0;
  bool dead_ = false;
};

struct Outcome {
  Position acked = 0;
  Position recovered = 0;
  Position attempted = 0;
  bool prefix = true;
};

std::string payload(Position position) {
  return fmt::format("event {} {}", position, std::string(50, 'x'));
}

std::unique_ptr<DiskStore> open_on(const FaultDisk& disk, const Folder& folder, bool sync,
                                   Oracle& oracle) {
  DiskOptions options;
  options.directory = folder.path();
  options.sync = sync;
  options.env = disk.env();
  options.on_fatal = [&](const std::string&) { oracle.died(); };
  auto store = open_disk_store(options);
  must(store);
  return std::move(*store);
}

// Appends until `acks` are acknowledged, with more in flight; cuts the power; restarts; compares.
Outcome crash(bool sync, Position acks, Position in_flight, std::uint64_t torn) {
  const Folder folder;
  FaultDisk disk;
  const auto oracle = std::make_shared<Oracle>();
  Outcome outcome;
  {
    const auto store = open_on(disk, folder, sync, *oracle);
    const auto journal = test::open(*store);
    while (outcome.attempted < acks + in_flight) {
      journal->append(commit(lines, outcome.attempted, {payload(outcome.attempted + 1)}), oracle);
      ++outcome.attempted;
    }
    oracle->await(acks);
    disk.cut_power();
    outcome.acked = oracle->acked();
    store->close();
    outcome.acked = std::max(outcome.acked, oracle->acked());
  }
  disk.forget_unsynced(torn);
  const auto store = open_on(disk, folder, true, *oracle);
  const auto events = all(*test::open(*store));
  outcome.recovered = events.size();
  for (const auto& event : events) {
    outcome.prefix = outcome.prefix && event.payload == payload(event.position);
  }
  return outcome;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(power_cut)

BOOST_AUTO_TEST_CASE(no_acknowledged_event_is_lost_and_none_is_out_of_order) {
  std::mt19937 random(20261121);
  for (int round = 0; round < 30; ++round) {
    const auto outcome = crash(true, 1 + random() % 200, random() % 200, random() % 120);
    BOOST_TEST(outcome.acked <= outcome.recovered);
    BOOST_TEST(outcome.recovered <= outcome.attempted);
    BOOST_TEST(outcome.prefix);
  }
}

BOOST_AUTO_TEST_CASE(a_store_that_acknowledges_before_it_syncs_is_found_out) {
  int losses = 0;
  for (int round = 0; round < 5; ++round) {
    const auto outcome = crash(false, 100, 50, 0);
    if (outcome.acked > outcome.recovered) ++losses;
    BOOST_TEST(outcome.prefix);
  }
  BOOST_TEST(losses == 5);
}

BOOST_AUTO_TEST_CASE(after_a_failed_sync_nothing_is_told_or_written_any_more) {
  const Folder folder;
  FaultDisk disk;
  const auto oracle = std::make_shared<Oracle>();
  Position acked = 0;
  {
    const auto store = open_on(disk, folder, true, *oracle);
    const auto journal = test::open(*store);
    append(*journal, commit(lines, 0, {payload(1)}));
    disk.fail_sync(0);
    journal->append(commit(lines, 1, {payload(2)}), oracle);
    oracle->await(2);
    journal->append(commit(lines, 2, {payload(3)}), oracle);
    store->close();
    acked = oracle->acked();
    BOOST_TEST(journal->head().position == 1u);
  }
  BOOST_TEST(acked == 0u);
  disk.forget_unsynced();
  const auto store = open_on(disk, folder, true, *oracle);
  BOOST_TEST(test::open(*store)->head().position == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
