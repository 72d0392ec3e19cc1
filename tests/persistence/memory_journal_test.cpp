// What only the memory journal can do: hold commits back, and lose them.
#include "persistence/journal/memory_journal.hpp"
#include "runtime/core/assert.hpp"
#include "tests/persistence/journal_fixture.hpp"

#include <boost/test/unit_test.hpp>

using namespace atrium;
using namespace atrium::persistence;
using namespace atrium::persistence::test;

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

BOOST_AUTO_TEST_CASE(a_commit_out_of_its_streams_order_is_a_defect) {
  const auto store = make_memory_store();
  const auto journal = test::open(*store);
  append(*journal, commit(lines, 0, {"a"}));
  BOOST_CHECK_THROW(journal->append(commit(lines, 0, {"a"}), {}), Defect);
  BOOST_CHECK_THROW(journal->append(commit(lines, 2, {"a"}), {}), Defect);
}

BOOST_AUTO_TEST_SUITE_END()
