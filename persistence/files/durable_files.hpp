// Files that are there after a power cut: whole or not at all. For anchors and archives; the
// journal itself has RocksDB for that.
#pragma once

#include "runtime/core/failure.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace atrium::persistence {

enum class Readers { everybody, owner_only };  // Modes 0644 and 0600, of directories 0755 and 0700.

// Makes the directory and those above it. One that is there already keeps its mode.
Result<void> make_directory(const std::filesystem::path& path,
                            Readers readers = Readers::everybody);

// Replaces the file in one step: a reader, and a power cut, see the old bytes or the new ones.
Result<void> replace_file(const std::filesystem::path& path, std::string_view bytes,
                          Readers readers = Readers::everybody);

// The same for a file that never changes again (mode 0444 or 0400). Written and synced piece by
// piece, so that whoever syncs on the same disk meanwhile does not wait for all of it.
Result<void> write_once(const std::filesystem::path& path, std::string_view bytes,
                        Readers readers = Readers::everybody);

// Overwrites a file with zeros before it is removed. A missing one is removed already.
Result<void> shred_file(const std::filesystem::path& path);

// Appends, and waits until it is on the disk.
Result<void> append_file(const std::filesystem::path& path, std::string_view bytes,
                         Readers readers = Readers::everybody);

// Nothing is an empty file here; a missing one is `not_found`.
Result<std::string> read_file(const std::filesystem::path& path);

// What stands in a file behind so many bytes.
Result<std::string> read_part(const std::filesystem::path& path, std::uintmax_t from);

// Names of files made, renamed or removed in the directory are durable on return.
Result<void> sync_directory(const std::filesystem::path& directory);

// Held by one process at a time, until destroyed. `in_use` when another one has it.
class FileLock {
 public:
  static Result<FileLock> take(const std::filesystem::path& path);
  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&&) = delete;
  ~FileLock();

 private:
  explicit FileLock(int file) : file_(file) {}
  int file_ = -1;
};

}  // namespace atrium::persistence
