// A data directory of the first release, which knew no timers, epochs or marks: what this release
// makes of it. Always on a copy; its events and replies are tested in tests/golden.
#include "tests/persistence/journal_fixture.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>

using namespace atrium;
using namespace atrium::persistence;
using namespace atrium::persistence::test;

namespace {

struct Kept {
  Kept() {
    std::filesystem::copy("tests/golden/journal_1/stored", path,
                          std::filesystem::copy_options::recursive);
  }
  [[nodiscard]] std::unique_ptr<DiskStore> open(bool writable = true) const {
    auto store = open_disk_store({.directory = path, .writable = writable});
    must(store);
    return std::move(*store);
  }
  Folder folder;
  std::string path = folder.path() + "/stored";
};

constexpr Instant noon{Duration{1'795'222'800'000'000}};

}  // namespace

BOOST_AUTO_TEST_SUITE(a_directory_of_the_first_release)

BOOST_AUTO_TEST_CASE(is_looked_at_without_being_changed) {
  const Kept kept;
  const auto store = kept.open(false);
  const auto report = store->verify(hall);
  must(report);
  BOOST_TEST(report->ok, report->why);
  BOOST_TEST(report->events == 1078u);
  const auto journal = test::open(*store);
  BOOST_TEST(journal->timers({}, Instant::max(), 10)->empty());
  BOOST_TEST(journal->streams({}, 1000)->size() > 10u);
  BOOST_TEST(!std::filesystem::exists(kept.path + "/journal.mark.0"));
}

BOOST_AUTO_TEST_CASE(has_unknown_timers_until_somebody_sets_them) {
  const Kept kept;
  {
    const auto store = kept.open();
    const auto journal = test::open(*store);
    BOOST_TEST(!journal->timers_known());
    BOOST_TEST(journal->epochs().size() == 1u);
    journal->set_timer(lines, {{}, noon});
    journal->timers_are_known();
  }
  const auto store = kept.open();
  const auto journal = test::open(*store);
  BOOST_TEST(journal->timers_known());
  BOOST_TEST_REQUIRE(journal->timers({}, noon, 10)->size() == 1u);
  BOOST_TEST((journal->timers({}, noon, 10)->front() == Timer{noon, lines}));
}

BOOST_AUTO_TEST_CASE(is_chained_by_sha256_and_takes_new_epochs) {
  const Kept kept;
  BOOST_TEST(!open_disk_store({.directory = kept.path, .chain = ChainHash::sm3}).has_value());
  const auto store = kept.open();
  BOOST_TEST((store->chain() == ChainHash::sha256));
  must(store->raise_epoch(hall));
  const auto journal = test::open(*store);
  BOOST_TEST(journal->head().epoch == 2u);
  BOOST_TEST(append(*journal, commit({"window", "new"}, 0, {"a"})) == 1079u);
  BOOST_TEST(store->verify(hall)->ok);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(chains_by_sm3, *boost::unit_test::description("[SC-05]"))

BOOST_AUTO_TEST_CASE(are_kept_for_the_life_of_a_directory) {
  const Folder folder;
  Hash head{};
  {
    const auto store = open_disk_store({.directory = folder.path(), .chain = ChainHash::sm3});
    must(store);
    const auto journal = test::open(**store);
    append(*journal, commit(lines, 0, {"a", "b"}, "command-1", "{}"));
    head = journal->head().hash;
  }
  const auto store = open_disk_store({.directory = folder.path()});
  must(store);
  BOOST_TEST(((*store)->chain() == ChainHash::sm3));
  BOOST_TEST((*store)->verify(hall)->ok);
  BOOST_TEST(((*store)->verify(hall)->head == head));
  const auto events = all(*test::open(**store));
  BOOST_TEST((events[0].previous == chain_start(hall, ChainHash::sm3)));
  BOOST_TEST((events[0].previous != chain_start(hall)));
  const auto memory = make_memory_store(make_memory_disk({.chain = ChainHash::sm3}));
  must(memory->admit(hall, events));
  BOOST_TEST(!make_memory_store()->admit(hall, events).has_value());
}

// The example of GB/T 32905, appendix A.1.
BOOST_AUTO_TEST_CASE(hash_as_the_standard_says) {
  BOOST_TEST(to_hex(hash_of(ChainHash::sm3, "abc")) ==
             "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
}

BOOST_AUTO_TEST_SUITE_END()
