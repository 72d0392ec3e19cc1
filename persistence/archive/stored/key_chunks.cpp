// See key_chunks.hpp.
#include "persistence/archive/stored/key_chunks.hpp"

#include "persistence/files/durable_files.hpp"
#include "persistence/journal/chain.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <utility>

namespace atrium::persistence {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view magic = "ATRKEY1\n";
constexpr std::string_view folder = "keys";
constexpr unsigned ends_chunk = 0x3ff;  // About a thousand subjects in a chunk.
constexpr std::size_t chunk_max = std::size_t{1} << 20;

void put_text(std::string& to, std::string_view text) {
  const auto size = static_cast<std::uint16_t>(text.size());
  to.append(reinterpret_cast<const char*>(&size), sizeof size);
  to += text;
}

bool take_text(std::string_view& from, std::string& text) {
  std::uint16_t size = 0;
  if (from.size() < sizeof size) return false;
  std::memcpy(&size, from.data(), sizeof size);
  if (from.size() < sizeof size + size) return false;
  text.assign(from.substr(sizeof size, size));
  from.remove_prefix(sizeof size + size);
  return true;
}

// Whether a chunk ends behind this subject depends on nothing but the subject.
bool is_last_of_chunk(const SubjectId& subject) {
  const auto hash = sha256(subject.value);
  return ((static_cast<unsigned>(hash[0]) << 8 | hash[1]) & ends_chunk) == 0;
}

Result<void> end_chunk(std::string& bytes, KeyChunks& chunks, const fs::path& archive) {
  if (bytes.size() == magic.size()) return {};
  const auto digest = sha256(bytes);
  bytes.append(reinterpret_cast<const char*>(digest.data()), digest.size());
  const auto file = fs::path(folder) / (to_hex(digest) + ".keys");
  chunks.files.push_back(file.string());
  std::error_code error;
  const bool is_there = fs::file_size(archive / file, error) == bytes.size() && !error;
  Result<void> done;
  if (!is_there) done = write_once(archive / file, bytes, Readers::owner_only);
  bytes = magic;
  return done;
}

}  // namespace

Result<KeyChunks> write_key_chunks(const std::string& data_directory, const fs::path& archive) {
  if (auto made = make_directory(archive / folder, Readers::owner_only); !made)
    return tl::unexpected(made.error());
  KeyChunks chunks;
  std::string bytes(magic);
  auto done = each_key(data_directory, [&](const StoredKey& key) -> Result<void> {
    put_text(bytes, key.subject.value);
    put_text(bytes, key.bytes);
    ++chunks.subjects;
    if (bytes.size() < chunk_max && !is_last_of_chunk(key.subject)) return {};
    return end_chunk(bytes, chunks, archive);
  });
  if (done) done = end_chunk(bytes, chunks, archive);
  if (!done) return tl::unexpected(done.error());
  return chunks;
}

Result<void> end_other_chunks(const KeyChunks& kept, const fs::path& archive) {
  std::vector<fs::path> others;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(archive / folder, error)) {
    const auto name = (fs::path(folder) / entry.path().filename()).string();
    if (std::ranges::find(kept.files, name) == kept.files.end()) others.push_back(entry.path());
  }
  for (const auto& other : others) {
    if (auto gone = shred_file(other); !gone) return gone;
  }
  return {};
}

Result<std::vector<StoredKey>> read_key_chunk(const fs::path& file) {
  const auto bytes = read_file(file);
  if (!bytes) return tl::unexpected(bytes.error());
  const auto damaged =
      fail(FailureCode::damaged, file.string() + " is damaged; use another copy of the archive");
  if (!bytes->starts_with(magic) || bytes->size() < magic.size() + sizeof(Hash)) return damaged;
  auto rest = std::string_view(*bytes).substr(0, bytes->size() - sizeof(Hash));
  Hash digest;
  std::memcpy(digest.data(), bytes->data() + rest.size(), sizeof digest);
  if (digest != sha256(rest)) return damaged;
  rest.remove_prefix(magic.size());
  std::vector<StoredKey> keys;
  while (!rest.empty()) {
    StoredKey key;
    if (!take_text(rest, key.subject.value) || !take_text(rest, key.bytes)) return damaged;
    keys.push_back(std::move(key));
  }
  return keys;
}

}  // namespace atrium::persistence
