// See directory.hpp.
#include "persistence/rocksdb/directory.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

namespace atrium::persistence {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view marker_name = "ATRIUM";
constexpr std::string_view marker_start = "atrium data directory, format ";
constexpr std::string_view marker_text = "atrium data directory, format 1\n";

std::string marker_of(const std::string& directory) {
  return (fs::path(directory) / marker_name).string();
}

Result<void> check_marker(int file, const std::string& directory) {
  char bytes[64] = {};
  const auto size = ::pread(file, bytes, sizeof bytes, 0);
  const std::string_view text(bytes, size > 0 ? static_cast<std::size_t>(size) : 0);
  if (text == marker_text || text.empty()) return {};  // Empty: a crash while it was being made.
  if (!text.starts_with(marker_start)) {
    return fail(FailureCode::invalid_input,
                fmt::format("{}/{} was not written by atrium; choose another --data directory",
                            directory, marker_name));
  }
  auto version = text.substr(marker_start.size());
  version = version.substr(0, version.find('\n'));
  return fail(
      FailureCode::invalid_input,
      fmt::format("{} has format {}, this atrium reads format 1; use the release that wrote it",
                  directory, version));
}

Result<void> make_or_inspect(const std::string& directory) {
  std::error_code error;
  const auto status = fs::status(directory, error);
  if (status.type() == fs::file_type::not_found) {
    fs::create_directories(directory, error);
    if (!error) return {};
    return fail(FailureCode::invalid_input,
                fmt::format("cannot make data directory {}: {}", directory, error.message()));
  }
  if (status.type() != fs::file_type::directory) {
    return fail(FailureCode::invalid_input,
                fmt::format("{} is not a directory; choose another --data directory", directory));
  }
  if (fs::exists(marker_of(directory), error)) return {};
  for (const auto& entry : fs::directory_iterator(directory, error)) {
    if (entry.path().filename() == "lost+found") continue;
    return fail(FailureCode::invalid_input,
                fmt::format("{} is not an atrium data directory and is not empty (it holds {}); "
                            "choose an empty one",
                            directory, entry.path().filename().string()));
  }
  if (!error) return {};
  return fail(FailureCode::invalid_input,
              fmt::format("cannot read {}: {}", directory, error.message()));
}

}  // namespace

Claim::Claim(Claim&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

Claim& Claim::operator=(Claim&& other) noexcept {
  std::swap(file_, other.file_);
  return *this;
}

Claim::~Claim() {
  if (file_ >= 0) ::close(file_);
}

Result<Claim> claim_directory(const std::string& directory) {
  if (auto made = make_or_inspect(directory); !made) return tl::unexpected(made.error());
  const int file = ::open(marker_of(directory).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (file < 0) {
    return fail(
        FailureCode::invalid_input,
        fmt::format("cannot write in data directory {}: {}; make it writable or choose another",
                    directory, std::strerror(errno)));
  }
  Claim claim(file);
  if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
    return fail(
        FailureCode::in_use,
        fmt::format("data directory {} is in use by another atrium; stop it or choose another",
                    directory));
  }
  if (auto checked = check_marker(file, directory); !checked)
    return tl::unexpected(checked.error());
  const bool written = ::pwrite(file, marker_text.data(), marker_text.size(), 0) ==
                       static_cast<ssize_t>(marker_text.size());
  if (!written || ::fsync(file) != 0) {
    return fail(FailureCode::unavailable, fmt::format("cannot write in data directory {}: {}",
                                                      directory, std::strerror(errno)));
  }
  return claim;
}

Result<void> check_directory(const std::string& directory) {
  const int file = ::open(marker_of(directory).c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    return fail(FailureCode::invalid_input,
                fmt::format("{} is not an atrium data directory", directory));
  }
  auto checked = check_marker(file, directory);
  ::close(file);
  return checked;
}

}  // namespace atrium::persistence
