// The hash chain of a partition: every event's hash covers its bytes and the hash before it. Which
// hash, SHA-256 or SM3 (GB/T 32905), is chosen once for a data directory.
#pragma once

#include "runtime/core/journal.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace atrium::persistence {

// Both give 32 bytes; rows and bodies look the same under either. STORED as their names.
enum class ChainHash : std::uint8_t { sha256, sm3 };

std::string_view name_of(ChainHash chain);  // "sha256", "sm3"
std::optional<ChainHash> chain_hash_named(std::string_view name);

Hash sha256(std::string_view bytes);
Hash hash_of(ChainHash chain, std::string_view bytes);

// What the first event of a partition is chained to: H("atrium/" ‖ partition), so that one
// partition's history cannot be passed off as another's. STORED: never change it.
Hash chain_start(const PartitionId& partition, ChainHash chain = ChainHash::sha256);

// What a walk along a chain found.
struct ChainReport {
  bool ok = true;
  std::uint64_t events = 0;
  Hash head{};
  Position position = 0;  // When not ok: where the chain breaks first.
  std::string why;
};

std::string to_hex(const Hash& hash);

}  // namespace atrium::persistence
