// What a data directory may be and what not, and what is said about a damaged one.
#include "tests/persistence/journal_fixture.hpp"
#include "tests/persistence/tampering.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>

using namespace atrium;
using namespace atrium::persistence;
using namespace atrium::persistence::test;

namespace {

// A closed data directory with three events of the first hall.
struct Written {
  Written() {
    auto store = open_disk_store({.directory = path});
    must(store);
    const auto journal = test::open(**store);
    append(*journal, commit(lines, 0, {"a", "b"}, "command-1", "{}"));
    append(*journal, commit(window_3, 0, {"c"}));
  }
  Folder folder;
  std::string path = folder.path() + "/data";
};

Failure refused(const DiskOptions& options) {
  const auto store = open_disk_store(options);
  BOOST_REQUIRE(!store.has_value());
  BOOST_TEST(store.error().what.find('\n') == std::string::npos);
  return store.error();
}

void says(const Failure& failure, FailureCode code, const std::string& words) {
  BOOST_TEST((failure.code == code));
  BOOST_TEST(failure.what.find(words) != std::string::npos, failure.what);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(data_directory)

BOOST_AUTO_TEST_CASE(a_missing_directory_is_made_and_opened_again) {
  const Folder folder;
  const auto path = folder.path() + "/new/data";
  must(open_disk_store({.directory = path}));
  must(open_disk_store({.directory = path}));
}

BOOST_AUTO_TEST_CASE(a_directory_in_use_is_refused) {
  const Written written;
  const auto first = open_disk_store({.directory = written.path});
  must(first);
  says(refused({.directory = written.path}), FailureCode::in_use, "in use");
}

BOOST_AUTO_TEST_CASE(a_directory_that_is_not_ours_is_refused_and_left_alone) {
  const Folder folder;
  std::ofstream(folder.path() + "/thesis.txt") << "not yours";
  says(refused({.directory = folder.path()}), FailureCode::invalid_input,
       "is not an atrium data directory");
  BOOST_TEST(!std::filesystem::exists(folder.path() + "/ATRIUM"));
  says(refused({.directory = folder.path() + "/thesis.txt"}), FailureCode::invalid_input,
       "is not a directory");
}

BOOST_AUTO_TEST_CASE(a_directory_of_another_format_is_refused) {
  const Written written;
  write_marker(written.path, "atrium data directory, format 9\n");
  says(refused({.directory = written.path}), FailureCode::invalid_input, "format 9");
  write_marker(written.path, "something else\n");
  says(refused({.directory = written.path}), FailureCode::invalid_input, "not written by atrium");
}

BOOST_AUTO_TEST_CASE(a_directory_of_other_halls_is_refused) {
  const Written written;
  const auto store = open_disk_store({.directory = written.path});
  must(store);
  must(check_belongs(**store, {hall}, written.path));
  must(check_belongs(**store, {hall, other_hall}, written.path));
  const auto refusal = check_belongs(**store, {other_hall}, written.path);
  BOOST_REQUIRE(!refusal.has_value());
  says(refusal.error(), FailureCode::invalid_input, "belongs to chengmai, not to laocheng");
}

BOOST_AUTO_TEST_CASE(a_damaged_event_at_the_end_is_named_when_opened) {
  const Written written;
  change_row(written.path, 2, [](std::string row) {
    row.back() = static_cast<char>(row.back() ^ 1);
    return row;
  });
  says(refused({.directory = written.path}), FailureCode::damaged, "partition chengmai");
  says(refused({.directory = written.path}), FailureCode::damaged, "at position 2");
}

BOOST_AUTO_TEST_CASE(a_missing_event_is_named_when_opened) {
  const Written written;
  change_row(written.path, 2, [](const std::string&) { return std::string(); });
  says(refused({.directory = written.path}), FailureCode::damaged, "at position 2");
}

BOOST_AUTO_TEST_CASE(a_damaged_snapshot_is_left_out_and_the_older_one_serves) {
  const Written written;
  {
    const auto store = open_disk_store({.directory = written.path});
    must(store);
    const auto journal = test::open(**store);
    journal->put_snapshot({lines, 1, 1, 1, Instant{}, "older"});
    journal->put_snapshot({lines, 2, 2, 9, Instant{}, "newer"});
  }
  damage_newest_snapshot(written.path, lines);
  const auto store = open_disk_store({.directory = written.path});
  must(store);
  const auto kept = test::open(**store)->snapshots(lines);
  must(kept);
  BOOST_TEST_REQUIRE(kept->size() == 1u);
  BOOST_TEST(kept->front().state == "older");
}

BOOST_AUTO_TEST_CASE(a_broken_write_ahead_log_is_refused_and_not_cut_silently) {
  const Folder folder;
  {
    auto store = open_disk_store({.directory = folder.path()});
    must(store);
    const auto journal = test::open(**store);
    for (Version i = 0; i < 50; ++i) append(*journal, commit(lines, i, {std::string(100, 'x')}));
    std::filesystem::copy(folder.path(), folder.path() + "-copy",
                          std::filesystem::copy_options::recursive);
  }
  const auto copy = folder.path() + "-copy";
  for (const auto& entry : std::filesystem::directory_iterator(copy + "/journal")) {
    if (entry.path().extension() != ".log" || entry.file_size() == 0) continue;
    std::fstream file(entry.path(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(entry.file_size() / 2));
    file << "??";
  }
  says(refused({.directory = copy}), FailureCode::damaged, "cannot open the journal");
  std::filesystem::remove_all(copy);
}

BOOST_AUTO_TEST_CASE(a_mark_is_remembered) {
  const Folder folder;
  {
    auto store = open_disk_store({.directory = folder.path()});
    must((*store)->set_mark("speed", "60"));
    BOOST_TEST((*(*store)->mark("speed") == "60"));
  }
  const auto store = open_disk_store({.directory = folder.path()});
  BOOST_TEST((*(*store)->mark("speed") == "60"));
  BOOST_TEST((*(*store)->mark("other") == std::nullopt));
}

BOOST_AUTO_TEST_CASE(a_commit_out_of_its_streams_order_stops_the_house) {
  const Folder folder;
  DiskOptions options;
  options.directory = folder.path();
  std::string message;
  options.on_fatal = [&](const std::string& what) { message = what; };
  {
    auto store = open_disk_store(options);
    must(store);
    const auto journal = test::open(**store);
    append(*journal, commit(lines, 0, {"a"}));
    journal->append(commit(lines, 0, {"a"}), {});
    (*store)->close();
  }
  BOOST_TEST(message.find("chengmai/waiting_room/main is at version 1, a commit wants 0") !=
             std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
