// How long something takes, from what was measured of it: the most recent lengths, and a few
// assumed ones that count until enough were measured. Lengths in seconds.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace atrium::waiting_room::forecast {

// Chance of our own, the same on every machine (SplitMix64). Not for secrets.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}
  double uniform();  // In [0, 1).
  double exponential(double mean);

 private:
  std::uint64_t state_;
};

// A distribution as its sorted lengths, straight lines between them.
class Lengths {
 public:
  Lengths() = default;
  explicit Lengths(std::vector<double> some);  // At least one.

  [[nodiscard]] double draw(Chance& chance) const { return quantile(chance.uniform()); }
  // Of those that last longer than `elapsed`.
  [[nodiscard]] double draw_beyond(double elapsed, Chance& chance) const;
  [[nodiscard]] double quantile(double share) const;
  [[nodiscard]] double share_below(double length) const;
  [[nodiscard]] double mean() const { return mean_; }

 private:
  std::vector<double> sorted_;
  double mean_ = 0;
};

// Remembers the last `kept_max`, over days.
class Measurements {
 public:
  static constexpr std::size_t kept_max = 240;

  void note(double seconds);
  [[nodiscard]] std::size_t size() const { return kept_.size(); }
  // With the assumed ones while fewer than `enough` were measured.
  [[nodiscard]] Lengths lengths(std::span<const double> assumed, std::size_t enough) const;

 private:
  std::vector<double> kept_;
  std::size_t oldest_ = 0;
};

}  // namespace atrium::waiting_room::forecast
