// See memory_log.hpp.
#include "persistence/journal/memory_log.hpp"

#include "persistence/journal/body.hpp"
#include "runtime/core/assert.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <vector>

namespace atrium::persistence {
namespace {

class InMemory final : public MemoryLog {
 public:
  void append(const Envelope& event, std::string_view, Position before) override {
    events_.push_back(event);
    before_.push_back(before);
  }
  Envelope event(Position position) const override { return events_.at(position - 1); }
  Position before(Position position) const override { return before_.at(position - 1); }

 private:
  std::vector<Envelope> events_;
  std::vector<Position> before_;
};

// Appends through a buffer, reads what is in the buffer from there.
class UnnamedFile {
 public:
  explicit UnnamedFile(const std::string& directory)
      : file_(::open(directory.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600)) {
    check(file_ >= 0);
  }
  UnnamedFile(const UnnamedFile&) = delete;
  UnnamedFile& operator=(const UnnamedFile&) = delete;
  ~UnnamedFile() { ::close(file_); }

  [[nodiscard]] std::uint64_t size() const { return flushed_ + buffer_.size(); }

  void append(std::string_view bytes) {
    buffer_ += bytes;
    if (buffer_.size() < buffer_max) return;
    const auto written =
        ::pwrite(file_, buffer_.data(), buffer_.size(), static_cast<off_t>(flushed_));
    check(written == static_cast<ssize_t>(buffer_.size()));
    flushed_ += buffer_.size();
    buffer_.clear();
  }

  void read(std::uint64_t at, char* to, std::size_t size) const {
    ATRIUM_ASSERT(at + size <= this->size(), "a read behind the end of the spilled log");
    if (at >= flushed_) {
      std::memcpy(to, buffer_.data() + (at - flushed_), size);
    } else {  // What is appended at once is flushed at once.
      check(::pread(file_, to, size, static_cast<off_t>(at)) == static_cast<ssize_t>(size));
    }
  }

 private:
  static constexpr std::size_t buffer_max = std::size_t{64} << 10;

  static void check(bool ok) {
    ATRIUM_ASSERT(ok, std::string("the spilled log cannot be kept: ") + std::strerror(errno));
  }

  int file_;
  std::uint64_t flushed_ = 0;
  std::string buffer_;
};

class InFiles final : public MemoryLog {
 public:
  explicit InFiles(const std::string& directory) : rows_(directory), index_(directory) {}

  void append(const Envelope&, std::string_view row, Position before) override {
    const Entry entry{rows_.size(), row.size(), before};
    rows_.append(row);
    index_.append({reinterpret_cast<const char*>(&entry), sizeof entry});
  }
  Envelope event(Position position) const override {
    const auto entry = entry_of(position);
    std::string row(entry.size, '\0');
    rows_.read(entry.at, row.data(), row.size());
    auto event = read_row(row);
    ATRIUM_ASSERT(event.has_value(), "the spilled log is not readable");
    return std::move(*event);
  }
  Position before(Position position) const override { return entry_of(position).before; }

 private:
  struct Entry {
    std::uint64_t at;
    std::uint64_t size;
    Position before;
  };

  [[nodiscard]] Entry entry_of(Position position) const {
    Entry entry{};
    index_.read((position - 1) * sizeof entry, reinterpret_cast<char*>(&entry), sizeof entry);
    return entry;
  }

  UnnamedFile rows_;
  UnnamedFile index_;
};

}  // namespace

std::unique_ptr<MemoryLog> log_in_memory() { return std::make_unique<InMemory>(); }

std::unique_ptr<MemoryLog> log_in_files(const std::string& directory) {
  return std::make_unique<InFiles>(directory);
}

}  // namespace atrium::persistence
