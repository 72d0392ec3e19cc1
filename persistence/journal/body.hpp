// One event as it is stored and hashed: the bytes of the log, the same in memory and in RocksDB.
#pragma once

#include "persistence/journal/chain.hpp"
#include "runtime/core/failure.hpp"
#include "runtime/core/journal.hpp"

#include <string>
#include <string_view>

// STORED FORMAT 1, for ever. All integers little-endian; `text` = varint length (LEB128), bytes.
// A row: hash (32) ‖ previous (32) ‖ body, where hash = H(previous ‖ body), H = SHA-256 or the
// data directory's other choice (chain.hpp). The body:
//   u8 format (1), u8 flags (1 = last of its commit), u8 who.kind, varint event, varint schema,
//   varint epoch, varint position, varint version, varint cause, i64 at (µs), u64 fingerprint,
//   text stream.kind, text stream.id, text command, text who.id, text payload, text reply

namespace atrium::persistence {

// Appends the body; `hash` and `previous` are not part of it.
void append_body(std::string& to, const Envelope& event);

// Appends the log row of `event` and fills in event.hash from event.previous.
void append_row(std::string& to, Envelope& event, ChainHash chain = ChainHash::sha256);

// Reads a row without checking its hash; damaged bytes are a Failure that says what is wrong, not
// where.
Result<Envelope> read_row(std::string_view row);

// The same, and the stored hash must be the one of the stored bytes.
Result<Envelope> read_checked_row(std::string_view row, ChainHash chain = ChainHash::sha256);

// What a walk along the chain needs of a row whose hash is the one of its bytes.
struct Link {
  Position position = 0;
  Hash previous{};
  Hash hash{};
};
Result<Link> check_row(std::string_view row, ChainHash chain);

}  // namespace atrium::persistence
