// What a look at timers or streams costs on disk: it seeks to what it wants, and neither walks over
// what has ended nor over events. Counted by RocksDB itself.
#include "tests/persistence/journal_fixture.hpp"

#include <boost/test/unit_test.hpp>

#include <rocksdb/perf_context.h>
#include <rocksdb/perf_level.h>

using namespace atrium;
using namespace atrium::persistence;
using namespace atrium::persistence::test;

namespace {

constexpr int many = 3000;
constexpr Instant nine{Duration{1'795'222'800'000'000}};

Instant due(int timer) { return nine + std::chrono::seconds(timer); }
StreamId stream(int timer) { return {"evaluation", std::to_string(timer)}; }

// Rows, living and ended, that RocksDB stepped over.
std::uint64_t walked(const std::function<void()>& look) {
  rocksdb::SetPerfLevel(rocksdb::PerfLevel::kEnableCount);
  rocksdb::get_perf_context()->Reset();
  look();
  const auto* counted = rocksdb::get_perf_context();
  const auto rows = counted->internal_key_skipped_count + counted->internal_delete_skipped_count;
  rocksdb::SetPerfLevel(rocksdb::PerfLevel::kDisable);
  return rows;
}

void look(const Journal& journal, std::size_t expected) {
  const auto found = journal.timers({}, Instant::max(), 10);
  must(found);
  BOOST_TEST(found->size() == expected);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(seeking)

BOOST_AUTO_TEST_CASE(timers_that_have_ended_are_walked_over_once_and_not_after_a_restart) {
  const Folder folder;
  {
    const auto store = open_disk_store({.directory = folder.path()});
    must(store);
    const auto journal = test::open(**store);
    for (int i = 0; i < many; ++i) journal->set_timer(stream(i), {{}, due(i)});
    for (int i = 0; i < many - 2; ++i) journal->set_timer(stream(i), {due(i), {}});
    auto late = commit(lines, 0, {"x"});
    late.at = due(many);
    append(*journal, std::move(late));
    BOOST_TEST(walked([&] { look(*journal, 2); }) > many);
    BOOST_TEST(walked([&] { look(*journal, 2); }) < 50u);
  }
  const auto store = open_disk_store({.directory = folder.path()});
  must(store);
  const auto journal = test::open(**store);
  BOOST_TEST(walked([&] { look(*journal, 2); }) < 50u);
  journal->set_timer(stream(0), {{}, nine});
  append(*journal, commit(window_3, 0, {"x"}));
  look(*journal, 3);
}

BOOST_AUTO_TEST_CASE(streams_are_listed_without_reading_their_events) {
  const Folder folder;
  const auto store = open_disk_store({.directory = folder.path()});
  must(store);
  const auto journal = test::open(**store);
  for (int i = 0; i < 3; ++i) {
    std::vector<std::string> payloads(many, "x");
    append(*journal, commit(stream(i), 0, payloads));
  }
  const auto rows = walked([&] { BOOST_TEST(journal->streams({}, 10)->size() == 3u); });
  BOOST_TEST(rows < 100u);
}

BOOST_AUTO_TEST_SUITE_END()
