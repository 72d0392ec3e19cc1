// Epochs and positions of readers (reading.hpp).
#include "adapters/front/reading.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace atrium::front {

std::string Misplaced::detail() const {
  if (code == "feed.beyond_head") {
    return fmt::format("the last event is at position {} of epoch {}; nothing is behind it yet",
                       from, epoch);
  }
  return fmt::format(
      "the hall was restored: epoch {} goes on behind position {}; read its state anew and go on "
      "from there",
      epoch, from);
}

std::optional<Misplaced> misplaced(const Journal& journal, Position from, std::uint64_t epoch) {
  const auto head = journal.head();
  if (epoch > head.epoch) return Misplaced{"feed.epoch_changed", head.epoch, 0};
  auto common = from;  // Up to here both have read the same.
  if (epoch != 0 && epoch != head.epoch) {
    for (const auto& start : journal.epochs()) {
      if (start.epoch > epoch) common = std::min(common, start.after);
    }
  }
  if (common < from) return Misplaced{"feed.epoch_changed", head.epoch, common};
  if (from > head.position) return Misplaced{"feed.beyond_head", head.epoch, head.position};
  return std::nullopt;
}

}  // namespace atrium::front
