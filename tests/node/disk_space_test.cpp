// How a node behaves while its disk fills up.
#include "runtime/node/housekeeping/disk_space.hpp"

#include <boost/test/unit_test.hpp>

#include <vector>

using namespace atrium;
using namespace atrium::node;

namespace {

constexpr std::uint64_t gibibyte = 1024 * mebibyte;
const DiskLimits limits;

DiskLevel level(std::uint64_t free, DiskLevel before = DiskLevel::ample,
                std::uint64_t total = 10 * gibibyte) {
  return next_level(before, {free, total}, limits);
}

struct Guarded {
  DiskSpace space{10 * gibibyte, 10 * gibibyte};
  bool is_open = true, is_readable = true;
  std::string why;
  std::vector<std::string> said;
  DiskGuard guard{
      limits,
      {[this]() -> Result<DiskSpace> {
         if (is_readable) return space;
         return fail(FailureCode::unavailable, "no such directory");
       },
       [this](const std::string& reason) {
         is_open = false;
         why = reason;
       },
       [this] { is_open = true; }, [this](const std::string& line) { said.push_back(line); }}};

  void at(std::uint64_t free) {
    space.free = free;
    guard.look();
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(filling_disk, *boost::unit_test::description("[SC-10]"))

BOOST_AUTO_TEST_CASE(people_are_told_below_two_gibibytes_or_a_tenth) {
  BOOST_CHECK(level(2 * gibibyte) == DiskLevel::ample);
  BOOST_CHECK(level(2 * gibibyte - 1) == DiskLevel::low);
  BOOST_CHECK(level(9 * gibibyte, DiskLevel::ample, 100 * gibibyte) == DiskLevel::low);
  BOOST_CHECK(level(10 * gibibyte, DiskLevel::ample, 100 * gibibyte) == DiskLevel::ample);
}

BOOST_AUTO_TEST_CASE(work_is_turned_away_below_the_reserve) {
  BOOST_CHECK(level(256 * mebibyte) == DiskLevel::low);
  BOOST_CHECK(level(256 * mebibyte - 1) == DiskLevel::full);
  BOOST_CHECK(level(0) == DiskLevel::full);
}

BOOST_AUTO_TEST_CASE(a_level_is_left_only_with_something_to_spare) {
  BOOST_CHECK(level(256 * mebibyte, DiskLevel::full) == DiskLevel::full);
  BOOST_CHECK(level(320 * mebibyte - 1, DiskLevel::full) == DiskLevel::full);
  BOOST_CHECK(level(320 * mebibyte, DiskLevel::full) == DiskLevel::low);
  BOOST_CHECK(level(2 * gibibyte, DiskLevel::low) == DiskLevel::low);
  BOOST_CHECK(level(2304 * mebibyte, DiskLevel::low) == DiskLevel::ample);
}

BOOST_FIXTURE_TEST_CASE(each_level_is_told_once, Guarded) {
  at(gibibyte);
  at(gibibyte - mebibyte);
  BOOST_TEST(said.size() == 1u);
  BOOST_TEST(is_open);
  at(100 * mebibyte);
  at(90 * mebibyte);
  BOOST_TEST(said.size() == 2u);
  BOOST_TEST(!is_open);
  BOOST_TEST(why.starts_with("disk.full: 100 MiB"));
}

BOOST_FIXTURE_TEST_CASE(a_disk_with_room_again_takes_work_again, Guarded) {
  at(100 * mebibyte);
  at(300 * mebibyte);
  BOOST_TEST(!is_open);
  at(5 * gibibyte);
  BOOST_TEST(is_open);
}

BOOST_FIXTURE_TEST_CASE(a_disk_that_cannot_be_looked_at_is_told_once_and_changes_nothing, Guarded) {
  at(100 * mebibyte);
  is_readable = false;
  at(0);
  at(0);
  BOOST_TEST(said.size() == 2u);
  BOOST_TEST(!is_open);
}

BOOST_AUTO_TEST_CASE(a_directory_that_is_there_has_some_space) {
  const auto space = disk_space(".");
  BOOST_REQUIRE(space.has_value());
  BOOST_TEST(space->total >= space->free);
  BOOST_TEST(!disk_space("no/such/directory").has_value());
}

BOOST_AUTO_TEST_SUITE_END()
