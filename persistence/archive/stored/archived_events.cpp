// See archived_events.hpp.
#include "persistence/archive/stored/archived_events.hpp"

#include "persistence/archive/stored/segment.hpp"
#include "persistence/files/durable_files.hpp"

#include <fmt/format.h>

#include <utility>

namespace atrium::persistence {
namespace {

tl::unexpected<Failure> damaged(const std::filesystem::path& file, const std::string& why) {
  return fail(FailureCode::damaged, fmt::format("archive segment {} is damaged: {}; use another "
                                                "copy of the archive",
                                                file.string(), why));
}

Result<Segment> read_sound(const std::filesystem::path& file, const SegmentEntry& entry,
                           const PartitionId& partition, ChainHash chain) {
  const auto bytes = read_file(file);
  if (!bytes && bytes.error().code == FailureCode::not_found)
    return damaged(file,
                   fmt::format("it is missing, with positions {} to {}", entry.first, entry.last));
  if (!bytes) return tl::unexpected(bytes.error());
  auto segment = read_segment(*bytes);
  if (!segment) return damaged(file, segment.error().what);
  const bool is_it = segment->partition == partition && segment->chain == chain &&
                     segment->first == entry.first && segment->last == entry.last &&
                     segment->previous == entry.previous && entry.until >= entry.first &&
                     entry.until <= entry.last;
  if (!is_it) {
    return damaged(file, fmt::format("it does not hold the events {} to {} of {} that the manifest "
                                     "says",
                                     entry.first, entry.last, partition.value));
  }
  segment->events.resize(entry.until - entry.first + 1);
  if (segment->events.back().hash != entry.head) {
    return damaged(file, fmt::format("at position {}: it is not the event that the manifest says",
                                     entry.until));
  }
  return segment;
}

}  // namespace

Result<void> each_segment(const std::filesystem::path& archive, const Manifest& manifest,
                          const PartitionId& partition,
                          const std::function<Result<bool>(std::vector<Envelope>)>& each) {
  const auto known = manifest.partitions.find(partition);
  if (known == manifest.partitions.end()) {
    return fail(FailureCode::not_found,
                fmt::format("no partition {} in {}", partition.value, archive.string()));
  }
  auto head = chain_start(partition, manifest.chain);
  Position next = 1;
  for (const auto& entry : known->second.segments) {
    const auto file = archive / entry.file;
    if (entry.first != next || entry.previous != head) {
      return damaged(file,
                     fmt::format("at position {}: it does not follow the segment before it", next));
    }
    auto segment = read_sound(file, entry, partition, manifest.chain);
    if (!segment) return tl::unexpected(segment.error());
    head = entry.head;
    next = entry.until + 1;
    const auto more = each(std::move(segment->events));
    if (!more) return tl::unexpected(more.error());
    if (!*more) break;
  }
  return {};
}

}  // namespace atrium::persistence
