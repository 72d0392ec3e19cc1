// Keys of the column families: made here, and nowhere else.
#pragma once

#include "runtime/core/ids.hpp"

#include <cstdint>
#include <string>
#include <string_view>

// STORED FORMAT 1. Integers in keys are big-endian, so that bytes sort as numbers; those in values
// little-endian. stream = u8 length, kind, u16 length, id.
//   log: partition u32, position u64 → row (persistence/journal/body.hpp)
//   ent: partition u32, stream, version u64 → position u64
//   cmd: partition u32, command id → position u64 of the last event of the commit
//   snap: partition u32, stream, (2^64 - 1 - version) u64 → snapshot (snapshots.hpp), newest first
//   cursors: partition u32, name → position u64
//   tmr: partition u32, due (µs + 2^63) u64, kind, 0, id → nothing
//   meta: "format" → "1"; "partition/<name>" → number u32, highest epoch used or reserved u64;
//     "epoch/<name>/<epoch>" → the position it begins behind u64 (none: epoch 1 from the start);
//     "timers/<name>" → i64 (µs): tmr holds every stream's
//     timer, and none is due before that; "forgotten/<name>" → position u64 up
//     to which cmd was walked; "mark/<name>" → text (store.hpp)
// The first release wrote no tmr, epoch, timers, forgotten.

namespace rocksdb {
class SliceTransform;
}

namespace atrium::persistence {

inline constexpr std::size_t stream_kind_max = 255;
inline constexpr std::size_t stream_id_max = 1024;

// Each sets `to`, so that a buffer can be used again.
void log_key(std::string& to, std::uint32_t partition, Position position);
void stream_key(std::string& to, std::uint32_t partition, const StreamId& stream,
                std::uint64_t number);
void name_key(std::string& to, std::uint32_t partition, std::string_view name);

std::string log_key(std::uint32_t partition, Position position);
std::string stream_key(std::uint32_t partition, const StreamId& stream, std::uint64_t number);
std::string name_key(std::uint32_t partition, std::string_view name);

// The big-endian number that ends a log, ent or snap key.
std::uint64_t last_number(std::string_view key);

std::string fixed(std::uint64_t value);
std::string_view fixed_view(const std::uint64_t& value);
// Nothing less than 8 bytes is a number; 0 then.
std::uint64_t fixed(std::string_view bytes);

// What streams are grouped by in bloom filters: a stream key without its number.
const rocksdb::SliceTransform* make_stream_prefix();

}  // namespace atrium::persistence
