// One flipped bit, anywhere in a data directory: everything is recovered, or the damage is reported
// when it is opened, verified or read. Never silently fewer or other events.
#include "tests/crash/oracle.hpp"

#include <boost/test/unit_test.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <random>
#include <vector>

using namespace atrium;
using namespace atrium::persistence;
using namespace atrium::persistence::test;

namespace fs = std::filesystem;

namespace {

constexpr Position events_total = 120;

// A directory after a power cut: some events in tables, some in the write-ahead log, and the side
// mark at the last of them.
struct Written {
  Written() {
    for (Position upto = events_total / 3; upto <= events_total; upto += events_total / 3) {
      {
        const auto store = oracle->open(disk, path);
        const auto journal = test::open(*store);
        while (oracle->attempted() < upto) oracle->attempt(*journal);
        oracle->await(upto);
        journal->put_snapshot({lines, upto, upto, 1, Instant{}, "state"});
        journal->move_cursor("screens", upto);
        await_mark(path, upto);
        disk.cut_power();
        store->close();
      }
      disk.forget_unsynced();
    }
  }

  Folder folder;
  std::string path = folder.path() + "/data";
  FaultDisk disk;
  std::shared_ptr<Oracle> oracle = std::make_shared<Oracle>();
};

enum class Found { recovered, reported };

// Opens and reads all there is.
Found examine(const std::string& path) {
  const auto store = open_disk_store({.directory = path});
  if (!store) return Found::reported;
  const auto journal = (*store)->open(hall);
  if (!journal) return Found::reported;
  const auto report = (*store)->verify(hall);
  if (!report || !report->ok) return Found::reported;
  const auto events = (*journal)->read(0, 2 * events_total);
  if (!events) return Found::reported;
  BOOST_TEST_REQUIRE(events->size() == events_total);
  for (const auto& event : *events) {
    BOOST_TEST_REQUIRE(event.payload == payload(event.position));
    const auto reply = (*journal)->find_reply(event.command);
    if (!reply) return Found::reported;
    BOOST_TEST_REQUIRE(reply->has_value());
    BOOST_TEST_REQUIRE((*reply)->reply == fmt::format("reply {}", event.position));
  }
  return Found::recovered;
}

std::vector<fs::path> files_of(const std::string& path) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(path)) {
    const auto name = entry.path().filename().string();
    if (entry.is_regular_file() && entry.file_size() > 0 && !name.starts_with("LOG"))
      files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

// A copy with one bit flipped, examined.
Found flipped(const Written& written, const fs::path& file, std::uint64_t offset, int bit) {
  const auto copy = written.folder.path() + "/copy";
  fs::remove_all(copy);
  fs::copy(written.path, copy, fs::copy_options::recursive);
  flip_bit((copy / fs::relative(file, written.path)).string(), offset, bit);
  return examine(copy);
}

fs::path last_log(const Written& written) {
  fs::path last;
  for (const auto& file : files_of(written.path))
    if (file.extension() == ".log") last = file;
  BOOST_REQUIRE(!last.empty());
  return last;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(bit_flips, *boost::unit_test::description("[SC-01]"))

BOOST_AUTO_TEST_CASE(a_flipped_bit_anywhere_is_survived_or_reported) {
  const Written written;
  const auto files = files_of(written.path);
  std::mt19937_64 random(20261121);
  int reported = 0;
  for (int round = 0; round < 200; ++round) {
    const auto& file = files[random() % files.size()];
    const auto offset = random() % fs::file_size(file);
    const int bit = static_cast<int>(random() % 8);
    BOOST_TEST_CONTEXT(file.filename().string() << " byte " << offset << " bit " << bit) {
      reported += flipped(written, file, offset, bit) == Found::reported ? 1 : 0;
    }
  }
  BOOST_TEST(reported > 50);
}

BOOST_AUTO_TEST_CASE(a_flipped_bit_in_the_log_of_events_is_always_reported) {
  const Written written;
  const auto log = last_log(written);
  const auto size = fs::file_size(log);
  std::mt19937_64 random(7);
  for (int round = 0; round < 40; ++round) {
    const auto offset = random() % size;
    BOOST_TEST_CONTEXT("byte " << offset << " of " << size) {
      BOOST_TEST((flipped(written, log, offset, round % 8) == Found::reported));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_damaged_last_record_is_told_from_a_torn_one_by_the_side_mark) {
  const Written written;
  const auto log = last_log(written);
  const auto size = fs::file_size(log);
  for (const std::uint64_t back : {1, 20, 200}) {
    BOOST_TEST((flipped(written, log, size - back, 0) == Found::reported));
  }
  fs::resize_file(log, size - 30);
  const auto store = open_disk_store({.directory = written.path});
  BOOST_REQUIRE(!store.has_value());
  const auto& what = store.error().what;
  BOOST_TEST((store.error().code == FailureCode::damaged));
  BOOST_TEST(what.find("partition chengmai") != std::string::npos, what);
  BOOST_TEST(what.find("to 120 were durable (journal.mark) and are gone") != std::string::npos,
             what);
  BOOST_TEST(what.find("restore the newest backup") != std::string::npos, what);
}

BOOST_AUTO_TEST_CASE(two_damaged_side_marks_are_reported_and_one_is_not_needed) {
  const Written written;
  flip_bit(written.path + "/journal.mark.0", 30, 1);
  BOOST_TEST((examine(written.path) == Found::recovered));
  flip_bit(written.path + "/journal.mark.0", 30, 2);
  flip_bit(written.path + "/journal.mark.1", 30, 2);
  const auto store = open_disk_store({.directory = written.path});
  BOOST_REQUIRE(!store.has_value());
  BOOST_TEST(store.error().what.find("remove the two") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
