// An anchor: a signed word that at some time a partition's history up to a position had this hash.
// The hash chain alone cannot tell that its end was cut off, or that all of it was written anew; an
// anchor that is kept elsewhere can. How they are written: anchor_writer.hpp.
#pragma once

#include "persistence/anchors/signing.hpp"
#include "runtime/core/failure.hpp"
#include "runtime/core/journal.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

// STORED FORMAT 1. One JSON object a line in `anchors/<partition>.jsonl`, in the order of signing:
//   {"partition":"chengmai","epoch":1,"begins":0,"position":1000,"hash":"<64 hex>",
//    "at":"2026-11-21T01:02:03.456Z","suite":"ed25519","key":"<16 hex>","signature":"<base64>"}
// `begins`: the position behind which the epoch begins; what earlier epochs had beyond it was given
// up by a restore. `at`: when it was signed. Signed are the bytes
//   "atrium anchor 1\n" partition "\n" epoch "\n" begins "\n" position "\n" hash "\n" at "\n"
//   suite "\n" key "\n"
// with the same texts as in the JSON, numbers in decimal digits.

namespace atrium::persistence {

struct Anchor {
  PartitionId partition;
  EpochStart epoch;
  Position position = 0;
  Hash hash{};
  Instant at;
  std::string suite = {};
  std::string key = {};
  std::string signature = {};  // Raw bytes.
};

std::string signed_text(const Anchor& anchor);

// Fills in suite, key and signature.
void sign(Anchor& anchor, const SigningKey& key);

std::string to_line(const Anchor& anchor);  // With its "\n".
Result<Anchor> read_anchor(std::string_view line);

// By the id of the key.
using Keyring = std::map<std::string, PublicKey>;

// Nothing: signed by a key in the ring. Else what is wrong, for the line that names the anchor.
std::string fault_of(const Anchor& anchor, const Keyring& keys);

// A missing file holds none. A line that is no anchor is a Failure that names it; a last one that
// was cut short by a power cut is left out.
Result<std::vector<Anchor>> read_anchors(const std::filesystem::path& file);

// Every `*.pub.pem` in the directory; none when there is no such directory.
Result<Keyring> read_keyring(const std::filesystem::path& directory);
Result<PublicKey> read_public_key(const std::filesystem::path& file);

// A partition's name as the name of a file: what is not [A-Za-z0-9_-] becomes %xx.
std::string file_name_of(const PartitionId& partition);

}  // namespace atrium::persistence
