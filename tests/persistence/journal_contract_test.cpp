// The journal's contract, run on every implementation: whoever passes may carry a hall.
#include "persistence/journal/body.hpp"
#include "persistence/journal/chain.hpp"
#include "tests/persistence/journal_fixture.hpp"

#include <boost/mpl/list.hpp>
#include <boost/test/unit_test.hpp>

#include <thread>

using namespace atrium;
using namespace atrium::persistence;
using namespace atrium::persistence::test;

using Storages = boost::mpl::list<MemoryStorage, DiskStorage>;
using Texts = std::vector<std::string>;

BOOST_AUTO_TEST_SUITE(journal)

BOOST_AUTO_TEST_CASE_TEMPLATE(positions_are_dense_from_one_over_all_streams, S, Storages) {
  S storage;
  const auto store = storage.open();
  const auto journal = test::open(*store);
  BOOST_TEST(journal->head().position == 0u);
  append(*journal, commit(lines, 0, {"a", "b"}));
  append(*journal, commit(window_3, 0, {"c"}));
  append(*journal, commit(lines, 2, {"d"}));
  const auto events = all(*journal);
  BOOST_REQUIRE(events.size() == 4u);
  for (Position i = 0; i < 4; ++i) BOOST_TEST(events[i].position == i + 1);
  BOOST_TEST(journal->head().position == 4u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(versions_are_dense_within_a_stream, S, Storages) {
  S storage;
  const auto store = storage.open();
  const auto journal = test::open(*store);
  append(*journal, commit(lines, 0, {"a", "b"}));
  append(*journal, commit(window_3, 0, {"c"}));
  append(*journal, commit(lines, 2, {"d"}));
  const auto events = all(*journal);
  std::vector<Version> versions;
  for (const auto& event : events) versions.push_back(event.version);
  const std::vector<Version> expected{1, 2, 1, 3};
  BOOST_TEST(versions == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_commit_is_stored_with_all_that_surrounds_it, S, Storages) {
  S storage;
  const auto store = storage.open();
  const auto journal = test::open(*store);
  auto what = commit(lines, 0, {"a", std::string("\0b", 2)}, "command-1", R"({"number":"A001"})");
  what.cause = 7;
  append(*journal, std::move(what));
  const auto events = all(*journal);
  BOOST_REQUIRE(events.size() == 2u);
  BOOST_TEST(events[1].payload == std::string("\0b", 2));
  BOOST_TEST((events[1].stream == lines));
  BOOST_TEST((events[1].who == Who{WhoKind::staff, "clerk03"}));
  BOOST_TEST(events[1].command.text == "command-1");
  BOOST_TEST(events[1].fingerprint == 0xfeedfacecafebeef);
  BOOST_TEST(events[1].cause == 7u);
  BOOST_TEST(events[1].event == 1u);
  BOOST_TEST(events[1].epoch == 1u);
  BOOST_TEST(events[0].reply.empty());
  BOOST_TEST(!events[0].last);
  BOOST_TEST(events[1].reply == R"({"number":"A001"})");
  BOOST_TEST(events[1].last);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(the_feed_hears_every_event_before_an_appender_hears_of_its_commit, S,
                              Storages) {
  S storage;
  const auto store = storage.open();
  const auto journal = test::open(*store);
  const auto heard = std::make_shared<Heard>();
  journal->on_group([&](const Envelopes& group) { heard->hear(group); });
  for (Version i = 0; i < 50; ++i) {
    journal->append(commit(lines, i, {std::to_string(i)}), heard);
    if (i % 7 == 0) heard->await(i + 1);
    BOOST_TEST(heard->events_at_commit() >= heard->told().size());
  }
  heard->await(50);
  const auto events = heard->events();
  const auto stored = all(*journal);
  BOOST_REQUIRE(events.size() == stored.size());
  for (std::size_t i = 0; i < events.size(); ++i) BOOST_TEST(same(events[i], stored[i]));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_listener_hears_of_each_of_its_commits_in_order, S, Storages) {
  S storage;
  const auto store = storage.open();
  const auto journal = test::open(*store);
  const auto heard = std::make_shared<Heard>();
  for (Version i = 0; i < 200; ++i) journal->append(commit(lines, i, {"x"}), heard);
  heard->await(200);
  const auto told = heard->told();
  BOOST_TEST_REQUIRE(told.size() == 200u);
  for (std::size_t i = 0; i < told.size(); ++i) {
    BOOST_TEST(told[i].position == i + 1);
    BOOST_TEST(told[i].version == i + 1);
  }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_is_told_as_committed_can_be_read, S, Storages) {
  S storage;
  const auto store = storage.open();
  const auto journal = test::open(*store);
  class Reads final : public CommitListener {
   public:
    explicit Reads(const Journal& what) : journal(what) {}
    void committed(Position position, Version version) noexcept override {
      const auto found = journal.find_reply({"command-" + std::to_string(version)});
      const auto events = journal.read(position - 1, 1);
      right = right && journal.head().position >= position && found && *found && events &&
              events->size() == 1;
    }
    const Journal& journal;
    bool right = true;
  };
  const auto reads = std::make_shared<Reads>(*journal);
  for (Version i = 0; i < 20; ++i) {
    journal->append(commit(lines, i, {"x"}, "command-" + std::to_string(i + 1), "{}"), reads);
  }
  append(*journal, commit(window_3, 0, {"last"}));
  BOOST_TEST(reads->right);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_listener_may_append, S, Storages) {
  S storage;
  const auto store = storage.open();
  const auto journal = test::open(*store);
  const auto heard = std::make_shared<Heard>();
  journal->on_group([&](const Envelopes& group) {
    if (group->front().stream == lines) journal->append(commit(window_3, 0, {"follows"}), heard);
  });
  journal->append(commit(lines, 0, {"leads"}), {});
  heard->await(2);
  BOOST_TEST(all(*journal).back().payload == "follows");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_stream_is_replayed_in_order_from_any_version, S, Storages) {
  S storage;
  const auto store = storage.open();
  const auto journal = test::open(*store);
  append(*journal, commit(lines, 0, {"a", "b"}));
  for (Version i = 0; i < 40; ++i) append(*journal, commit(window_3, i, {"other"}));
  append(*journal, commit(lines, 2, {"c"}));
  const Texts everything{"a", "b", "c"}, rest{"c"}, nothing;
  BOOST_TEST(replayed(*journal, lines) == everything, boost::test_tools::per_element());
  BOOST_TEST(replayed(*journal, lines, 2) == rest, boost::test_tools::per_element());
  BOOST_TEST(replayed(*journal, lines, 3) == nothing, boost::test_tools::per_element());
  BOOST_TEST(replayed(*journal, {"window", "33"}) == nothing, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_replay_stops_when_it_is_told_to, S, Storages) {
  S storage;
  const auto store = storage.open();
  const auto journal = test::open(*store);
  append(*journal, commit(lines, 0, {"a", "b", "c"}));
  int seen = 0;
  BOOST_TEST(journal->replay(lines, 0, [&](const Envelope&) { return ++seen < 2; }).has_value());
  BOOST_TEST(seen == 2);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_read_is_limited_and_goes_on_where_it_ended, S, Storages) {
  S storage;
  const auto store = storage.open();
  const auto journal = test::open(*store);
  append(*journal, commit(lines, 0, {"a", "b", "c", "d"}));
  const auto some = journal->read(1, 2);
  BOOST_REQUIRE(some.has_value());
  BOOST_REQUIRE(some->size() == 2u);
  BOOST_TEST(some->front().payload == "b");
  BOOST_TEST(journal->read(4, 10)->empty());
  BOOST_TEST(journal->read(1'000'000, 10)->empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(the_first_reply_to_a_command_id_is_found_again, S, Storages) {
  S storage;
  const auto store = storage.open();
  const auto journal = test::open(*store);
  append(*journal, commit(lines, 0, {"a", "b"}, "command-1", "first"));
  append(*journal, commit(lines, 2, {"c"}, "command-2", "second"));
  const auto found = journal->find_reply({"command-1"});
  BOOST_REQUIRE((found.has_value() && found->has_value()));
  BOOST_TEST((*found)->reply == "first");
  BOOST_TEST((*found)->position == 2u);
  BOOST_TEST((*found)->fingerprint == 0xfeedfacecafebeef);
  BOOST_TEST(!journal->find_reply({"command-3"})->has_value());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_command_id_used_again_keeps_its_first_reply, S, Storages) {
  S storage;
  auto store = storage.open();
  auto journal = test::open(*store);
  append(*journal, commit(lines, 0, {"a"}, "command-1", "first"));
  append(*journal, commit(lines, 1, {"b"}, "command-1", "second"));
  BOOST_TEST((*journal->find_reply({"command-1"}))->reply == "first");
  store->close();
  store = storage.open();
  journal = test::open(*store);
  BOOST_TEST((*journal->find_reply({"command-1"}))->reply == "first");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(only_ids_of_clients_have_replies, S, Storages) {
  S storage;
  const auto store = storage.open();
  const auto journal = test::open(*store);
  append(*journal, commit(lines, 0, {"a"}, "~show_calls#256", "no"));
  append(*journal, commit(lines, 1, {"b"}, "", "no"));
  BOOST_TEST(!journal->find_reply({"~show_calls#256"})->has_value());
  BOOST_TEST(!journal->find_reply({""})->has_value());
}

Snapshot snapshot(Version version, std::string state) {
  return {lines, version, version, 1, Instant{Duration{42}}, std::move(state)};
}

BOOST_AUTO_TEST_CASE_TEMPLATE(two_snapshots_are_kept_newest_first_also_across_a_restart, S,
                              Storages) {
  S storage;
  auto store = storage.open();
  auto journal = test::open(*store);
  for (Version i = 0; i < 4; ++i) {
    append(*journal, commit(lines, i, {"x"}));
    journal->put_snapshot(snapshot(i + 1, "state " + std::to_string(i + 1)));
  }
  const auto check = [&] {
    const auto kept = journal->snapshots(lines);
    BOOST_REQUIRE(kept.has_value());
    BOOST_REQUIRE(kept->size() == 2u);
    BOOST_TEST(kept->at(0).version == 4u);
    BOOST_TEST(kept->at(0).position == 4u);
    BOOST_TEST(kept->at(0).state == "state 4");
    BOOST_TEST((kept->at(0).at == Instant{Duration{42}}));
    BOOST_TEST(kept->at(1).version == 3u);
    BOOST_TEST(journal->snapshots(window_3)->empty());
  };
  check();
  store->close();
  store = storage.open();
  journal = test::open(*store);
  check();
}

// Whoever reads them decides; a host skips what a later release wrote.
BOOST_AUTO_TEST_CASE_TEMPLATE(a_snapshot_of_any_schema_is_handed_out_as_it_is, S, Storages) {
  S storage;
  auto store = storage.open();
  append(*test::open(*store), commit(lines, 0, {"x"}));
  auto newer = snapshot(1, "of a later release");
  newer.schema = 999;
  test::open(*store)->put_snapshot(newer);
  store->close();
  store = storage.open();
  const auto kept = test::open(*store)->snapshots(lines);
  BOOST_TEST_REQUIRE(kept->size() == 1u);
  BOOST_TEST(kept->front().schema == 999u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_cursor_is_remembered_across_a_clean_stop, S, Storages) {
  S storage;
  auto store = storage.open();
  auto journal = test::open(*store);
  append(*journal, commit(lines, 0, {"a", "b"}));
  BOOST_TEST(*journal->cursor("screens") == 0u);
  journal->move_cursor("screens", 1);
  journal->move_cursor("screens", 2);
  BOOST_TEST(*journal->cursor("screens") == 2u);
  store->close();
  store = storage.open();
  BOOST_TEST(*test::open(*store)->cursor("screens") == 2u);
  BOOST_TEST(*test::open(*store, other_hall)->cursor("screens") == 0u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_new_follower_begins_at_the_head_and_one_left_out_is_forgotten, S,
                              Storages) {
  S storage;
  auto store = storage.open();
  auto journal = test::open(*store);
  const std::vector<std::string> first{"policy/a", "policy/b"};
  BOOST_REQUIRE(journal->keep_followers("policy/", first).has_value());
  append(*journal, commit(lines, 0, {"a", "b"}));
  journal->move_cursor("policy/b", 1);
  journal->move_cursor("screens", 1);
  BOOST_REQUIRE(journal->keep_followers("policy/", {"policy/a", "policy/c"}).has_value());
  for (int start = 0; start < 2; ++start) {
    BOOST_TEST(*journal->cursor("policy/a") == 0u);  // It began with the journal.
    BOOST_TEST(*journal->cursor("policy/b") == 0u);
    BOOST_TEST(*journal->cursor("policy/c") == 2u);
    BOOST_TEST(*journal->cursor("screens") == 1u);  // Of no family.
    store->close();
    store = storage.open();
    journal = test::open(*store);
  }
  append(*journal, commit(lines, 2, {"c"}));
  BOOST_REQUIRE(journal->keep_followers("policy/", first).has_value());
  BOOST_TEST(*journal->cursor("policy/a") == 0u);
  BOOST_TEST(*journal->cursor("policy/b") == 3u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_reopened_journal_is_the_same_and_goes_on, S, Storages) {
  S storage;
  auto store = storage.open();
  auto journal = test::open(*store);
  append(*journal, commit(lines, 0, {"a", "b"}, "command-1", "first"));
  append(*journal, commit(window_3, 0, {"c"}));
  const auto before = all(*journal);
  const auto head = journal->head();
  store->close();
  store = storage.open();
  journal = test::open(*store);
  const auto after = all(*journal);
  BOOST_REQUIRE(after.size() == before.size());
  for (std::size_t i = 0; i < after.size(); ++i) BOOST_TEST(same(before[i], after[i]));
  BOOST_TEST((journal->head().hash == head.hash));
  BOOST_TEST((journal->head().at == head.at));
  BOOST_TEST((*journal->find_reply({"command-1"}))->reply == "first");
  BOOST_TEST(append(*journal, commit(lines, 2, {"d"})) == 4u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(every_event_is_chained_to_the_one_before_it, S, Storages) {
  S storage;
  const auto store = storage.open();
  const auto journal = test::open(*store);
  append(*journal, commit(lines, 0, {"a", "b"}));
  append(*journal, commit(window_3, 0, {"c"}, "command-1", "reply"));
  auto previous = chain_start(hall);
  for (auto event : all(*journal)) {
    BOOST_TEST((event.previous == previous));
    const auto stored = event.hash;
    std::string row;
    append_row(row, event);
    BOOST_TEST((event.hash == stored));
    previous = stored;
  }
  BOOST_TEST((journal->head().hash == previous));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(two_partitions_know_nothing_of_each_other, S, Storages) {
  S storage;
  const auto store = storage.open();
  const auto one = test::open(*store), other = test::open(*store, other_hall);
  append(*one, commit(lines, 0, {"a", "b"}, "command-1", "here"));
  append(*other, commit(lines, 0, {"z"}));
  BOOST_TEST(one->head().position == 2u);
  BOOST_TEST(other->head().position == 1u);
  const Texts theirs{"z"};
  BOOST_TEST(replayed(*other, lines) == theirs, boost::test_tools::per_element());
  BOOST_TEST(!other->find_reply({"command-1"})->has_value());
  BOOST_TEST((all(*one)[0].previous != all(*other)[0].previous));
  const std::vector<PartitionId> both{hall, other_hall};
  BOOST_TEST((store->partitions() == both));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(many_threads_lose_nothing_and_double_nothing, S, Storages) {
  S storage;
  const auto store = storage.open();
  const auto one = test::open(*store), other = test::open(*store, other_hall);
  constexpr Version each = 200;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (Version i = 0; i < each; ++i) {
        const StreamId stream{"window", std::to_string(t)};
        (t % 2 ? *one : *other).append(commit(stream, i, {std::to_string(i)}), {});
      }
    });
  }
  for (auto& thread : threads) thread.join();
  append(*one, commit(lines, 0, {"end"}));
  append(*other, commit(lines, 0, {"end"}));
  BOOST_TEST(one->head().position == 2 * each + 1);
  BOOST_TEST(replayed(*one, {"window", "1"}).size() == each);
  BOOST_TEST(replayed(*other, {"window", "2"}).size() == each);
  BOOST_TEST(replayed(*other, {"window", "2"}).back() == std::to_string(each - 1));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(close_makes_durable_what_was_queued, S, Storages) {
  S storage;
  auto store = storage.open();
  auto journal = test::open(*store);
  for (Version i = 0; i < 100; ++i) journal->append(commit(lines, i, {"x"}), {});
  store->close();
  store = storage.open();
  BOOST_TEST(test::open(*store)->head().position == 100u);
}

BOOST_AUTO_TEST_SUITE_END()
