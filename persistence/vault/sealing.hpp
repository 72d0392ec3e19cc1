// AES-256-GCM through OpenSSL, and the stored form of sealed bytes (vault.hpp). Keeps no key.
#pragma once

#include "runtime/core/failure.hpp"
#include "runtime/core/ids.hpp"
#include "runtime/core/journal.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace atrium::persistence {

using KeyId = std::array<char, 8>;
using Nonce = std::array<char, 12>;

// A subject erased and heard of again gets another key with another id, so that old bytes are known
// to be lost.
struct Key {
  KeyId id{};
  std::array<char, 32> secret{};
};

Bytes seal_under(const Key& key, const Nonce& nonce, const SubjectId& subject,
                 std::string_view plain);

// Nothing: sealed under another key, which is gone.
Result<std::optional<std::string>> open_under(const Key& key, const SubjectId& subject,
                                              std::string_view sealed);

// From the operating system; throws std::runtime_error when there is none to be had.
void fill_random(char* bytes, std::size_t size);

}  // namespace atrium::persistence
