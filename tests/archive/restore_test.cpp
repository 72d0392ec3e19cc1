// What comes back from an archive, and what must not.
#include "persistence/archive/stored/manifest.hpp"
#include "persistence/vault/vault.hpp"
#include "tests/archive/archive_fixture.hpp"

#include <boost/test/unit_test.hpp>

using namespace atrium;
using namespace atrium::persistence;
using namespace atrium::persistence::test;

namespace {

bool says(const Failure& failure, const std::string& word) {
  return failure.what.find(word) != std::string::npos;
}

std::vector<Envelope> first(std::vector<Envelope> events, std::size_t count) {
  events.resize(std::min(events.size(), count));
  return events;
}

void same_history(const std::vector<Envelope>& one, const std::vector<Envelope>& other) {
  BOOST_TEST_REQUIRE(one.size() == other.size());
  for (std::size_t i = 0; i < one.size(); ++i) BOOST_TEST(same(one[i], other[i]), i);
}

struct Restored : Archived {
  std::unique_ptr<DiskStore> again;
  std::shared_ptr<Journal> take(const RestoreRequest& asked, const PartitionId& partition = hall) {
    (void)restored(asked);
    again = opened(asked.directory);
    return test::open(*again, partition);
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(restoring, *boost::unit_test::description("[SC-09][SC-10]"))

BOOST_FIXTURE_TEST_CASE(a_restored_directory_holds_the_same_history, Restored) {
  options.segment_bytes = 400;
  commits(5);
  commits(2, house);
  backup();
  commits(1);
  backup();
  const auto journal = take(request());
  same_history(all(*journal), all(*test::open(*store)));
  same_history(all(*test::open(*again, house)), all(*test::open(*store, house)));
  const auto report = again->verify(hall);
  must(report);
  BOOST_TEST(report->ok);
}

BOOST_FIXTURE_TEST_CASE(a_restored_sm3_chain_verifies, Restored) {
  chained_by(ChainHash::sm3);
  commits(5);
  backup();
  const auto journal = take(request());
  BOOST_TEST((again->chain() == ChainHash::sm3));
  same_history(all(*journal), all(*test::open(*store)));
}

BOOST_FIXTURE_TEST_CASE(replies_of_accepted_commands_are_the_same_bytes, Restored) {
  commits(3);
  backup();
  const auto journal = take(request());
  const auto reply = journal->find_reply({"chengmai-4"});
  must(reply);
  BOOST_TEST_REQUIRE(reply->has_value());
  BOOST_TEST((*reply)->reply == R"({"id":"chengmai-4"})");
  BOOST_TEST((*reply)->position == 4u);
  BOOST_TEST((*reply)->fingerprint == 0xfeedfacecafebeef);
}

BOOST_FIXTURE_TEST_CASE(a_restored_history_goes_on_under_a_new_epoch, Restored) {
  commits(3);
  backup();
  const auto journal = take(request());
  BOOST_TEST(journal->head().epoch == 2u);
  BOOST_TEST(append(*journal, commit(lines, 6, {"next"})) == 7u);
  BOOST_TEST(all(*journal).back().epoch == 2u);
  BOOST_TEST(all(*journal).front().epoch == 1u);
}

BOOST_FIXTURE_TEST_CASE(timers_are_not_known_after_a_restore, Restored) {
  commits(1);
  backup();
  BOOST_TEST(!take(request())->timers_known());
}

BOOST_FIXTURE_TEST_CASE(followers_go_on_near_where_they_were, Restored) {
  commits(3);
  test::open(*store)->move_cursor("policy/show_calls", 5);
  store->close();
  store = opened(data.path());
  backup();
  auto asked = request();
  BOOST_TEST(take(asked)->cursor("policy/show_calls").value() == 5u);
  again->close();
  asked.directory += "-earlier";
  asked.partition = hall;
  asked.until_position = 2;
  BOOST_TEST(take(asked)->cursor("policy/show_calls").value() == 2u);
}

BOOST_FIXTURE_TEST_CASE(history_ends_at_the_position_that_was_asked_for, Restored) {
  commits(5);
  backup();
  auto asked = request();
  asked.partition = hall;
  asked.until_position = 6;
  same_history(all(*take(asked)), first(all(*test::open(*store)), 6));
}

BOOST_FIXTURE_TEST_CASE(an_end_inside_a_commit_is_rounded_down_and_said, Restored) {
  commits(5);
  backup();
  auto asked = request();
  asked.partition = hall;
  asked.until_position = 7;
  const auto done = restored(asked);
  BOOST_TEST(done.front().position == 6u);
  BOOST_TEST(done.front().rounded_from == 7u);
}

BOOST_FIXTURE_TEST_CASE(history_ends_before_the_first_event_later_than_a_time, Restored) {
  commits(5);
  commits(2, house);
  backup();
  const auto events = all(*test::open(*store));
  auto asked = request();
  asked.until_time = events[3].at;
  same_history(all(*take(asked)), first(events, 4));
  BOOST_TEST(test::open(*again, house)->head().position == 4u);
}

BOOST_FIXTURE_TEST_CASE(an_end_that_the_archive_does_not_reach_is_refused, Restored) {
  commits(1);
  backup();
  auto asked = request();
  asked.partition = hall;
  asked.until_position = 3;
  const auto refused = restore(asked);
  BOOST_TEST_REQUIRE(!refused);
  BOOST_TEST(says(refused.error(), "up to position 2"));
  BOOST_TEST(!std::filesystem::exists(asked.directory));
}

BOOST_FIXTURE_TEST_CASE(one_partition_is_replaced_and_the_others_stay, Restored) {
  commits(4);
  commits(3, house);
  backup();
  commits(1, house);
  const auto hall_then = all(*test::open(*store)), house_then = all(*test::open(*store, house));
  store->close();
  auto asked = request();
  asked.directory = data.path();
  asked.partition = hall;
  asked.until_position = 4;
  same_history(all(*take(asked)), first(hall_then, 4));
  same_history(all(*test::open(*again, house)), house_then);
  BOOST_TEST(test::open(*again, house)->head().epoch == 1u);
  BOOST_TEST(test::open(*again)->head().epoch == 2u);
}

BOOST_FIXTURE_TEST_CASE(a_directory_with_history_is_not_overwritten_as_a_whole, Restored) {
  commits(1);
  backup();
  store->close();
  auto asked = request();
  asked.directory = data.path();
  const auto refused = restore(asked);
  BOOST_TEST_REQUIRE(!refused);
  BOOST_TEST(says(refused.error(), "--partition"));
}

BOOST_FIXTURE_TEST_CASE(a_restore_that_was_cut_off_is_marked_and_can_be_done_again, Restored) {
  commits(4);
  backup();
  auto asked = request();
  (void)restored(asked);
  again = opened(asked.directory);
  must(again->set_mark(std::string(restoring_mark), "all"));
  again->close();
  same_history(all(*take(asked)), all(*test::open(*store)));
  BOOST_TEST(again->mark(std::string(restoring_mark)).value().value_or("").empty());
}

BOOST_FIXTURE_TEST_CASE(a_damaged_archive_is_refused_with_segment_and_position, Restored) {
  options.segment_bytes = 400;
  commits(6);
  backup();
  const auto second = segments().at(1);
  damage(second);
  const auto refused = restore(request());
  BOOST_TEST_REQUIRE(!refused);
  BOOST_TEST(says(refused.error(), second.filename().string()));
  BOOST_TEST(says(refused.error(), "at position "));
  BOOST_TEST(!std::filesystem::exists(request().directory));
}

BOOST_FIXTURE_TEST_CASE(a_missing_segment_is_named, Restored) {
  options.segment_bytes = 400;
  commits(6);
  backup();
  std::filesystem::remove(segments().at(1));
  const auto refused = restore(request());
  BOOST_TEST_REQUIRE(!refused);
  BOOST_TEST(says(refused.error(), "it is missing"));
}

BOOST_FIXTURE_TEST_CASE(an_archive_goes_on_after_a_restore_to_an_earlier_end, Restored) {
  options.segment_bytes = 400;
  commits(6);
  backup();
  const auto files_then = segments();
  auto asked = request();
  asked.partition = hall;
  asked.until_position = 6;
  const auto journal = take(asked);
  append(*journal, commit(lines, 6, {"another future"}));
  store = std::move(again);
  const auto source = backup_source(*store, asked.directory, {});
  const auto report = back_up(*source, archive.path(), options);
  must(report);
  BOOST_TEST(report->partitions.front().superseded_at == 6u);
  for (const auto& file : files_then) BOOST_TEST(std::filesystem::exists(file), file);
  auto once_more = request();
  once_more.directory += "-2";
  const auto last = take(once_more);
  same_history(all(*last), all(*journal));
  BOOST_TEST(last->head().epoch == 3u);
}

BOOST_FIXTURE_TEST_CASE(an_epoch_is_never_used_for_two_histories, Restored) {
  commits(3);
  must(store->raise_epoch(hall));
  commits(1);
  backup();
  auto asked = request();
  asked.partition = hall;
  asked.until_position = 6;
  BOOST_TEST(take(asked)->head().epoch == 3u);
}

BOOST_FIXTURE_TEST_CASE(a_person_whose_key_was_erased_stays_erased, Restored,
                        *boost::unit_test::description("[SC-08]")) {
  const SubjectId one("20261121-A001"), other("20261121-A002");
  Bytes sealed_one, sealed_other;
  {
    const auto vault = open_disk_vault(data.path());
    must(vault);
    sealed_one = (*vault)->seal(one, "张三");
    sealed_other = (*vault)->seal(other, "李四");
    append(*test::open(*store), commit(lines, 0, {sealed_one, sealed_other}));
    backup();
    must((*vault)->erase(one));
    backup();
  }
  const auto journal = take(request());
  BOOST_TEST((all(*journal).front().payload == sealed_one));
  const auto report = again->verify(hall);
  must(report);
  BOOST_TEST(report->ok);
  const auto vault = open_disk_vault(request().directory);
  must(vault);
  BOOST_TEST(!(*vault)->open(one, sealed_one).value().has_value());
  BOOST_TEST((*vault)->open(other, sealed_other).value().value_or("") == "李四");
}

BOOST_AUTO_TEST_SUITE_END()
