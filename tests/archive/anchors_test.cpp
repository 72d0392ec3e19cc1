// Anchors: when they are signed, and what they find that the hash chain alone cannot.
#include "persistence/anchors/anchor_check.hpp"
#include "persistence/anchors/anchor_writer.hpp"
#include "persistence/files/durable_files.hpp"
#include "tests/persistence/journal_fixture.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>

using namespace atrium;
using namespace atrium::persistence;
using namespace atrium::persistence::test;
using namespace std::chrono_literals;

namespace {

const Instant nine = *from_iso8601("2026-11-21T09:00:00Z");
const Ticks start = Ticks{} + 1h;

struct Anchored {
  Folder folder;
  std::shared_ptr<MemoryDisk> disk = make_memory_disk();
  std::unique_ptr<MemoryStore> store = make_memory_store(disk);
  std::shared_ptr<Journal> journal = test::open(*store);
  AnchorWriter writer = writer_of(ChainHash::sha256);

  [[nodiscard]] AnchorWriter writer_of(ChainHash chain) const {
    auto made = AnchorWriter::open(folder.path(), chain);
    must(made);
    return std::move(*made);
  }
  Anchored() { must(writer.follow(journal)); }

  void events(std::size_t count) const { events(*journal, count); }
  static void events(Journal& to, std::size_t count, const std::string& what = "x") {
    for (std::size_t i = 0; i < count; ++i) append(to, commit(lines, to.head().position, {what}));
  }
  std::size_t tick(Ticks now) {
    const auto made = writer.tick(now, nine);
    must(made);
    return *made;
  }
  [[nodiscard]] std::filesystem::path file() const {
    return std::filesystem::path(folder.path()) / "anchors" / "chengmai.jsonl";
  }
  [[nodiscard]] std::vector<Anchor> anchors() const {
    auto read = read_anchors(file());
    must(read);
    return std::move(*read);
  }
  [[nodiscard]] Keyring keys() const {
    auto read = read_keyring(file().parent_path());
    must(read);
    return std::move(*read);
  }
  [[nodiscard]] AnchorReport check(const Journal& against) const {
    auto report = check_anchors(against, anchors(), keys());
    must(report);
    return std::move(*report);
  }
};

// Another history of the same partition.
struct Rewritten {
  std::unique_ptr<MemoryStore> store = make_memory_store();
  std::shared_ptr<Journal> journal = test::open(*store);
};

}  // namespace

BOOST_AUTO_TEST_SUITE(anchors, *boost::unit_test::description("[SC-01][SC-03]"))

BOOST_FIXTURE_TEST_CASE(an_anchor_is_signed_after_a_minute_when_there_is_something_new, Anchored) {
  BOOST_TEST(tick(start) == 0u);
  events(1);
  BOOST_TEST(tick(start) == 1u);
  events(1);
  BOOST_TEST(tick(start + 59s) == 0u);
  BOOST_TEST(tick(start + 60s) == 1u);
  BOOST_TEST(tick(start + 1h) == 0u);
  BOOST_TEST(anchors().back().position == 2u);
}

BOOST_FIXTURE_TEST_CASE(an_anchor_is_signed_after_a_thousand_events, Anchored) {
  events(1);
  BOOST_TEST(tick(start) == 1u);
  events(999);
  BOOST_TEST(tick(start + 1s) == 0u);
  events(1);
  BOOST_TEST(tick(start + 1s) == 1u);
}

BOOST_FIXTURE_TEST_CASE(a_clean_stop_leaves_nothing_without_an_anchor, Anchored) {
  events(3);
  BOOST_TEST(tick(start) == 1u);
  events(1);
  must(writer.finish(nine));
  BOOST_TEST(anchors().back().position == 4u);
  BOOST_TEST((anchors().back().hash == journal->head().hash));
}

BOOST_FIXTURE_TEST_CASE(a_sound_history_is_as_its_anchors_say, Anchored) {
  events(5);
  tick(start);
  events(5);
  tick(start + 1min);
  const auto report = check(*journal);
  BOOST_TEST(report.ok);
  BOOST_TEST(report.checked == 2u);
  BOOST_TEST(report.last == 10u);
}

BOOST_FIXTURE_TEST_CASE(an_end_that_was_cut_off_is_found_up_to_the_last_anchor, Anchored) {
  events(10);
  tick(start);
  Rewritten shorter;
  events(*shorter.journal, 7);
  const auto report = check(*shorter.journal);
  BOOST_TEST(!report.ok);
  BOOST_TEST(report.position == 8u);
  BOOST_TEST(report.why.find("cut off") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(history_written_anew_is_found_with_its_place, Anchored) {
  events(5);
  tick(start);
  events(5);
  tick(start + 1min);
  Rewritten other;
  events(*other.journal, 5);
  events(*other.journal, 5, "another truth");
  const auto report = check(*other.journal);
  BOOST_TEST(!report.ok);
  BOOST_TEST(report.position == 10u);
  BOOST_TEST(report.why.find("behind position 5") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(a_forged_anchor_is_found, Anchored) {
  events(5);
  tick(start);
  auto forged = anchors();
  forged.front().position = 4;
  auto report = check_anchors(*journal, forged, keys());
  must(report);
  BOOST_TEST(!report->ok);
  BOOST_TEST(report->why.find("forged") != std::string::npos);

  const auto stranger = SigningKey::create(ChainHash::sha256);
  sign(forged.front(), *stranger);
  report = check_anchors(*journal, forged, keys());
  must(report);
  BOOST_TEST(!report->ok);
  BOOST_TEST(report->position == 4u);
  BOOST_TEST(report->why.find(stranger->public_key().id()) != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(a_node_does_not_go_on_behind_its_last_anchor, Anchored) {
  events(10);
  tick(start);
  Rewritten shorter;
  events(*shorter.journal, 7);
  auto next = writer_of(ChainHash::sha256);
  const auto followed = next.follow(shorter.journal);
  BOOST_TEST_REQUIRE(!followed);
  BOOST_TEST(followed.error().what.find("position 8") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(a_writer_goes_on_where_the_last_one_stopped, Anchored) {
  events(10);
  tick(start);
  auto next = writer_of(ChainHash::sha256);
  must(next.follow(journal));
  const auto made = next.tick(start, nine);
  must(made);
  BOOST_TEST(*made == 0u);
  BOOST_TEST(keys().size() == 1u);
}

BOOST_FIXTURE_TEST_CASE(an_anchor_that_a_power_cut_left_unfinished_is_left_out, Anchored) {
  events(5);
  tick(start);
  std::ofstream(file(), std::ios::app) << R"({"partition":"cheng)";
  BOOST_TEST(anchors().size() == 1u);
  auto next = writer_of(ChainHash::sha256);
  must(next.follow(journal));
  events(1);
  must(next.tick(start, nine));
  BOOST_TEST(anchors().size() == 2u);
  BOOST_TEST(check(*journal).ok);
}

BOOST_FIXTURE_TEST_CASE(a_damaged_line_among_the_anchors_is_named, Anchored) {
  events(5);
  tick(start);
  std::ofstream(file(), std::ios::app) << "nonsense\n";
  const auto read = read_anchors(file());
  BOOST_TEST_REQUIRE(!read);
  BOOST_TEST(read.error().what.find("chengmai.jsonl:2") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(an_sm3_chain_is_anchored_with_sm2, Anchored,
                        *boost::unit_test::description("[SC-05]")) {
  const auto refused = AnchorWriter::open(folder.path(), ChainHash::sm3);
  BOOST_TEST_REQUIRE(!refused);
  BOOST_TEST(refused.error().what.find("sm2") != std::string::npos);
  std::filesystem::remove(folder.path() + "/keys/anchor.pem");
  auto next = writer_of(ChainHash::sm3);
  must(next.follow(journal));
  events(3);
  must(next.tick(start, nine));
  BOOST_TEST(anchors().back().suite == "sm2");
  BOOST_TEST(check(*journal).ok);
}

BOOST_FIXTURE_TEST_CASE(the_private_key_is_for_its_owner_alone, Anchored) {
  const auto status = std::filesystem::status(folder.path() + "/keys/anchor.pem");
  BOOST_TEST((status.permissions() == std::filesystem::perms(0600)));
}

BOOST_AUTO_TEST_CASE(a_partition_names_a_file_whatever_it_is_called) {
  BOOST_TEST(file_name_of(PartitionId("hall_1-a")) == "hall_1-a");
  BOOST_TEST(file_name_of(PartitionId("../x")) == "%2e%2e%2fx");
}

BOOST_AUTO_TEST_SUITE_END()
