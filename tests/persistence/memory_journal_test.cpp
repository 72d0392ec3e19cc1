// What only the memory journal can do: hold commits back, and lose them.
#include "persistence/journal/memory_journal.hpp"
#include "runtime/core/assert.hpp"
#include "tests/persistence/journal_fixture.hpp"

#include <boost/test/unit_test.hpp>

using namespace atrium;
using namespace atrium::persistence;
using namespace atrium::persistence::test;

namespace {

void append_held(MemoryStore& store, Journal& journal, Commit what) {
  journal.append(std::move(what), {});
  store.flush();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(memory_journal)

BOOST_AUTO_TEST_CASE(a_held_commit_is_neither_seen_nor_told_before_the_flush) {
  const auto store = make_memory_store(make_memory_disk(), MemoryCommits::held);
  const auto journal = test::open(*store);
  const auto heard = std::make_shared<Heard>();
  journal->append(commit(lines, 0, {"a"}, "command-1"), heard);
  journal->append(commit(lines, 1, {"b"}), heard);
  BOOST_TEST(heard->told().empty());
  BOOST_TEST(store->held() == 2u);
  BOOST_TEST(journal->head().position == 0u);
  BOOST_TEST(!journal->find_reply({"command-1"})->has_value());
  store->flush();
  BOOST_TEST_REQUIRE(heard->told().size() == 2u);
  BOOST_TEST(heard->told()[0].position == 1u);
  BOOST_TEST(heard->told()[1].position == 2u);
}

BOOST_AUTO_TEST_CASE(a_lost_commit_is_gone_from_the_disk) {
  const auto disk = make_memory_disk();
  auto store = make_memory_store(disk, MemoryCommits::held);
  auto journal = test::open(*store);
  journal->append(commit(lines, 0, {"a"}), {});
  store->flush();
  journal->append(commit(lines, 1, {"b"}), {});
  store->lose();
  store = make_memory_store(disk);
  journal = test::open(*store);
  BOOST_TEST(journal->head().position == 1u);
  append(*journal, commit(lines, 1, {"c"}));
}

BOOST_AUTO_TEST_CASE(a_part_of_what_is_held_can_be_flushed) {
  const auto store = make_memory_store(make_memory_disk(), MemoryCommits::held);
  const auto journal = test::open(*store);
  const auto heard = std::make_shared<Heard>();
  for (Version i = 0; i < 5; ++i) journal->append(commit(lines, i, {"x"}), heard);
  store->flush(2);
  BOOST_TEST(journal->head().position == 2u);
  BOOST_TEST(heard->told().size() == 2u);
  BOOST_TEST(store->held() == 3u);
  store->flush();
  BOOST_TEST(heard->told().size() == 5u);
}

BOOST_AUTO_TEST_CASE(a_power_cut_keeps_a_prefix_and_tells_nobody) {
  const auto disk = make_memory_disk();
  auto store = make_memory_store(disk, MemoryCommits::held);
  auto journal = test::open(*store);
  const auto heard = std::make_shared<Heard>();
  for (Version i = 0; i < 5; ++i) journal->append(commit(lines, 2 * i, {"x", "y"}), heard);
  store->lose(3);
  BOOST_TEST(heard->told().empty());
  journal->append(commit(lines, 99, {"into the void"}), heard);
  store->close();
  store = make_memory_store(disk);
  journal = test::open(*store);
  BOOST_TEST(journal->head().position == 6u);
  BOOST_TEST(replayed(*journal, lines).size() == 6u);
  append(*journal, commit(lines, 6, {"goes on"}));
}

BOOST_AUTO_TEST_CASE(cursors_snapshots_and_timers_of_late_are_lost_with_the_power) {
  const auto disk = make_memory_disk();
  auto store = make_memory_store(disk, MemoryCommits::held);
  auto journal = test::open(*store);
  append_held(*store, *journal, commit(lines, 0, {"x"}));
  journal->move_cursor("screens", 1);
  journal->put_snapshot({lines, 1, 1, 1, Instant{}, "one"});
  journal->set_timer(lines, {{}, Instant{Duration{5}}});
  store->flush(1);
  journal->move_cursor("screens", 2);
  journal->put_snapshot({lines, 2, 2, 1, Instant{}, "two"});
  journal->set_timer(lines, {Instant{Duration{5}}, Instant{Duration{6}}});
  BOOST_TEST(*journal->cursor("screens") == 2u);
  BOOST_TEST(journal->snapshots(lines)->size() == 2u);
  store->lose();
  store = make_memory_store(disk);
  journal = test::open(*store);
  BOOST_TEST(*journal->cursor("screens") == 1u);
  BOOST_TEST_REQUIRE(journal->snapshots(lines)->size() == 1u);
  BOOST_TEST(journal->snapshots(lines)->front().state == "one");
  BOOST_TEST((journal->timers({}, Instant::max(), 9)->front().due == Instant{Duration{5}}));
}

BOOST_AUTO_TEST_CASE(where_a_follower_begins_outlives_the_power) {
  const auto disk = make_memory_disk();
  auto store = make_memory_store(disk, MemoryCommits::held);
  auto journal = test::open(*store);
  append_held(*store, *journal, commit(lines, 0, {"x"}));
  BOOST_REQUIRE(journal->keep_followers("policy/", {"policy/a"}).has_value());
  append_held(*store, *journal, commit(lines, 1, {"y"}));
  journal->move_cursor("policy/a", 2);
  store->lose();
  store = make_memory_store(disk);
  journal = test::open(*store);
  BOOST_REQUIRE(journal->keep_followers("policy/", {"policy/a"}).has_value());
  BOOST_TEST(*journal->cursor("policy/a") == 1u);
}

BOOST_AUTO_TEST_CASE(a_damaged_snapshot_is_left_out_and_the_older_one_serves) {
  const auto disk = make_memory_disk();
  const auto store = make_memory_store(disk);
  const auto journal = test::open(*store);
  journal->put_snapshot({lines, 1, 1, 1, Instant{}, "older"});
  journal->put_snapshot({lines, 2, 2, 1, Instant{}, "newer"});
  BOOST_TEST(damage_snapshot(*disk, hall, lines));
  BOOST_TEST_REQUIRE(journal->snapshots(lines)->size() == 1u);
  BOOST_TEST(journal->snapshots(lines)->front().state == "older");
  BOOST_TEST(!damage_snapshot(*disk, hall, window_3));
}

// The events are the same, wherever they are kept.
BOOST_AUTO_TEST_CASE(a_log_spilled_to_files_reads_like_one_in_memory) {
  const Folder folder;
  const auto kept = make_memory_store();
  const auto spilled = make_memory_store(make_memory_disk({.spill_directory = folder.path()}));
  const auto one = test::open(*kept), other = test::open(*spilled);
  for (Version i = 0; i < 3000; ++i) {
    for (auto* journal : {one.get(), other.get()}) {
      append(*journal, commit(i % 2 ? lines : window_3, i / 2, {std::string(i % 90, 'x')},
                              "command-" + std::to_string(i), "reply " + std::to_string(i)));
    }
  }
  BOOST_TEST(std::filesystem::is_empty(folder.path()));
  const auto here = all(*one), there = all(*other);
  BOOST_TEST_REQUIRE(here.size() == there.size());
  for (std::size_t i = 0; i < here.size(); ++i) BOOST_TEST(same(here[i], there[i]));
  BOOST_TEST(replayed(*other, lines, 700) == replayed(*one, lines, 700),
             boost::test_tools::per_element());
  BOOST_TEST((*other->find_reply({"command-7"}))->reply == "reply 7");
}

BOOST_AUTO_TEST_CASE(a_commit_out_of_its_streams_order_is_a_defect) {
  const auto store = make_memory_store();
  const auto journal = test::open(*store);
  append(*journal, commit(lines, 0, {"a"}));
  BOOST_CHECK_THROW(journal->append(commit(lines, 0, {"a"}), {}), Defect);
  BOOST_CHECK_THROW(journal->append(commit(lines, 2, {"a"}), {}), Defect);
}

BOOST_AUTO_TEST_SUITE_END()
