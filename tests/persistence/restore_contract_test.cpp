// The journal's back door for restore, run on both implementations: what comes in, what is refused,
// and what readers learn of it.
#include "tests/persistence/journal_fixture.hpp"

#include <boost/mpl/list.hpp>
#include <boost/test/unit_test.hpp>

using namespace atrium;
using namespace atrium::persistence;
using namespace atrium::persistence::test;

using Storages = boost::mpl::list<MemoryStorage, DiskStorage>;

namespace {

// Five events of two streams, one reply, as another store recorded them.
std::vector<Envelope> history() {
  MemoryStorage storage;
  const auto store = storage.open();
  const auto journal = test::open(*store);
  append(*journal, commit(lines, 0, {"a", "b"}, "command-1", "first"));
  append(*journal, commit(window_3, 0, {"c"}));
  append(*journal, commit(lines, 2, {"d", "e"}));
  return all(*journal);
}

void refuses(Restorable& store, std::vector<Envelope> events, const std::string& words) {
  const auto position = test::open(store)->head().position;
  const auto admitted = store.admit(hall, std::move(events));
  BOOST_REQUIRE(!admitted.has_value());
  BOOST_TEST(admitted.error().what.find(words) != std::string::npos, admitted.error().what);
  BOOST_TEST(test::open(store)->head().position == position);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(restoring, *boost::unit_test::description("[SC-02]"))

BOOST_AUTO_TEST_CASE_TEMPLATE(admitted_events_keep_their_bytes_replies_and_streams, S, Storages) {
  S storage;
  auto store = storage.open();
  const auto past = history();
  must(store->admit(hall, {past.begin(), past.begin() + 3}));
  must(store->admit(hall, {past.begin() + 3, past.end()}));
  store->close();
  store = storage.open();
  const auto journal = test::open(*store);
  const auto now = all(*journal);
  BOOST_TEST_REQUIRE(now.size() == past.size());
  for (std::size_t i = 0; i < now.size(); ++i) BOOST_TEST(same(now[i], past[i]));
  BOOST_TEST((*journal->find_reply({"command-1"}))->reply == "first");
  BOOST_TEST(replayed(*journal, lines).size() == 4u);
  BOOST_TEST(!journal->timers_known());
  BOOST_TEST(append(*journal, commit(window_3, 1, {"f"})) == 6u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_does_not_follow_is_not_admitted, S, Storages) {
  S storage;
  const auto store = storage.open();
  auto past = history();
  refuses(*store, {past.begin() + 2, past.end()}, "position 1 is next");
  refuses(*store, {past.begin(), past.begin() + 4}, "the rest of its commit is missing");
  auto changed = past;
  changed[1].payload = "B";
  refuses(*store, changed, "position 2: its bytes do not match its hash");
  changed = past;
  changed[2].previous[0] ^= 1;
  refuses(*store, changed, "position 3: it is not chained");
  changed = past;
  changed[3].version = 4;
  refuses(*store, changed, "is at version 2");
  changed = past;
  changed[0].epoch = 0;
  refuses(*store, changed, "epoch is older");
  must(store->admit(hall, past));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_new_epoch_begins_behind_the_head_and_cuts_cursors_back, S,
                              Storages) {
  S storage;
  auto store = storage.open();
  auto journal = test::open(*store);
  append(*journal, commit(lines, 0, {"a", "b"}));
  journal->move_cursor("screens", 9);
  journal->move_cursor("policies", 1);
  must(store->raise_epoch(hall));
  const auto check = [&] {
    BOOST_TEST(journal->head().epoch == 2u);
    BOOST_TEST_REQUIRE(journal->epochs().size() == 2u);
    BOOST_TEST(journal->epochs()[0].epoch == 1u);
    BOOST_TEST(journal->epochs()[1].epoch == 2u);
    BOOST_TEST(journal->epochs()[1].after == 2u);
    BOOST_TEST(*journal->cursor("screens") == 2u);
    BOOST_TEST(*journal->cursor("policies") == 1u);
  };
  check();
  store->close();
  store = storage.open();
  journal = test::open(*store);
  check();
  append(*journal, commit(lines, 2, {"c"}));
  BOOST_TEST(all(*journal)[1].epoch == 1u);
  BOOST_TEST(all(*journal)[2].epoch == 2u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(epochs_of_admitted_events_are_found_in_them, S, Storages) {
  DiskStorage source;
  const auto from = source.open();
  append(*test::open(*from), commit(lines, 0, {"a", "b"}));
  must(from->raise_epoch(hall));
  append(*test::open(*from), commit(lines, 2, {"c"}));
  S storage;
  auto store = storage.open();
  must(store->admit(hall, all(*test::open(*from))));
  must(store->raise_epoch(hall));
  store->close();
  store = storage.open();
  const auto starts = test::open(*store)->epochs();
  BOOST_TEST_REQUIRE(starts.size() == 3u);
  BOOST_TEST(starts[1].after == 2u);
  BOOST_TEST(starts[2].epoch == 3u);
  BOOST_TEST(starts[2].after == 3u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_forgotten_partition_is_restored_under_an_epoch_never_used, S,
                              Storages) {
  S storage;
  auto store = storage.open();
  const auto past = history();
  {
    const auto journal = test::open(*store);
    must(store->admit(hall, past));
    must(store->raise_epoch(hall));
    append(*journal, commit(window_3, 1, {"to be forgotten"}, "command-2", "gone"));
    journal->put_snapshot({lines, 4, 5, 1, Instant{}, "state"});
    journal->move_cursor("screens", 6);
    BOOST_TEST((store->forget_partition(hall).error().code == FailureCode::in_use));
  }
  store->close();
  store = storage.open();
  must(store->forget_partition(hall));
  must(store->admit(hall, {past.begin(), past.begin() + 3}));
  must(store->raise_epoch(hall));
  const auto journal = test::open(*store);
  BOOST_TEST(journal->head().position == 3u);
  BOOST_TEST(journal->head().epoch > 2u);
  BOOST_TEST(*journal->cursor("screens") == 3u);
  BOOST_TEST(!journal->find_reply({"command-2"})->has_value());
  BOOST_TEST(journal->snapshots(lines)->empty());
  BOOST_TEST(append(*journal, commit(lines, 2, {"another d"})) == 4u);
}

BOOST_AUTO_TEST_SUITE_END()
