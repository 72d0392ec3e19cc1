// See anchor_check.hpp.
#include "persistence/anchors/anchor_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace atrium::persistence {
namespace {

AnchorReport broken(AnchorReport report, Position position, std::string why) {
  report.ok = false;
  report.position = position;
  report.why = std::move(why);
  return report;
}

// Where each later epoch begins, as the journal knows and as anchors were signed.
std::vector<EpochStart> starts_of(const Journal& journal, const std::vector<Anchor>& anchors,
                                  const Keyring& keys) {
  auto starts = journal.epochs();
  const EpochStart* before = nullptr;
  for (const auto& anchor : anchors) {
    const bool is_new = !before || before->epoch != anchor.epoch.epoch;
    if (is_new && anchor.partition == journal.partition() && fault_of(anchor, keys).empty()) {
      starts.push_back(anchor.epoch);
      before = &anchor.epoch;
    }
  }
  return starts;
}

bool given_up(const Anchor& anchor, const std::vector<EpochStart>& starts) {
  return std::ranges::any_of(starts, [&](const EpochStart& start) {
    return start.epoch > anchor.epoch.epoch && start.after < anchor.position;
  });
}

}  // namespace

Result<AnchorReport> check_anchors(const Journal& journal, const std::vector<Anchor>& anchors,
                                   const Keyring& keys) {
  AnchorReport report;
  const auto head = journal.head();
  const auto starts = starts_of(journal, anchors, keys);
  for (const auto& anchor : anchors) {
    if (anchor.partition != journal.partition()) continue;
    if (auto fault = fault_of(anchor, keys); !fault.empty())
      return broken(report, anchor.position, std::move(fault));
    if (given_up(anchor, starts)) {
      ++report.superseded;
      continue;
    }
    if (anchor.position > head.position) {
      return broken(report, head.position + 1,
                    fmt::format("the journal ends here, but the anchor of {} vouches for events "
                                "up to {}: they were cut off",
                                to_iso8601(anchor.at), anchor.position));
    }
    if (anchor.position > 0) {
      const auto event = journal.read(anchor.position - 1, 1);
      if (!event) return tl::unexpected(event.error());
      if (event->empty() || event->front().hash != anchor.hash) {
        return broken(report, anchor.position,
                      fmt::format("the event is not the one that the anchor of {} vouches for: "
                                  "history was written anew behind position {}",
                                  to_iso8601(anchor.at), report.last));
      }
    }
    ++report.checked;
    report.last = std::max(report.last, anchor.position);
  }
  return report;
}

}  // namespace atrium::persistence
