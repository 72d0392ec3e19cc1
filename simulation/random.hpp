// Chance that is the same on every machine and in every build: Mersenne twister with transforms of
// our own, because what the standard's distributions draw is left to the library. One stream per
// concern, so that a draw more in one does not shift another. Not for secrets.
#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>
#include <random>
#include <span>
#include <string_view>

namespace atrium::simulation {

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(mix(seed)) {}

  // The stream of one concern: "arrivals/passport", "staff/3". Names are hashed (FNV-1a), order
  // does not matter.
  Random(std::uint64_t seed, std::string_view concern) : Random(seed ^ hash(concern)) {}

  std::uint64_t bits() { return engine_(); }

  // In [0, 1), 53 bits.
  double uniform() { return static_cast<double>(engine_() >> 11) * 0x1.0p-53; }
  double uniform(double low, double high) { return low + (high - low) * uniform(); }

  bool happens(double probability) { return uniform() < probability; }

  double exponential(double mean) { return -mean * std::log1p(-uniform()); }

  // Box and Muller; the second value is thrown away, so that each draw takes exactly two numbers.
  double normal() {
    const double radius = std::sqrt(-2.0 * std::log1p(-uniform()));
    return radius * std::cos(2.0 * std::numbers::pi * uniform());
  }

  // Given by what people measure: its mean and its coefficient of variation (deviation ÷ mean).
  double lognormal(double mean, double variation) {
    const double spread = std::log1p(variation * variation);
    return mean * std::exp(std::sqrt(spread) * normal() - spread / 2);
  }

  // An index, each as likely as its weight says; weights are not negative and not all 0.
  std::size_t pick(std::span<const double> weights) {
    double sum = 0;
    for (const double weight : weights) sum += weight;
    double left = uniform() * sum;
    for (std::size_t i = 0; i + 1 < weights.size(); ++i) {
      if (left < weights[i]) return i;
      left -= weights[i];
    }
    return weights.size() - 1;
  }

  static std::uint64_t hash(std::string_view text) {
    std::uint64_t value = 0xcbf29ce484222325;
    for (const char c : text) value = (value ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    return mix(value);
  }

 private:
  // SplitMix64's finisher: neighbouring seeds start far apart.
  static std::uint64_t mix(std::uint64_t value) {
    value += 0x9e3779b97f4a7c15;
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
    value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
    return value ^ (value >> 31);
  }

  std::mt19937_64 engine_;
};

}  // namespace atrium::simulation
