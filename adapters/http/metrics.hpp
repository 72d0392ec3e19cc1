// The dozen figures of this door, as Prometheus text. Counters are touched on the I/O thread only.
#pragma once

#include "runtime/host/vitals.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace atrium::http {

struct Metrics {
  std::array<std::uint64_t, 6> answers{};  // By status class: [2] = 2xx.
  std::array<std::uint64_t, 3> shed{};     // Answered 503 at once, by front::Urgency.
  std::uint64_t in_flight = 0;
  std::uint64_t live_clients = 0;
  std::uint64_t live_opened = 0;
  std::uint64_t live_frames = 0;
  std::uint64_t live_paused = 0;  // Times that a client was slower than the feed.
  std::array<std::uint64_t, 9>
      seconds_buckets{};  // Counts per bound below, not cumulated; the last is +Inf.
  double seconds_sum = 0;

  static constexpr std::array<double, 8> bounds{0.0005, 0.001, 0.002, 0.005, 0.01, 0.05, 0.25, 1};

  void answered(int status, double seconds);
  // `heads`: each hall's last committed position.
  [[nodiscard]] std::string text(
      const std::vector<std::pair<std::string, std::uint64_t>>& heads) const;
};

// The house's own figures, a line of each kind for each partition.
std::string vitals_text(const std::vector<host::PartitionVitals>& partitions);

}  // namespace atrium::http
