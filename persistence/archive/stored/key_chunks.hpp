// The people's keys in an archive. They are kept in chunks that are named by their content and cut
// where the subjects say so, so that one more key, or one less, changes one small file: a key that
// was erased in the vault is gone from the archive with its next backup, overwritten with zeros.
#pragma once

#include "persistence/vault/vault_copy.hpp"
#include "runtime/core/failure.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

// STORED FORMAT 1 of a chunk: "ATRKEY1\n" · for each subject, ascending: u16 length, subject,
// u16 length, key (persistence/vault/disk_vault.cpp) · SHA-256 of all before. Mode 0400, in a
// directory of mode 0700. The name is the digest in hexadecimal. Integers little-endian.

namespace atrium::persistence {

struct KeyChunks {
  std::vector<std::string> files;  // Relative to the archive.
  std::size_t subjects = 0;
};

// Writes the chunks that are not there yet.
Result<KeyChunks> write_key_chunks(const std::string& data_directory,
                                   const std::filesystem::path& archive);

// Ends what no longer belongs to the archive. Called once the manifest names the new files.
Result<void> end_other_chunks(const KeyChunks& kept, const std::filesystem::path& archive);

Result<std::vector<StoredKey>> read_key_chunk(const std::filesystem::path& file);

}  // namespace atrium::persistence
