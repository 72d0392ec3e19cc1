// What somebody means to do and when: ordered by time, then by who planned first, so that a run can
// be repeated.
#pragma once

#include "runtime/core/time/instant.hpp"

#include <cstdint>
#include <optional>
#include <queue>
#include <utility>
#include <vector>

namespace atrium::simulation {

template <class Deed>
class Agenda {
 public:
  void plan(Instant at, Deed deed) { entries_.push({at, planned_++, std::move(deed)}); }

  [[nodiscard]] std::optional<Instant> next() const {
    return entries_.empty() ? std::nullopt : std::optional(entries_.top().at);
  }

  // The earliest deed that is due by `now`.
  std::optional<Deed> take(Instant now) {
    if (entries_.empty() || entries_.top().at > now) return std::nullopt;
    auto deed = entries_.top().deed;
    entries_.pop();
    return deed;
  }

 private:
  struct Entry {
    Instant at;
    std::uint64_t number;
    Deed deed;
    bool operator>(const Entry& other) const {
      return std::pair(at, number) > std::pair(other.at, other.number);
    }
  };
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> entries_;
  std::uint64_t planned_ = 0;
};

}  // namespace atrium::simulation
