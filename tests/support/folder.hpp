// A directory of a test's own that is gone with it.
#pragma once

#include <boost/test/unit_test.hpp>

#include <stdlib.h>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>

namespace atrium {

class Folder {
 public:
  Folder() { BOOST_REQUIRE(::mkdtemp(path_.data()) != nullptr); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::filesystem::path operator/(std::string_view name) const {
    return std::filesystem::path(path_) / name;
  }

 private:
  std::string path_ = (std::filesystem::temp_directory_path() / "atrium-test-XXXXXX").string();
};

}  // namespace atrium
