// See segment.hpp.
#include "persistence/archive/stored/segment.hpp"

#include "persistence/journal/body.hpp"

#include <fmt/format.h>

#include <cstring>
#include <utility>

namespace atrium::persistence {
namespace {

constexpr std::string_view magic = "ATRSEG1\n";
constexpr std::size_t trailer_size = sizeof(std::uint32_t) + sizeof(Position) + sizeof(Hash);

template <class T>
void put(std::string& to, const T& value) {
  to.append(reinterpret_cast<const char*>(&value), sizeof value);
}

// Takes a T off the front; false when there are not so many bytes.
template <class T>
bool take(std::string_view& from, T& value) {
  if (from.size() < sizeof value) return false;
  std::memcpy(&value, from.data(), sizeof value);
  from.remove_prefix(sizeof value);
  return true;
}

void put_text(std::string& to, std::string_view text) {
  auto size = text.size();
  for (; size >= 0x80; size >>= 7) to += static_cast<char>(size | 0x80);
  to += static_cast<char>(size);
  to += text;
}

bool take_text(std::string_view& from, std::string& text) {
  std::size_t size = 0;
  for (unsigned shift = 0; shift < 28; shift += 7) {
    std::uint8_t part = 0;
    if (!take(from, part)) return false;
    size |= std::size_t{part & 0x7fU} << shift;
    if (part >= 0x80) continue;
    if (size > from.size()) return false;
    text.assign(from.substr(0, size));
    from.remove_prefix(size);
    return true;
  }
  return false;
}

tl::unexpected<Failure> damaged(Position position, const std::string& why) {
  return fail(FailureCode::damaged, fmt::format("at position {}: {}", position, why));
}

tl::unexpected<Failure> cut_short() {
  return fail(FailureCode::damaged, "it is cut short, or not a segment of format 1");
}

bool read_header(std::string_view& bytes, Segment& segment) {
  if (!bytes.starts_with(magic)) return false;
  bytes.remove_prefix(magic.size());
  std::uint8_t chain = 0;
  std::string partition;
  if (!take(bytes, chain) || chain < 1 || chain > 2) return false;
  if (!take_text(bytes, partition)) return false;
  segment.partition = PartitionId(std::move(partition));
  segment.chain = chain == 2 ? ChainHash::sm3 : ChainHash::sha256;
  return take(bytes, segment.first) && take(bytes, segment.previous);
}

Result<void> read_events(std::string_view bytes, Segment& segment) {
  segment.head = segment.previous;
  for (auto position = segment.first;; ++position) {
    std::uint32_t size = 0;
    if (!take(bytes, size) || size > bytes.size()) return damaged(position, "the event is missing");
    if (size == 0) break;
    auto event = read_checked_row(bytes.substr(0, size), segment.chain);
    bytes.remove_prefix(size);
    if (!event) return damaged(position, event.error().what);
    if (event->position != position)
      return damaged(position,
                     fmt::format("the event of position {} stands here", event->position));
    if (event->previous != segment.head)
      return damaged(position, "the event is not chained to the one before it");
    segment.head = event->hash;
    segment.last = position;
    segment.events.push_back(std::move(*event));
  }
  Position last = 0;
  if (!take(bytes, last) || last != segment.last || !bytes.empty()) {
    return damaged(segment.last + 1, "the event is missing");
  }
  return {};
}

}  // namespace

SegmentBuilder::SegmentBuilder(const PartitionId& partition, ChainHash chain, Position first,
                               const Hash& previous)
    : partition_(partition), chain_(chain), first_(first), next_(first), head_(previous) {
  bytes_ = magic;
  bytes_ += chain == ChainHash::sm3 ? '\2' : '\1';
  put_text(bytes_, partition.value);
  put(bytes_, first);
  put(bytes_, previous);
}

Result<void> SegmentBuilder::add(Envelope event) {
  const auto stored = event.hash;
  row_.clear();
  append_row(row_, event, chain_);
  const bool follows = event.position == next_ && event.previous == head_;
  if (!follows || event.hash != stored) {
    return fail(FailureCode::damaged,
                fmt::format("partition {} is damaged at position {}: {}; restore the newest backup",
                            partition_.value, next_,
                            follows ? "the record's bytes do not match its hash"
                                    : "the event is not chained to the one before it"));
  }
  put(bytes_, static_cast<std::uint32_t>(row_.size()));
  bytes_ += row_;
  head_ = event.hash;
  ++next_;
  return {};
}

std::string SegmentBuilder::finish() {
  put(bytes_, std::uint32_t{0});
  put(bytes_, last());
  const auto digest = hash_of(chain_, bytes_);
  put(bytes_, digest);
  return std::move(bytes_);
}

Result<Segment> read_segment(std::string_view bytes) {
  Segment segment;
  auto rest = bytes;
  if (bytes.size() < trailer_size || !read_header(rest, segment)) return cut_short();
  const auto whole = bytes.substr(0, bytes.size() - sizeof(Hash));
  rest.remove_suffix(std::min(rest.size(), sizeof(Hash)));
  if (auto read = read_events(rest, segment); !read) return tl::unexpected(read.error());
  Hash digest;
  std::memcpy(digest.data(), bytes.data() + whole.size(), sizeof digest);
  if (digest != hash_of(segment.chain, whole)) {
    return fail(FailureCode::damaged,
                "its events are sound, but its digest is not: it was changed");
  }
  return segment;
}

}  // namespace atrium::persistence
