// What both journals do for the host beside events: durable timers, the list of streams, and the
// forgetting of command ids.
#include "tests/persistence/journal_fixture.hpp"

#include <boost/mpl/list.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace atrium;
using namespace atrium::persistence;
using namespace atrium::persistence::test;

using Storages = boost::mpl::list<MemoryStorage, DiskStorage>;

namespace {

constexpr Instant nine{Duration{1'795'222'800'000'000}};
constexpr Instant at(int minutes) { return nine + std::chrono::minutes(minutes); }

const StreamId window_4{"window", "4"};
const StreamId window_10{"window", "10"};

Commit timed(const StreamId& stream, Version after, std::optional<Instant> from,
             std::optional<Instant> to) {
  auto what = commit(stream, after, {"x"});
  what.timer = TimerMove{from, to};
  return what;
}

std::vector<Timer> due(const Journal& journal, Instant until,
                       const std::optional<Timer>& after = {}, std::size_t limit = 100) {
  auto found = journal.timers(after, until, limit);
  must(found);
  return std::move(*found);
}

void is(const std::vector<Timer>& found, const std::vector<Timer>& expected) {
  BOOST_TEST_REQUIRE(found.size() == expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) BOOST_TEST((found[i] == expected[i]));
}

// Everything before is durable when this is.
void settle(Journal& journal) {
  static Version version = 0;
  append(journal, commit({"settling", std::to_string(++version)}, 0, {"x"}));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(timers)

BOOST_AUTO_TEST_CASE_TEMPLATE(timers_are_found_in_the_order_in_which_they_are_due, S, Storages) {
  S storage;
  auto store = storage.open();
  auto journal = test::open(*store);
  append(*journal, timed(window_4, 0, {}, at(20)));
  append(*journal, timed(window_10, 0, {}, at(10)));
  append(*journal, timed(window_3, 0, {}, at(20)));
  append(*journal, timed(lines, 0, {}, at(30)));
  const auto check = [&] {
    is(due(*journal, at(9)), {});
    is(due(*journal, at(20)), {{at(10), window_10}, {at(20), window_3}, {at(20), window_4}});
    is(due(*journal, at(30), Timer{at(20), window_3}), {{at(20), window_4}, {at(30), lines}});
    is(due(*journal, Instant::max(), {}, 2), {{at(10), window_10}, {at(20), window_3}});
    is(due(*test::open(*store, other_hall), Instant::max()), {});
  };
  check();
  store->close();
  store = storage.open();
  journal = test::open(*store);
  check();
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_timer_moves_with_the_commit_that_moves_it, S, Storages) {
  S storage;
  auto store = storage.open();
  auto journal = test::open(*store);
  append(*journal, timed(lines, 0, {}, at(10)));
  append(*journal, timed(lines, 1, at(10), at(30)));
  is(due(*journal, Instant::max()), {{at(30), lines}});
  append(*journal, commit(lines, 2, {"without a word on timers"}));
  is(due(*journal, Instant::max()), {{at(30), lines}});
  append(*journal, timed(lines, 3, at(30), {}));
  store->close();
  store = storage.open();
  is(due(*test::open(*store), Instant::max()), {});
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_timer_set_before_all_others_is_found_after_they_were_looked_at, S,
                              Storages) {
  S storage;
  auto store = storage.open();
  auto journal = test::open(*store);
  append(*journal, timed(lines, 0, {}, at(600)));
  for (int i = 0; i < 3; ++i) is(due(*journal, at(500)), {});
  append(*journal, timed(window_3, 0, {}, at(-600)));
  append(*journal, timed(window_4, 0, {}, at(5)));
  is(due(*journal, at(500)), {{at(-600), window_3}, {at(5), window_4}});
  append(*journal, timed(window_3, 1, at(-600), {}));
  is(due(*journal, at(500)), {{at(5), window_4}});
  store->close();
  store = storage.open();
  journal = test::open(*store);
  is(due(*journal, at(500)), {{at(5), window_4}});
  append(*journal, timed(window_3, 2, {}, at(-700)));
  store->close();
  store = storage.open();
  is(due(*test::open(*store), at(500)), {{at(-700), window_3}, {at(5), window_4}});
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_timer_can_be_mended_outside_of_a_commit, S, Storages) {
  S storage;
  auto store = storage.open();
  auto journal = test::open(*store);
  append(*journal, timed(lines, 0, {}, at(10)));
  journal->set_timer(lines, {at(10), at(20)});
  journal->set_timer(window_3, {{}, at(15)});
  settle(*journal);
  is(due(*journal, Instant::max()), {{at(15), window_3}, {at(20), lines}});
  journal->append(timed(lines, 1, at(20), at(40)), {});
  journal->set_timer(lines, {at(40), at(50)});
  store->close();
  store = storage.open();
  is(due(*test::open(*store), Instant::max()), {{at(15), window_3}, {at(50), lines}});
}

BOOST_AUTO_TEST_CASE_TEMPLATE(timers_of_a_new_partition_are_known_and_of_a_restored_one_once_said,
                              S, Storages) {
  S storage;
  auto store = storage.open();
  const auto journal = test::open(*store);
  BOOST_TEST(journal->timers_known());
  append(*journal, commit(lines, 0, {"a"}));
  must(store->admit(other_hall, {}));
  MemoryStorage elsewhere;
  const auto source = elsewhere.open();
  append(*test::open(*source, other_hall), commit(lines, 0, {"a"}));
  must(store->admit(other_hall, all(*test::open(*source, other_hall))));
  BOOST_TEST(!test::open(*store, other_hall)->timers_known());
  store->close();
  store = storage.open();
  BOOST_TEST(test::open(*store)->timers_known());
  BOOST_TEST(!test::open(*store, other_hall)->timers_known());
  test::open(*store, other_hall)->timers_are_known();
  BOOST_TEST(test::open(*store, other_hall)->timers_known());
  store->close();
  store = storage.open();
  BOOST_TEST(test::open(*store, other_hall)->timers_known());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(streams)

BOOST_AUTO_TEST_CASE_TEMPLATE(every_stream_is_listed_once_short_names_first, S, Storages) {
  S storage;
  const auto store = storage.open();
  const auto journal = test::open(*store);
  BOOST_TEST(journal->streams({}, 10)->empty());
  for (Version i = 0; i < 40; ++i) append(*journal, commit(lines, i, {"x"}));
  append(*journal, commit(window_10, 0, {"x", "y"}));
  append(*journal, commit(window_4, 0, {"x"}));
  append(*test::open(*store, other_hall), commit({"window", "9"}, 0, {"x"}));
  const auto everything = journal->streams({}, 10);
  must(everything);
  const std::vector<StreamId> expected{window_4, window_10, lines};
  BOOST_TEST((*everything == expected));
  BOOST_TEST((*journal->streams({}, 2) == std::vector<StreamId>{window_4, window_10}));
  BOOST_TEST((*journal->streams(window_4, 10) == std::vector<StreamId>{window_10, lines}));
  BOOST_TEST((*journal->streams(StreamId{"window", "7"}, 1) == std::vector<StreamId>{window_10}));
  BOOST_TEST(journal->streams(lines, 10)->empty());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(forgetting)

// Ten commits, one second apart, with ids command-1 … command-10.
void ten_commands(Journal& journal) {
  for (Version i = 0; i < 10; ++i) {
    append(journal, commit(lines, i, {"x"}, "command-" + std::to_string(i + 1), "reply"));
  }
}

int remembered(const Journal& journal) {
  int count = 0;
  for (int i = 1; i <= 10; ++i)
    count += journal.find_reply({"command-" + std::to_string(i)})->has_value() ? 1 : 0;
  return count;
}

BOOST_AUTO_TEST_CASE_TEMPLATE(ids_that_are_old_enough_are_forgotten_also_across_a_restart, S,
                              Storages) {
  S storage;
  auto store = storage.open();
  auto journal = test::open(*store);
  ten_commands(*journal);
  BOOST_TEST(*journal->forget_replies(nine, 100) == 0u);
  BOOST_TEST(remembered(*journal) == 10);
  BOOST_TEST(*journal->forget_replies(nine + std::chrono::seconds(4), 100) == 4u);
  BOOST_TEST(remembered(*journal) == 6);
  BOOST_TEST(!journal->find_reply({"command-4"})->has_value());
  BOOST_TEST(all(*journal).size() == 10u);
  store->close();
  store = storage.open();
  journal = test::open(*store);
  BOOST_TEST(remembered(*journal) == 6);
  BOOST_TEST(*journal->forget_replies(nine + std::chrono::seconds(6), 100) == 2u);
  BOOST_TEST(remembered(*journal) == 4);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(no_id_is_forgotten_that_a_durable_cursor_has_not_passed, S,
                              Storages) {
  S storage;
  auto store = storage.open();
  auto journal = test::open(*store);
  ten_commands(*journal);
  journal->move_cursor("policies", 3);
  journal->move_cursor("screens", 8);
  store->close();
  store = storage.open();
  journal = test::open(*store);
  BOOST_TEST(*journal->forget_replies(Instant::max(), 100) == 3u);
  BOOST_TEST(remembered(*journal) == 7);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(forgetting_goes_on_where_its_limit_ended_it, S, Storages) {
  S storage;
  const auto store = storage.open();
  const auto journal = test::open(*store);
  ten_commands(*journal);
  BOOST_TEST(*journal->forget_replies(Instant::max(), 4) == 4u);
  BOOST_TEST(remembered(*journal) == 6);
  BOOST_TEST(*journal->forget_replies(Instant::max(), 4) == 4u);
  BOOST_TEST(*journal->forget_replies(Instant::max(), 4) == 2u);
  BOOST_TEST(remembered(*journal) == 0);
  BOOST_TEST(*journal->forget_replies(Instant::max(), 4) == 0u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_forgotten_id_used_again_is_remembered_anew, S, Storages) {
  S storage;
  const auto store = storage.open();
  const auto journal = test::open(*store);
  append(*journal, commit(lines, 0, {"a"}, "command-1", "first"));
  BOOST_TEST(*journal->forget_replies(Instant::max(), 100) == 1u);
  append(*journal, commit(lines, 1, {"b"}, "command-1", "second"));
  BOOST_TEST((*journal->find_reply({"command-1"}))->reply == "second");
}

BOOST_AUTO_TEST_SUITE_END()
