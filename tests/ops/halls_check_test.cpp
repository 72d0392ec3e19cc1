// `atrium hall check`: what scripts read on standard output, what people read on standard error,
// and the status.
#include "ops/halls/check.hpp"

#include "tests/ops/small_hall.hpp"

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace atrium::halls {
namespace {

namespace fs = std::filesystem;

struct Checked {
  int status = 0;
  std::string out;
  std::string err;
};

Checked checked(const fs::path& path) {
  std::ostringstream out;
  std::ostringstream err;
  const int status = check(path, out, err);
  return {status, out.str(), err.str()};
}

// A file of its own for each test, gone afterwards.
struct Written {
  explicit Written(const std::string& text)
      : path(fs::temp_directory_path() / ("atrium-hall-" + std::to_string(::getpid()) + ".toml")) {
    std::ofstream(path, std::ios::binary) << text;
  }
  ~Written() { fs::remove(path); }
  Written(const Written&) = delete;
  Written& operator=(const Written&) = delete;
  fs::path path;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(hall_check)

BOOST_AUTO_TEST_CASE(a_sound_file_is_reported_in_one_line_with_status_0) {
  const Written file{small_hall};
  const auto result = checked(file.path);
  BOOST_TEST(result.status == 0);
  const auto line = boost::json::parse(result.out).as_object();
  BOOST_TEST(line.at("ok").as_bool());
  BOOST_TEST(line.at("windows").to_number<int>() == 2);
}

BOOST_AUTO_TEST_CASE(each_fault_is_one_json_line_with_place_what_and_mend) {
  const Written file{with("calls_max = 3", "cals_max = 3")};
  const auto result = checked(file.path);
  BOOST_TEST(result.status == 2);
  const auto line = boost::json::parse(result.out).as_object();
  BOOST_TEST(line.at("line").to_number<int>() == line_of(small_hall, "calls_max"));
  BOOST_TEST(line.at("column").to_number<int>() == 1);
  BOOST_TEST(line.at("mend").as_string() == "did you mean \"calls_max\"?");
}

BOOST_AUTO_TEST_CASE(people_read_file_line_column_what_and_mend_in_one_line) {
  const Written file{with("calls_max = 3", "cals_max = 3")};
  const auto result = checked(file.path);
  const auto begin = file.path.string() + ":13:1: [calling] has no key \"cals_max\"; did you mean";
  BOOST_TEST(result.err.starts_with(begin), result.err);
}

BOOST_AUTO_TEST_CASE(a_missing_file_is_a_fault) {
  const auto result = checked("no/such/hall.toml");
  BOOST_TEST(result.status == 2);
  BOOST_TEST(result.out.find("there is no such file") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_folder_is_not_a_hall) {
  const auto result = checked(fs::temp_directory_path());
  BOOST_TEST(result.status == 2);
  BOOST_TEST(result.out.find("not a file") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_file_too_large_to_be_a_hall_is_not_read) {
  const Written file{std::string(file_bytes_max + 1, '#')};
  const auto result = checked(file.path);
  BOOST_TEST(result.status == 2);
  BOOST_TEST(result.out.find("at most 1000000") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace atrium::halls
