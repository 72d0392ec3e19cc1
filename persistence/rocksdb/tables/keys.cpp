// See keys.hpp.
#include "persistence/rocksdb/tables/keys.hpp"

#include "runtime/core/assert.hpp"

#include <rocksdb/slice.h>
#include <rocksdb/slice_transform.h>

#include <bit>
#include <cstring>

namespace atrium::persistence {
namespace {

static_assert(std::endian::native == std::endian::little, "the stored form is little-endian");

template <class Number>
void put_big(std::string& to, Number value) {
  char bytes[sizeof value];
  for (std::size_t i = 0; i < sizeof value; ++i) {
    bytes[i] = static_cast<char>(value >> (8 * (sizeof value - 1 - i)));
  }
  to.append(bytes, sizeof value);
}

// The name is stored in the database: a changed transform needs a new one.
class StreamPrefix final : public rocksdb::SliceTransform {
 public:
  const char* Name() const override { return "atrium.stream.1"; }
  rocksdb::Slice Transform(const rocksdb::Slice& key) const override {
    return {key.data(), key.size() - sizeof(std::uint64_t)};
  }
  bool InDomain(const rocksdb::Slice& key) const override {
    return key.size() > sizeof(std::uint64_t);
  }
};

}  // namespace

void log_key(std::string& to, std::uint32_t partition, Position position) {
  to.clear();
  put_big(to, partition);
  put_big(to, position);
}

void stream_key(std::string& to, std::uint32_t partition, const StreamId& stream,
                std::uint64_t number) {
  ATRIUM_ASSERT(stream.kind.size() <= stream_kind_max && stream.id.size() <= stream_id_max,
                "a stream's name is too long");
  to.clear();
  put_big(to, partition);
  put_big(to, static_cast<std::uint8_t>(stream.kind.size()));
  to += stream.kind;
  put_big(to, static_cast<std::uint16_t>(stream.id.size()));
  to += stream.id;
  put_big(to, number);
}

void name_key(std::string& to, std::uint32_t partition, std::string_view name) {
  to.clear();
  put_big(to, partition);
  to += name;
}

std::string log_key(std::uint32_t partition, Position position) {
  std::string key;
  log_key(key, partition, position);
  return key;
}

std::string stream_key(std::uint32_t partition, const StreamId& stream, std::uint64_t number) {
  std::string key;
  stream_key(key, partition, stream, number);
  return key;
}

std::string name_key(std::uint32_t partition, std::string_view name) {
  std::string key;
  name_key(key, partition, name);
  return key;
}

std::uint64_t last_number(std::string_view key) {
  if (key.size() < sizeof(std::uint64_t)) return 0;
  std::uint64_t value = 0;
  for (const char byte : key.substr(key.size() - sizeof value)) {
    value = value << 8 | static_cast<std::uint8_t>(byte);
  }
  return value;
}

std::string fixed(std::uint64_t value) { return std::string(fixed_view(value)); }

std::string_view fixed_view(const std::uint64_t& value) {
  return {reinterpret_cast<const char*>(&value), sizeof value};
}

std::uint64_t fixed(std::string_view bytes) {
  std::uint64_t value = 0;
  if (bytes.size() >= sizeof value) std::memcpy(&value, bytes.data(), sizeof value);
  return value;
}

const rocksdb::SliceTransform* make_stream_prefix() { return new StreamPrefix; }

}  // namespace atrium::persistence
