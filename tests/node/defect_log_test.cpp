// Evidence of defects, as it is kept for whoever mends them.
#include "runtime/node/housekeeping/defect_log.hpp"

#include "persistence/files/durable_files.hpp"
#include "tests/persistence/journal_fixture.hpp"

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

using namespace atrium;
using namespace atrium::node;

namespace {

host::DefectReport report_at(const char* at) {
  host::DefectReport report;
  report.partition = PartitionId("chengmai");
  report.stream = {"waiting_room", "main"};
  report.command = "call_next";
  report.subject = "20261121-A001";
  report.what = "two windows serve \"A001\"";
  report.times = 2;
  report.at = *from_iso8601(at);
  return report;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(evidence, *boost::unit_test::description("[SC-02]"))

BOOST_AUTO_TEST_CASE(a_defect_leaves_a_line_in_its_days_file) {
  const Folder folder;
  DefectLog log(folder.path());
  log.note(report_at("2026-11-21T09:00:00Z"));
  log.note(report_at("2026-11-21T17:00:00Z"));  // The 22nd in China.
  persistence::test::must(log.write());
  const auto lines = persistence::read_file(folder.path() + "/evidence/2026-11-21.jsonl");
  persistence::test::must(lines);
  const auto told = boost::json::parse(*lines).as_object();
  BOOST_TEST(told.at("stream").as_string() == "waiting_room/main");
  BOOST_TEST(told.at("what").as_string() == "two windows serve \"A001\"");
  BOOST_TEST(told.at("times").to_number<int>() == 2);
  persistence::test::must(persistence::read_file(folder.path() + "/evidence/2026-11-22.jsonl"));
}

BOOST_AUTO_TEST_CASE(what_was_written_is_not_written_again) {
  const Folder folder;
  DefectLog log(folder.path());
  log.note(report_at("2026-11-21T09:00:00Z"));
  persistence::test::must(log.write());
  persistence::test::must(log.write());
  const auto lines = persistence::read_file(folder.path() + "/evidence/2026-11-21.jsonl");
  BOOST_TEST(std::ranges::count(*lines, '\n') == 1);
}

BOOST_AUTO_TEST_SUITE_END()
