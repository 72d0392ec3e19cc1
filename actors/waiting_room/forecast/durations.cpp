// Lengths measured, and lengths drawn.
#include "actors/waiting_room/forecast/durations.hpp"

#include "runtime/core/assert.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace atrium::waiting_room::forecast {
namespace {

// What has lasted longer than everything known goes on for about this share of its length.
constexpr double unknown_tail = 0.3;

}  // namespace

double Chance::uniform() {
  state_ += 0x9e3779b97f4a7c15;
  auto value = state_;
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
  value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
  value ^= value >> 31;
  return static_cast<double>(value >> 11) * 0x1.0p-53;
}

double Chance::exponential(double mean) { return -mean * std::log1p(-uniform()); }

Lengths::Lengths(std::vector<double> some) : sorted_(std::move(some)) {
  ATRIUM_ASSERT(!sorted_.empty(), "a distribution without a length");
  std::ranges::sort(sorted_);
  mean_ =
      std::accumulate(sorted_.begin(), sorted_.end(), 0.0) / static_cast<double>(sorted_.size());
}

double Lengths::quantile(double share) const {
  const double place = share * static_cast<double>(sorted_.size()) - 0.5;
  if (place <= 0) return sorted_.front();
  const auto below = static_cast<std::size_t>(place);
  if (below + 1 >= sorted_.size()) return sorted_.back();
  return std::lerp(sorted_[below], sorted_[below + 1], place - static_cast<double>(below));
}

double Lengths::share_below(double length) const {
  const auto above = std::ranges::upper_bound(sorted_, length);
  if (above == sorted_.begin()) return 0;
  if (above == sorted_.end()) return 1;
  const double before = *std::prev(above);
  const auto place = static_cast<double>(above - sorted_.begin()) - 0.5;
  const double along = *above > before ? (length - before) / (*above - before) : 0;
  return (place + along) / static_cast<double>(sorted_.size());
}

double Lengths::draw_beyond(double elapsed, Chance& chance) const {
  const double from = elapsed > 0 ? share_below(elapsed) : 0;
  const double share = from + (1 - from) * chance.uniform();
  if (elapsed < sorted_.back()) return std::max(elapsed, quantile(share));
  return elapsed + chance.exponential(unknown_tail * elapsed);
}

void Measurements::note(double seconds) {
  if (kept_.size() < kept_max) return kept_.push_back(seconds);
  kept_[oldest_] = seconds;
  oldest_ = (oldest_ + 1) % kept_max;
}

Lengths Measurements::lengths(std::span<const double> assumed, std::size_t enough) const {
  auto all = kept_;
  if (kept_.size() < enough) all.insert(all.end(), assumed.begin(), assumed.end());
  return Lengths(std::move(all));
}

}  // namespace atrium::waiting_room::forecast
