// How long it takes to say something: what the queue of a speaker goes by. A port; who makes the
// sound knows, others estimate.
#pragma once

#include "runtime/core/time/instant.hpp"

#include <algorithm>
#include <chrono>
#include <string>

namespace atrium {

// What is said once: in Chinese, then in English; an empty one is not said.
struct Saying {
  std::string zh;
  std::string en;
  auto operator<=>(const Saying&) const = default;
};

class Voice {
 public:
  virtual ~Voice() = default;
  // Of one round, with whatever sounds before and between. Called on any thread.
  [[nodiscard]] virtual Duration length(const Saying& saying) const = 0;
};

// By the number of syllables, rather too long than too short: for a house that makes no sound.
class EstimatedVoice final : public Voice {
 public:
  [[nodiscard]] Duration length(const Saying& saying) const override {
    using std::chrono::milliseconds;
    const auto starts = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
    const auto zh = std::ranges::count_if(saying.zh, starts);
    const auto en = std::ranges::count_if(saying.en, starts);
    return milliseconds{1'600} + zh * milliseconds{330} + en * milliseconds{130};
  }
};

}  // namespace atrium
