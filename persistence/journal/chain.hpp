// The hash chain of a partition: every event's hash covers its bytes and the hash before it.
#pragma once

#include "runtime/core/journal.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace atrium::persistence {

Hash sha256(std::string_view bytes);

// What the first event of a partition is chained to: SHA-256("atrium/" ‖ partition), so that one
// partition's history cannot be passed off as another's. STORED: never change it.
Hash chain_start(const PartitionId& partition);

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
