// See restorable.hpp: the rules of admission, the same for both journals.
#include "persistence/journal/restorable.hpp"

#include "persistence/journal/body.hpp"

#include <string>

namespace atrium::persistence {
namespace {

tl::unexpected<Failure> refuse(const PartitionId& partition, Position position,
                               const std::string& why) {
  return fail(FailureCode::invalid_input,
              "partition " + partition.value + " does not admit position " +
                  std::to_string(position) + ": " + why + "; restore from another copy");
}

}  // namespace

Result<void> check_admission(const PartitionId& partition, Head head, ChainHash chain,
                             const std::vector<Envelope>& events,
                             const std::function<Version(const StreamId&)>& stored) {
  std::unordered_map<StreamId, Version> versions;
  std::string row;
  auto epoch = head.epoch;
  for (const auto& event : events) {
    const auto [known, fresh] = versions.try_emplace(event.stream, 0);
    if (fresh) known->second = stored(event.stream);
    if (event.position != head.position + 1) {
      return refuse(partition, event.position,
                    "position " + std::to_string(head.position + 1) + " is next");
    }
    if (event.version != known->second + 1) {
      return refuse(partition, event.position,
                    event.stream.kind + "/" + event.stream.id + " is at version " +
                        std::to_string(known->second) + ", the event has version " +
                        std::to_string(event.version));
    }
    if (event.epoch < epoch) {
      return refuse(partition, event.position, "its epoch is older than the one before it");
    }
    if (event.previous != head.hash) {
      return refuse(partition, event.position, "it is not chained to the event before it");
    }
    row.clear();
    auto copy = event;
    append_row(row, copy, chain);
    if (copy.hash != event.hash) {
      return refuse(partition, event.position, "its bytes do not match its hash");
    }
    known->second = event.version;
    epoch = event.epoch;
    head.position = event.position;
    head.hash = event.hash;
  }
  if (!events.empty() && !events.back().last) {
    return refuse(partition, head.position, "the rest of its commit is missing");
  }
  return {};
}

void note_epochs(const std::vector<Envelope>& events, std::vector<EpochStart>& starts) {
  for (const auto& event : events) {
    if (event.epoch > starts.back().epoch) starts.push_back({event.epoch, event.position - 1});
  }
}

}  // namespace atrium::persistence
