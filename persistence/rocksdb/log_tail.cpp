// See log_tail.hpp. The layout is RocksDB's (db/log_format.h): blocks of 32 KiB; a record lies
// within one: masked CRC-32C of what follows the length u32, length u16, type u8, bytes. A write
// that is too long for the rest of its block goes on in records of the types middle and last.
#include "persistence/rocksdb/log_tail.hpp"

#include <rocksdb/env.h>

#include <boost/crc.hpp>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <vector>

namespace atrium::persistence {
namespace {

constexpr std::size_t block = 32768, header = 7;
constexpr std::size_t write_max = std::size_t{8} << 20;  // Twice what the writer puts in a batch.
constexpr std::uint8_t type_full = 1, type_first = 2, type_last = 4;

struct Record {
  std::uint8_t type = 0;
  std::size_t size = 0;  // With its header.
};

std::uint32_t masked_crc(std::string_view bytes) {
  boost::crc_optimal<32, 0x1EDC6F41, 0xFFFFFFFF, 0xFFFFFFFF, true, true> sum;
  sum.process_bytes(bytes.data(), bytes.size());
  const std::uint32_t crc = sum.checksum();
  return ((crc >> 15) | (crc << 17)) + 0xa282ead8U;
}

// The record at `at`, when it is whole; otherwise size 0.
Record record_at(std::string_view log, std::size_t at) {
  const auto end = std::min(log.size(), (at / block + 1) * block);
  if (at + header > end) return {};
  std::uint32_t crc = 0;
  std::uint16_t length = 0;
  std::memcpy(&crc, log.data() + at, sizeof crc);
  std::memcpy(&length, log.data() + at + 4, sizeof length);
  const Record record{static_cast<std::uint8_t>(log[at + 6]), header + length};
  if (record.type < type_full || record.type > type_last || at + record.size > end) return {};
  return masked_crc(log.substr(at + 6, 1U + length)) == crc ? record : Record{};
}

// Where the first record that is not whole begins; the log's end when all are.
std::size_t first_broken(std::string_view log) {
  std::size_t at = 0;
  while (at < log.size()) {
    if (block - at % block < header) {
      at += block - at % block;  // Too short for a record: padding.
      continue;
    }
    const auto record = record_at(log, at);
    if (record.size == 0) return at;
    at += record.size;
  }
  return log.size();
}

}  // namespace

bool is_torn_at_end(std::string_view log) {
  const auto broken = first_broken(log);
  if (broken >= log.size() || log.size() - broken > write_max) return false;
  for (auto at = broken + 1; at < log.size(); ++at) {
    const auto record = record_at(log, at);
    const bool begins = record.type == type_full || record.type == type_first;
    if (record.size > header && begins) return false;
  }
  return true;
}

bool is_torn_at_end(rocksdb::Env& env, const std::string& database) {
  std::vector<std::string> names;
  if (!env.GetChildren(database, &names).ok()) return false;
  std::string newest;
  for (const auto& name : names) {
    if (name.ends_with(".log") && (name.size() > newest.size() || name > newest)) newest = name;
  }
  std::string log;
  return !newest.empty() && rocksdb::ReadFileToString(&env, database + "/" + newest, &log).ok() &&
         is_torn_at_end(log);
}

}  // namespace atrium::persistence
