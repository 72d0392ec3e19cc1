// See wave.hpp.
#include "adapters/speech/wave.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numbers>

namespace atrium::speech {
namespace {

constexpr int quiet = 160;  // Below it nothing is heard.

void put(std::string& file, std::uint32_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) file += static_cast<char>((value >> (8 * i)) & 0xFFU);
}

void append_stroke(Samples& to, double hertz, double seconds) {
  const auto count = static_cast<int>(seconds * samples_per_second);
  constexpr double loud = 9'000;
  for (int i = 0; i < count; ++i) {
    const double t = static_cast<double>(i) / samples_per_second;
    const double rise = std::min(1.0, t / 0.005);
    const double wave = std::sin(2 * std::numbers::pi * hertz * t) +
                        0.3 * std::sin(4 * std::numbers::pi * hertz * t);
    to.push_back(static_cast<std::int16_t>(loud * rise * std::exp(-5 * t) * wave));
  }
}

}  // namespace

void append_silence(Samples& to, std::chrono::milliseconds length) {
  to.resize(to.size() + static_cast<std::size_t>(length.count()) * samples_per_second / 1000);
}

void append_bell(Samples& to) {
  append_stroke(to, 659.26, 0.35);
  append_stroke(to, 523.25, 0.55);
}

void append_speech(Samples& to, const Samples& from) {
  const auto heard = [](std::int16_t sample) { return std::abs(int{sample}) > quiet; };
  const auto first = std::ranges::find_if(from, heard);
  const auto last = std::find_if(from.rbegin(), from.rend(), heard).base();
  if (first < last) to.insert(to.end(), first, last);
}

std::string wav_file(const Samples& samples) {
  const auto bytes = static_cast<std::uint32_t>(samples.size() * 2);
  std::string file = "RIFF";
  file.reserve(44 + bytes);
  put(file, 36 + bytes, 4);
  file += "WAVEfmt ";
  put(file, 16, 4);
  put(file, 1, 2);  // PCM.
  put(file, 1, 2);  // One channel.
  put(file, samples_per_second, 4);
  put(file, samples_per_second * 2, 4);
  put(file, 2, 2);
  put(file, 16, 2);
  file += "data";
  put(file, bytes, 4);
  for (const auto sample : samples) put(file, static_cast<std::uint16_t>(sample), 2);
  return file;
}

}  // namespace atrium::speech
