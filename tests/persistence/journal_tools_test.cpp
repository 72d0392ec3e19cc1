// `atrium journal verify|stats|tail|export`: what a script reads from them.
#include "persistence/journal_tools/journal_tools.hpp"
#include "persistence/codec/entities/codecs.hpp"
#include "tests/persistence/journal_fixture.hpp"
#include "tests/persistence/tampering.hpp"

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

#include <sstream>

using namespace atrium;
using namespace atrium::persistence;
using namespace atrium::persistence::test;

namespace {

const StreamId evaluation_1{"evaluation", "20261121-A001"};

struct Written {
  Written() {
    auto store = open_disk_store({.directory = folder.path()});
    must(store);
    const auto codec = make_evaluation_codec(*vault);
    evaluation::Given given;
    given.ticket = TicketId("20261121-A001");
    given.level = 5;
    given.text = {SubjectId("20261121-A001"), "张三", false};
    Commit what = commit(evaluation_1, 0, {}, "command-1", "{}");
    what.events.push_back(codec->encode(given));
    what.events.push_back(codec->encode(evaluation::FollowUpOpened{}));
    append(*test::open(**store), std::move(what));
    append(*test::open(**store), commit({"locker", "1"}, 0, {"x", "y"}));
    append(*test::open(**store, PartitionId("org")), commit(lines, 0, {"z"}));
  }
  Folder folder;
  std::unique_ptr<Vault> vault = make_memory_vault();
  std::ostringstream out, err;

  [[nodiscard]] JournalTool tool(std::optional<PartitionId> partition = {}) const {
    return {folder.path(), std::move(partition)};
  }
  std::vector<boost::json::object> lines_out() {
    std::vector<boost::json::object> all;
    std::istringstream text(out.str());
    for (std::string line; std::getline(text, line);)
      all.push_back(boost::json::parse(line).as_object());
    return all;
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(journal_tools)

BOOST_FIXTURE_TEST_CASE(a_sound_journal_verifies_partition_by_partition, Written) {
  BOOST_TEST(journal_verify(tool(), out, err) == 0);
  const auto told = lines_out();
  BOOST_TEST_REQUIRE(told.size() == 3u);
  BOOST_TEST(told[0].at("partition").as_string() == "chengmai");
  BOOST_TEST(told[0].at("ok").as_bool());
  BOOST_TEST(told[0].at("events").to_number<int>() == 4);
  BOOST_TEST(told[0].at("head").as_string().size() == 64u);
  BOOST_TEST(told[2].at("total").as_bool());
  BOOST_TEST(told[2].at("events").to_number<int>() == 5);
}

void found_broken(Written& written, int position) {
  BOOST_TEST(journal_verify(written.tool(), written.out, written.err) == 1);
  const auto told = written.lines_out();
  BOOST_TEST(!told.at(0).at("ok").as_bool());
  BOOST_TEST(told.at(0).at("position").to_number<int>() == position);
  BOOST_TEST(told.at(1).at("ok").as_bool());
  BOOST_TEST(!told.at(2).at("ok").as_bool());
  const auto said = "partition chengmai is damaged at position " + std::to_string(position);
  BOOST_TEST(written.err.str().find(said) != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(a_changed_event_is_found, Written) {
  change_row(folder.path(), 2, [](std::string row) {
    row.replace(70, 1, 1, static_cast<char>(row.at(70) ^ 1));
    return row;
  });
  found_broken(*this, 2);
}

BOOST_FIXTURE_TEST_CASE(a_missing_event_is_found, Written) {
  change_row(folder.path(), 3, [](const std::string&) { return std::string(); });
  found_broken(*this, 3);
}

BOOST_FIXTURE_TEST_CASE(an_event_cut_off_the_end_is_found, Written) {
  change_row(folder.path(), 4, [](const std::string&) { return std::string(); });
  found_broken(*this, 4);
}

BOOST_FIXTURE_TEST_CASE(reordered_events_are_found, Written) {
  swap_rows(folder.path(), 1, 2);
  found_broken(*this, 1);
}

BOOST_FIXTURE_TEST_CASE(the_journal_can_be_looked_at_beside_a_running_node, Written) {
  const auto running = open_disk_store({.directory = folder.path()});
  must(running);
  BOOST_TEST(journal_verify(tool(), out, err) == 0);
}

BOOST_FIXTURE_TEST_CASE(the_tail_shows_the_last_events_without_personal_data, Written) {
  BOOST_TEST(journal_tail(tool(test::hall), 3, make_event_readers(*vault), out, err) == 0);
  const auto told = lines_out();
  BOOST_TEST_REQUIRE(told.size() == 3u);
  BOOST_TEST(told[0].at("position").to_number<int>() == 2);
  BOOST_TEST(told[0].at("type").as_string() == "evaluation.follow_up_opened");
  BOOST_TEST(told[0].at("stream").as_string() == "evaluation/20261121-A001");
  BOOST_TEST(told[1].at("type").as_string() == "locker.0");
  BOOST_TEST(told[1].at("data").is_null());
}

BOOST_FIXTURE_TEST_CASE(the_export_shows_every_event_in_order, Written) {
  BOOST_TEST(journal_export(tool(), make_event_readers(*vault), out, err) == 0);
  const auto told = lines_out();
  BOOST_TEST_REQUIRE(told.size() == 5u);
  BOOST_TEST(told[0].at("data").as_object().at("level").to_number<int>() == 5);
  BOOST_TEST(told[0].at("who").as_string() == "staff:clerk03");
  BOOST_TEST(out.str().find("张三") == std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(the_stats_count_events_and_streams, Written) {
  BOOST_TEST(journal_stats(tool(), out, err) == 0);
  const auto told = lines_out();
  BOOST_TEST_REQUIRE(told.size() == 3u);
  BOOST_TEST(told[0].at("events").to_number<int>() == 4);
  BOOST_TEST(told[0].at("streams").to_number<int>() == 2);
  BOOST_TEST(told[0].at("commits").to_number<int>() == 2);
}

BOOST_FIXTURE_TEST_CASE(what_is_no_data_directory_is_wrong_use, Written) {
  const Folder other;
  BOOST_TEST(journal_verify({other.path(), {}}, out, err) == 2);
  BOOST_TEST(journal_verify(tool(PartitionId("nowhere")), out, err) == 2);
  BOOST_TEST(err.str().find("no partition nowhere") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
