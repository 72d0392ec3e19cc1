// See durable_files.hpp.
#include "persistence/files/durable_files.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>
#include <utility>

namespace atrium::persistence {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Failure> trouble(const char* doing, const fs::path& path, int error) {
  auto code = FailureCode::unavailable;
  std::string advice = "make it writable, or choose another place";
  if (error == ENOSPC || error == EDQUOT) {
    code = FailureCode::exhausted;
    advice = "free some space there";
  } else if (error == ENOENT) {
    code = FailureCode::not_found;
    advice = "check the name";
  }
  return fail(code,
              fmt::format("cannot {} {}: {}; {}", doing, path.string(), strerror(error), advice));
}

mode_t file_mode(Readers readers) { return readers == Readers::owner_only ? 0600 : 0644; }

// Closes by itself; `take` keeps it open for somebody else.
class Open {
 public:
  Open(const fs::path& path, int flags, mode_t mode = 0)
      : file_(::open(path.c_str(), flags | O_CLOEXEC, mode)) {}
  Open(const Open&) = delete;
  Open& operator=(const Open&) = delete;
  ~Open() {
    if (file_ >= 0) ::close(file_);
  }
  explicit operator bool() const { return file_ >= 0; }
  [[nodiscard]] int file() const { return file_; }
  int take() { return std::exchange(file_, -1); }

 private:
  int file_;
};

bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

constexpr std::size_t piece = std::size_t{1} << 20;

// Under a passing name first, so that the name never stands for half of the bytes.
Result<void> put_in_place(const fs::path& path, std::string_view bytes, mode_t mode) {
  const fs::path passing = path.string() + ".new";
  ::unlink(passing.c_str());
  {
    const Open open(passing, O_WRONLY | O_CREAT | O_EXCL, mode);
    if (!open) return trouble("write", passing, errno);
    for (; bytes.size() > piece; bytes.remove_prefix(piece)) {
      if (!write_all(open.file(), bytes.substr(0, piece)) || ::fdatasync(open.file()) != 0)
        return trouble("write", passing, errno);
    }
    if (!write_all(open.file(), bytes) || ::fsync(open.file()) != 0)
      return trouble("write", passing, errno);
  }
  if (::rename(passing.c_str(), path.c_str()) != 0) return trouble("replace", path, errno);
  return sync_directory(path.parent_path());
}

}  // namespace

Result<void> make_directory(const fs::path& path, Readers readers) {
  std::error_code error;
  if (fs::is_directory(path, error)) return {};
  if (path.has_parent_path()) {
    if (auto above = make_directory(path.parent_path()); !above) return above;
  }
  const mode_t mode = readers == Readers::owner_only ? 0700 : 0755;
  if (::mkdir(path.c_str(), mode) != 0 && errno != EEXIST) {
    return trouble("make the directory", path, errno);
  }
  return sync_directory(path.parent_path());
}

Result<void> sync_directory(const fs::path& directory) {
  const auto& path = directory.empty() ? fs::path(".") : directory;
  const Open open(path, O_RDONLY | O_DIRECTORY);
  if (!open || ::fsync(open.file()) != 0) return trouble("sync", path, errno);
  return {};
}

Result<void> replace_file(const fs::path& path, std::string_view bytes, Readers readers) {
  return put_in_place(path, bytes, file_mode(readers));
}

Result<void> write_once(const fs::path& path, std::string_view bytes, Readers readers) {
  return put_in_place(path, bytes, file_mode(readers) & 0444);
}

Result<void> shred_file(const fs::path& path) {
  std::error_code ignored;
  fs::permissions(path, fs::perms::owner_write, fs::perm_options::add, ignored);
  {
    const Open open(path, O_WRONLY);
    if (!open && errno == ENOENT) return {};
    struct stat now {};
    if (!open || ::fstat(open.file(), &now) != 0) return trouble("remove", path, errno);
    const std::string zeros(static_cast<std::size_t>(now.st_size), '\0');
    if (!write_all(open.file(), zeros) || ::fsync(open.file()) != 0)
      return trouble("overwrite", path, errno);
  }
  if (::unlink(path.c_str()) != 0) return trouble("remove", path, errno);
  return sync_directory(path.parent_path());
}

Result<void> append_file(const fs::path& path, std::string_view bytes, Readers readers) {
  const bool is_new = ::access(path.c_str(), F_OK) != 0;
  const Open open(path, O_WRONLY | O_CREAT | O_APPEND, file_mode(readers));
  if (!open || !write_all(open.file(), bytes) || ::fdatasync(open.file()) != 0) {
    return trouble("append to", path, errno);
  }
  return is_new ? sync_directory(path.parent_path()) : Result<void>{};
}

Result<std::string> read_file(const fs::path& path) {
  std::error_code error;
  if (fs::is_directory(path, error)) return trouble("read", path, EISDIR);
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) return trouble("read", path, errno ? errno : EIO);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  if (file.bad()) return trouble("read", path, EIO);
  return std::move(bytes).str();
}

Result<std::string> read_part(const fs::path& path, std::uintmax_t from) {
  const Open open(path, O_RDONLY);
  struct stat now {};
  if (!open || ::fstat(open.file(), &now) != 0) return trouble("read", path, errno);
  const auto size = static_cast<std::uintmax_t>(now.st_size);
  std::string bytes(size - std::min(size, from), '\0');
  std::size_t done = 0;
  while (done < bytes.size()) {
    const auto at = static_cast<off_t>(from + done);
    const auto read = ::pread(open.file(), bytes.data() + done, bytes.size() - done, at);
    if (read < 0) return trouble("read", path, errno);
    if (read == 0) break;
    done += static_cast<std::size_t>(read);
  }
  bytes.resize(done);
  return bytes;
}

Result<FileLock> FileLock::take(const fs::path& path) {
  Open open(path, O_RDWR | O_CREAT, 0644);
  if (!open) return trouble("lock", path, errno);
  if (::flock(open.file(), LOCK_EX | LOCK_NB) != 0) {
    return fail(FailureCode::in_use,
                fmt::format("{} is in use by another atrium; wait until it is done",
                            path.parent_path().string()));
  }
  return FileLock(open.take());
}

FileLock::FileLock(FileLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

FileLock::~FileLock() {
  if (file_ >= 0) ::close(file_);
}

}  // namespace atrium::persistence
