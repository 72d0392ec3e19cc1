// The keys of people: what is about a person is sealed under a key of that person, kept outside the
// journal. Erase the key, and every copy of what was sealed under it (journal, snapshots, backups,
// archives) is unreadable for ever, while the journal's hash chain, which covers the sealed bytes,
// still verifies.
#pragma once

#include "runtime/core/failure.hpp"
#include "runtime/core/ids.hpp"
#include "runtime/core/journal.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

// STORED FORMAT 1 of sealed bytes: u8 format (1), key id (8), nonce (12), ciphertext, tag (16).
// AES-256-GCM with the subject as associated data, so that bytes sealed for one person never open
// as another's.

namespace atrium::persistence {

// Thread-safe.
class Vault {
 public:
  virtual ~Vault() = default;

  // Makes the subject's key on first use; the key is durable before this returns. A key that cannot
  // be kept is a fatal fault of the environment, thrown as std::runtime_error: nothing may be
  // sealed under it.
  [[nodiscard]] virtual Bytes seal(const SubjectId& subject, std::string_view plain) = 0;

  // Nothing: the key is gone, the person erased. Bytes that were changed are a Failure (damaged).
  [[nodiscard]] virtual Result<std::optional<std::string>> open(const SubjectId& subject,
                                                                std::string_view sealed) = 0;

  // A secret of the house itself, 32 bytes, made on first use and kept beside people's keys, so
  // that it comes along in backups and restores. Names begin with '~', which no subject's does.
  [[nodiscard]] virtual std::string secret(const std::string& name) = 0;

  // For ever. A subject nobody knows is erased already.
  virtual Result<void> erase(const SubjectId& subject) = 0;
};

// In `<directory>/keys`, readable by this user only. The directory is one that open_disk_store has
// claimed.
Result<std::unique_ptr<Vault>> open_disk_vault(const std::string& directory);

// For tests and simulation: keys and nonces are counted up from the seed, so that the same run
// makes the same bytes. Never for real people.
std::unique_ptr<Vault> make_memory_vault(std::uint64_t seed = 1);

}  // namespace atrium::persistence
