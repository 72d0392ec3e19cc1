// What a speaker says once, and about how long that takes: rather too long than too short, because
// a page that speaks tells of the end, and where none does nobody hears the difference.
#pragma once

#include "runtime/core/time/instant.hpp"

#include <algorithm>
#include <chrono>
#include <string>

namespace atrium {

// In Chinese, then in English; an empty one is not said.
struct Saying {
  std::string zh;
  std::string en;
  auto operator<=>(const Saying&) const = default;
};

// One round with whatever sounds before and between, by the number of syllables.
inline Duration estimated_length(const Saying& saying) {
  using std::chrono::milliseconds;
  const auto starts = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
  const auto zh = std::ranges::count_if(saying.zh, starts);
  const auto en = std::ranges::count_if(saying.en, starts);
  return milliseconds{1'600} + zh * milliseconds{330} + en * milliseconds{130};
}

}  // namespace atrium
