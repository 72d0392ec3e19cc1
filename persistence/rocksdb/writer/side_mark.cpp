// See side_mark.hpp.
#include "persistence/rocksdb/writer/side_mark.hpp"

#include "persistence/journal/chain.hpp"

#include <rocksdb/env.h>

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <memory>
#include <optional>
#include <sstream>
#include <utility>

namespace atrium::persistence {
namespace {

constexpr auto pause = std::chrono::milliseconds(500);
constexpr std::string_view first_words = "atrium journal mark 1 ";

std::string path_of(const std::string& directory, std::uint64_t which) {
  return fmt::format("{}/journal.mark.{}", directory, which % 2);
}

std::string text_of(std::uint64_t count, const std::map<PartitionId, DurableMark>& marks) {
  auto text = fmt::format("{}{}\n", first_words, count);
  for (const auto& [id, mark] : marks) {
    text += fmt::format("{} {} {} {}\n", mark.number, mark.position, to_hex(mark.hash), id.value);
  }
  return text + to_hex(sha256(text)) + "\n";
}

bool read_hash(std::string_view hex, Hash& hash) {
  if (hex.size() != 2 * hash.size()) return false;
  for (std::size_t i = 0; i < hash.size(); ++i) {
    const auto* begin = hex.data() + 2 * i;
    const auto [end, error] = std::from_chars(begin, begin + 2, hash[i], 16);
    if (error != std::errc{} || end != begin + 2) return false;
  }
  return true;
}

bool read_line(const std::string& line, DurableMark& mark) {
  std::istringstream words(line);
  std::string hash;
  words >> mark.number >> mark.position >> hash;
  words.get();
  std::getline(words, mark.partition.value);
  return !words.fail() && read_hash(hash, mark.hash);
}

std::optional<DurableMarks> read_text(const std::string& text) {
  constexpr std::size_t hash_line = 2 * sizeof(Hash) + 1;
  if (text.size() < hash_line || !text.starts_with(first_words)) return std::nullopt;
  const auto body = text.substr(0, text.size() - hash_line);
  if (text.substr(body.size()) != to_hex(sha256(body)) + "\n") return std::nullopt;
  DurableMarks found;
  std::istringstream lines(body);
  std::string line;
  std::getline(lines, line);
  const auto count = std::string_view(line).substr(first_words.size());
  std::from_chars(count.data(), count.data() + count.size(), found.count);
  while (std::getline(lines, line)) {
    if (!read_line(line, found.marks.emplace_back())) return std::nullopt;
  }
  return found;
}

}  // namespace

Result<DurableMarks> read_side_mark(rocksdb::Env& env, const std::string& directory) {
  int there = 0;
  std::optional<DurableMarks> newest;
  for (const std::uint64_t which : {0, 1}) {
    const auto path = path_of(directory, which);
    std::string text;
    if (!env.FileExists(path).ok()) continue;
    ++there;
    if (const auto status = rocksdb::ReadFileToString(&env, path, &text); !status.ok()) continue;
    auto found = read_text(text);
    if (found && (!newest || found->count > newest->count)) newest = std::move(found);
  }
  if (newest) return std::move(*newest);
  if (there < 2) return DurableMarks{};  // A power cut while the first was written.
  return fail(FailureCode::damaged,
              fmt::format("{0}/journal.mark.0 and {0}/journal.mark.1 are both damaged; run `atrium "
                          "journal verify --data {0}`, and if it finds nothing, remove the two",
                          directory));
}

SideMark::SideMark(rocksdb::Env& env, std::string directory, DurableMarks known,
                   std::function<std::vector<DurableMark>()> look)
    : env_(env), directory_(std::move(directory)), count_(known.count), look_(std::move(look)) {
  for (auto& mark : known.marks) marks_[mark.partition] = std::move(mark);
  thread_ = std::thread([this] { run(); });
}

SideMark::~SideMark() { stop(); }

void SideMark::moved() {
  if (dirty_.exchange(true)) return;
  const std::lock_guard lock(mutex_);
  changed_.notify_one();
}

void SideMark::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void SideMark::run() {
  std::unique_lock lock(mutex_);
  for (bool last = false; !last;) {
    changed_.wait(lock, [this] { return stopping_ || dirty_.load(); });
    last = stopping_;
    if (!dirty_.exchange(false)) continue;
    lock.unlock();
    write();
    lock.lock();
    changed_.wait_for(lock, pause, [this] { return stopping_; });
  }
}

void SideMark::write() {
  for (auto& mark : look_()) marks_[mark.partition] = std::move(mark);
  const auto path = path_of(directory_, count_ + 1);
  if (write_file(path, text_of(count_ + 1, marks_))) {
    ++count_;
  } else {
    ++failures_;
    dirty_ = true;
  }
}

bool SideMark::write_file(const std::string& path, const std::string& text) {
  const bool is_new = !env_.FileExists(path).ok();
  std::unique_ptr<rocksdb::WritableFile> file;
  if (!env_.NewWritableFile(path, &file, rocksdb::EnvOptions()).ok()) return false;
  const bool written = file->Append(text).ok() && file->Flush().ok() && file->Sync().ok();
  if (!file->Close().ok() || !written) return false;
  if (!is_new) return true;
  std::unique_ptr<rocksdb::Directory> entries;
  return env_.NewDirectory(directory_, &entries).ok() && entries->Fsync().ok();
}

}  // namespace atrium::persistence
