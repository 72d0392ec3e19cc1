// High-water marks and their stored form.
#include "runtime/host/shell/notes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

namespace atrium::host {
namespace {

template <class Number>
void put(std::string& bytes, Number number) {
  for (std::size_t i = 0; i < sizeof(Number); ++i) {
    bytes += static_cast<char>(static_cast<std::uint64_t>(number) >> (8 * i) & 0xff);
  }
}

template <class Number>
std::optional<Number> take(std::string_view& bytes) {
  if (bytes.size() < sizeof(Number)) return std::nullopt;
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < sizeof(Number); ++i) {
    number |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
  }
  bytes.remove_prefix(sizeof(Number));
  return static_cast<Number>(number);
}

}  // namespace

void ShellNotes::heard(const CommandId& id) {
  const auto own = derived(id);
  if (!own) return;
  const auto found = highest_.find(own->source);
  if (found == highest_.end()) {
    highest_.emplace(own->source, own->sequence);
  } else {
    found->second = std::max(found->second, own->sequence);
  }
}

bool ShellNotes::already(const Derived& id) const {
  const auto found = highest_.find(id.source);
  return found != highest_.end() && id.sequence <= found->second;
}

std::string ShellNotes::packed() const {
  std::string bytes;
  put(bytes, static_cast<std::uint32_t>(highest_.size()));
  for (const auto& [source, sequence] : highest_) {
    put(bytes, static_cast<std::uint16_t>(source.size()));
    bytes += source;
    put(bytes, sequence);
  }
  return bytes;
}

std::optional<std::string_view> ShellNotes::unpack(std::string_view bytes) {
  highest_.clear();
  auto count = take<std::uint32_t>(bytes);
  if (!count) return std::nullopt;
  for (; *count > 0; --*count) {
    const auto length = take<std::uint16_t>(bytes);
    if (!length || bytes.size() < *length) return std::nullopt;
    std::string source{bytes.substr(0, *length)};
    bytes.remove_prefix(*length);
    const auto sequence = take<std::uint64_t>(bytes);
    if (!sequence) return std::nullopt;
    highest_.emplace(std::move(source), *sequence);
  }
  return bytes;
}

void report_defect(const StreamId& stream, const char* what) {
  fmt::print(stderr, "defect in {}/{}: {}\n", stream.kind, stream.id, what);
}

}  // namespace atrium::host
