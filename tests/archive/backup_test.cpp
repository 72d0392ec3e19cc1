// What a backup writes, and what it refuses to.
#include "persistence/anchors/anchor_writer.hpp"
#include "persistence/archive/stored/key_chunks.hpp"
#include "persistence/archive/stored/segment.hpp"
#include "persistence/vault/vault.hpp"
#include "tests/archive/archive_fixture.hpp"
#include "tests/persistence/tampering.hpp"

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

using namespace atrium;
using namespace atrium::persistence;
using namespace atrium::persistence::test;

namespace {

bool says(const Failure& failure, const std::string& word) {
  return failure.what.find(word) != std::string::npos;
}

std::string whole(const std::filesystem::path& file) {
  auto bytes = read_file(file);
  must(bytes);
  return std::move(*bytes);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(backup, *boost::unit_test::description("[SC-09]"))

BOOST_FIXTURE_TEST_CASE(an_archive_holds_every_event_as_it_is_stored, Archived) {
  commits(3);
  const auto report = backup();
  BOOST_TEST_REQUIRE(segments().size() == 1u);
  const auto segment = read_segment(whole(segments().front()));
  must(segment);
  const auto stored = all(*test::open(*store));
  BOOST_TEST_REQUIRE(segment->events.size() == stored.size());
  for (std::size_t i = 0; i < stored.size(); ++i) BOOST_TEST(same(segment->events[i], stored[i]));
  BOOST_TEST(report.partitions.front().to == 6u);
}

BOOST_FIXTURE_TEST_CASE(the_next_backup_adds_what_is_new_and_touches_nothing_else, Archived) {
  commits(2);
  backup();
  const auto first = whole(segments().front());
  BOOST_TEST(backup().partitions.front().segments == 0u);
  commits(1);
  const auto report = backup();
  BOOST_TEST(report.partitions.front().from == 4u);
  BOOST_TEST(report.partitions.front().to == 6u);
  BOOST_TEST(segments().size() == 2u);
  BOOST_TEST((whole(segments().front()) == first));
}

BOOST_FIXTURE_TEST_CASE(segments_end_with_whole_commits_at_their_size, Archived) {
  options.segment_bytes = 500;
  commits(10);
  backup();
  BOOST_TEST(segments().size() > 2u);
  for (const auto& file : segments()) {
    const auto segment = read_segment(whole(file));
    must(segment);
    BOOST_TEST(segment->events.back().last);
  }
}

BOOST_FIXTURE_TEST_CASE(a_segment_never_changes, Archived) {
  commits(1);
  backup();
  const auto status = std::filesystem::status(segments().front());
  BOOST_TEST((status.permissions() == std::filesystem::perms(0444)));
}

BOOST_FIXTURE_TEST_CASE(every_partition_is_archived_under_its_own_chain, Archived) {
  commits(2);
  commits(1, house);
  BOOST_TEST(backup().partitions.size() == 2u);
  const auto segment = read_segment(whole(segments(house).front()));
  must(segment);
  BOOST_TEST((segment->previous == chain_start(house)));
}

BOOST_FIXTURE_TEST_CASE(a_backup_that_was_interrupted_is_begun_again_where_it_began, Archived) {
  commits(2);
  std::stop_source stop;
  stop.request_stop();
  options.stop = stop.get_token();
  BOOST_TEST(!try_backup());
  options.stop = {};
  // What a power cut leaves: a segment without a manifest, half a file under its passing name.
  std::ofstream(archive.path() + "/segments/chengmai/e0001-000000000001-000000000004.seg")
      << "half";
  BOOST_TEST(backup().partitions.front().to == 4u);
  must(read_segment(whole(segments().front())));
}

BOOST_FIXTURE_TEST_CASE(one_backup_at_a_time_writes_an_archive, Archived) {
  commits(1);
  backup();
  const auto lock = FileLock::take(archive.path() + "/ATRIUM-ARCHIVE");
  must(lock);
  const auto refused = try_backup();
  BOOST_TEST_REQUIRE(!refused);
  BOOST_TEST((refused.error().code == FailureCode::in_use));
}

BOOST_FIXTURE_TEST_CASE(a_directory_of_something_else_is_left_alone, Archived) {
  commits(1);
  std::ofstream(archive.path() + "/letter.txt") << "not an archive";
  const auto refused = try_backup();
  BOOST_TEST_REQUIRE(!refused);
  BOOST_TEST(says(refused.error(), "letter.txt"));
}

BOOST_FIXTURE_TEST_CASE(another_journals_history_never_joins_an_archive, Archived) {
  commits(3);
  backup();
  const auto kept = whole(archive.path() + "/manifest.json");
  chained_by(ChainHash::sha256);
  commits(1);
  append(*test::open(*store), commit(window_3, 0, {"a", "b", "c", "d", "e", "f"}));
  const auto refused = try_backup();
  BOOST_TEST_REQUIRE(!refused);
  BOOST_TEST(says(refused.error(), "chengmai"));
  BOOST_TEST(says(refused.error(), "another history"));
  BOOST_TEST((whole(archive.path() + "/manifest.json") == kept));
}

BOOST_FIXTURE_TEST_CASE(a_journal_that_lost_its_end_never_joins_an_archive, Archived) {
  commits(3);
  backup();
  chained_by(ChainHash::sha256);
  commits(2);
  const auto refused = try_backup();
  BOOST_TEST_REQUIRE(!refused);
  BOOST_TEST(says(refused.error(), "position 5"));
}

BOOST_FIXTURE_TEST_CASE(a_damaged_journal_is_not_archived, Archived) {
  commits(3);
  store->close();
  change_row(data.path(), 3, [](std::string row) {
    row.at(row.size() - 2) ^= 1;
    return row;
  });
  DiskOptions look;
  look.directory = data.path();
  look.writable = false;
  store = std::move(*open_disk_store(look));
  const auto refused = try_backup();
  BOOST_TEST_REQUIRE(!refused);
  BOOST_TEST(says(refused.error(), "partition chengmai is damaged at position 3"));
}

BOOST_FIXTURE_TEST_CASE(the_general_form_is_a_line_for_each_event_by_day, Archived) {
  commits(2);
  backup();
  commits(1);
  backup();
  std::istringstream text(whole(archive.path() + "/general/chengmai/2026-11-21.jsonl"));
  std::vector<boost::json::object> told;
  for (std::string line; std::getline(text, line);)
    told.push_back(boost::json::parse(line).as_object());
  BOOST_TEST_REQUIRE(told.size() == 6u);
  BOOST_TEST(told[5].at("position").to_number<int>() == 6);
  const auto schema =
      boost::json::parse(whole(archive.path() + "/general/schema.json")).as_object();
  for (const auto& name : schema.at("required").as_array())
    BOOST_TEST(told[0].contains(name.as_string()), name);
}

BOOST_FIXTURE_TEST_CASE(lines_of_a_run_that_was_cut_off_are_written_once, Archived) {
  commits(2);
  backup();
  const auto file = archive.path() + "/general/chengmai/2026-11-21.jsonl";
  const auto lines_then = whole(file);
  std::ofstream(file, std::ios::app) << "{\"partition\":\"cheng";
  commits(1);
  backup();
  BOOST_TEST(whole(file).starts_with(lines_then));
  BOOST_TEST(whole(file).find("\"cheng{") == std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(erased_keys_vanish_from_the_archive, Archived,
                        *boost::unit_test::description("[SC-08]")) {
  commits(1);
  const auto vault = open_disk_vault(data.path());
  must(vault);
  for (int i = 0; i < 50; ++i)
    (void)(*vault)->seal(SubjectId("20261121-A" + std::to_string(i)), "张三");
  BOOST_TEST(backup().subjects == 50u);
  must((*vault)->erase(SubjectId("20261121-A7")));
  BOOST_TEST(backup().subjects == 49u);
  for (const auto& entry : std::filesystem::directory_iterator(archive.path() + "/keys")) {
    const auto keys = read_key_chunk(entry.path());
    must(keys);
    for (const auto& key : *keys) BOOST_TEST(key.subject.value != "20261121-A7");
  }
}

BOOST_FIXTURE_TEST_CASE(keys_in_an_archive_are_for_their_owner_alone, Archived) {
  commits(1);
  (void)(*open_disk_vault(data.path()))->seal(SubjectId("a"), "b");
  backup();
  for (const auto& entry : std::filesystem::directory_iterator(archive.path() + "/keys"))
    BOOST_TEST((entry.status().permissions() == std::filesystem::perms(0400)));
}

BOOST_FIXTURE_TEST_CASE(anchors_are_archived_and_never_replaced, Archived) {
  commits(2);
  auto anchors = AnchorWriter::open(data.path(), chain);
  must(anchors);
  must(anchors->follow(test::open(*store)));
  must(anchors->finish({}));
  backup();
  const auto archived = archive.path() + "/anchors/chengmai.jsonl";
  const auto first = whole(archived);
  commits(1);
  must(anchors->finish({}));
  backup();
  BOOST_TEST(whole(archived).starts_with(first));
  BOOST_TEST(whole(archived).size() > first.size());
  BOOST_TEST(std::filesystem::exists(archive.path() + "/anchors/anchor.pub.pem"));
  BOOST_TEST(!std::filesystem::exists(archive.path() + "/anchors/anchor.pem"));

  damage(data.path() + "/anchors/chengmai.jsonl");
  const auto refused = try_backup();
  BOOST_TEST_REQUIRE(!refused);
  BOOST_TEST(says(refused.error(), "chengmai.jsonl"));
}

BOOST_AUTO_TEST_SUITE_END()
