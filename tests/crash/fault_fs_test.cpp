// Faults of the disk in the middle of work, seed by seed: whatever fails, what was acknowledged is
// there afterwards. The same oracle must find the loss in a store that acknowledges before it
// syncs.
#include "tests/crash/oracle.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <random>

using namespace atrium;
using namespace atrium::persistence;
using namespace atrium::persistence::test;

namespace {

// Works on one directory, fails on purpose, starts again; several times over.
class Fate {
 public:
  explicit Fate(std::uint64_t seed) : random_(seed) {}

  void live(int lives) {
    for (int life = 0; life < lives; ++life) {
      {
        const auto store = oracle_->open(disk_, folder_.path());
        const auto journal = test::open(*store);
        oracle_->check(*journal);
        if (life == 0) begin(*journal);
        work(*journal, pick(60));
        fail(*journal);
        disk_.cut_power();
        store->close();
      }
      disk_.forget_unsynced({.seed = random_(),
                             .torn_max = pick(20'000),
                             .garbled = pick(1) == 1,
                             .entries = pick(2) == 1});
    }
    const auto store = oracle_->open(disk_, folder_.path());
    oracle_->check(*test::open(*store));
    const auto report = store->verify(hall);
    must(report);
    BOOST_TEST(report->ok, report->why);
  }

 private:
  std::uint64_t pick(std::uint64_t most) { return random_() % (most + 1); }

  // From the first mark on, a record that is there in part is told from damage.
  void begin(Journal& journal) {
    oracle_->attempt(journal);
    await_mark(folder_.path(), 1);
  }

  void work(Journal& journal, std::uint64_t commits) {
    for (std::uint64_t i = 0; i < commits; ++i) {
      oracle_->attempt(journal);
      if (pick(5) == 0) journal.move_cursor("screens", oracle_->acked());
      if (pick(9) == 0) oracle_->await(oracle_->attempted());
    }
  }

  void fail(Journal& journal) {
    switch (pick(3)) {
      case 0:
        return;  // The power alone.
      case 1:
        disk_.fail_log_sync(static_cast<int>(pick(5)));
        break;
      case 2:
        disk_.fill_up(pick(20'000));
        break;
      default:
        disk_.hold_log_syncs();
        return work_ahead(journal);
    }
    for (int i = 0; i < 60 && !oracle_->dead(); ++i) {
      oracle_->attempt(journal);
      if (pick(3) == 0) oracle_->await(oracle_->attempted());
    }
  }

  // Nothing is acknowledged while no sync comes back.
  void work_ahead(Journal& journal) {
    const auto acked = oracle_->acked();
    const auto before = oracle_->attempted();
    for (int i = 0; i < 20; ++i) oracle_->attempt(journal);
    BOOST_TEST(oracle_->acked() <= before);
    if (acked == before) BOOST_TEST(oracle_->acked() == acked);
  }

  std::mt19937_64 random_;
  Folder folder_;
  FaultDisk disk_;
  std::shared_ptr<Oracle> oracle_ = std::make_shared<Oracle>();
};

constexpr std::uint64_t everything = std::uint64_t{1} << 40;

std::string newest_log(const Folder& folder) {
  std::string newest;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path())) {
    if (entry.path().extension() == ".log") newest = std::max(newest, entry.path().string());
  }
  return newest;
}

// With one event durable, the fault sets in; what it does to the next ones is told.
struct Broken {
  explicit Broken(const std::function<void(FaultDisk&)>& fault) {
    {
      const auto store = oracle->open(disk, folder.path());
      const auto journal = test::open(*store);
      oracle->attempt(*journal);
      oracle->await(1);
      fault(disk);
      oracle->attempt(*journal);
      oracle->await(2);
      why = oracle->why();
      acked = oracle->acked();
      oracle->attempt(*journal);
      store->close();
      BOOST_TEST(journal->head().position == 1u);
    }
    disk.forget_unsynced();
    const auto store = oracle->open(disk, folder.path());
    oracle->check(*test::open(*store));
  }
  Folder folder;
  FaultDisk disk;
  std::shared_ptr<Oracle> oracle = std::make_shared<Oracle>();
  std::string why;
  Position acked = 0;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(disk_faults, *boost::unit_test::description("[SC-01]"))

BOOST_AUTO_TEST_CASE(no_acknowledged_event_is_lost_whatever_the_disk_does) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    BOOST_TEST_CONTEXT("seed " << seed) { Fate(seed).live(4); }
  }
}

BOOST_AUTO_TEST_CASE(a_last_record_that_is_there_in_part_is_cut_off_with_a_note) {
  const Folder folder;
  FaultDisk disk;
  const auto oracle = std::make_shared<Oracle>();
  std::uint64_t synced = 0;
  {
    const auto store = oracle->open(disk, folder.path());
    const auto journal = test::open(*store);
    oracle->attempt(*journal);
    await_mark(folder.path(), 1);
    synced = std::filesystem::file_size(newest_log(folder));
    disk.hold_log_syncs();
    oracle->attempt(*journal);
    disk.await_held_sync();
    disk.cut_power();
    store->close();
  }
  disk.forget_unsynced({.seed = 1, .torn_max = everything});
  flip_bit(newest_log(folder), synced, 0);  // One of its blocks reached the disk, another did not.
  const auto store = oracle->open(disk, folder.path());
  BOOST_TEST(store->notes().size() == 1U);
  oracle->check(*test::open(*store));
  BOOST_TEST(oracle->acked() == 1U);
}

BOOST_AUTO_TEST_CASE(a_store_that_acknowledges_before_it_syncs_is_found_out) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const Folder folder;
    FaultDisk disk;
    const auto oracle = std::make_shared<Oracle>();
    {
      const auto store = oracle->open(disk, folder.path(), false);
      const auto journal = test::open(*store);
      for (int i = 0; i < 100; ++i) oracle->attempt(*journal);
      oracle->await(100);
      disk.cut_power();
      store->close();
    }
    disk.forget_unsynced({.seed = seed});
    const auto reopened = oracle->try_open(disk, folder.path());
    const bool is_refused = !reopened && reopened.error().code == FailureCode::damaged;
    BOOST_TEST((is_refused || test::open(**reopened)->head().position < oracle->acked()));
  }
}

BOOST_AUTO_TEST_CASE(after_a_failed_sync_nothing_is_told_or_written_any_more) {
  const Broken broken([](FaultDisk& disk) { disk.fail_log_sync(0); });
  BOOST_TEST(broken.acked == 1u);
  BOOST_TEST(broken.why.find("the sync failed") != std::string::npos, broken.why);
}

BOOST_AUTO_TEST_CASE(a_full_disk_stops_the_house_and_loses_nothing) {
  const Broken broken([](FaultDisk& disk) { disk.fill_up(30); });
  BOOST_TEST(broken.acked == 1u);
  BOOST_TEST(broken.why.find("the disk is full") != std::string::npos, broken.why);
  BOOST_TEST(broken.why.find("start again") != std::string::npos, broken.why);
}

BOOST_AUTO_TEST_CASE(a_slow_sync_delays_acknowledgements_and_loses_none) {
  const Folder folder;
  FaultDisk disk;
  const auto oracle = std::make_shared<Oracle>();
  const auto store = oracle->open(disk, folder.path());
  const auto journal = test::open(*store);
  disk.hold_log_syncs();
  for (int i = 0; i < 50; ++i) oracle->attempt(*journal);
  BOOST_TEST(oracle->acked() == 0u);
  BOOST_TEST(journal->head().position == 0u);
  BOOST_TEST(!(*journal->find_reply({"command-1"})).has_value());
  disk.release_log_syncs();
  oracle->await(50);
  BOOST_TEST(!oracle->dead());
  oracle->check(*journal);
}

BOOST_AUTO_TEST_SUITE_END()
