// espeak-ng as a program of its own: a text and a voice → samples. Nothing of it is linked in.
#pragma once

#include "runtime/core/failure.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace atrium::speech {

inline constexpr int samples_per_second = 22'050;
using Samples = std::vector<std::int16_t>;  // One channel.

// Blocks for as long as it takes, some ten milliseconds; a program that hangs is ended.
Result<Samples> espeak(const std::string& voice, const std::string& text, int words_per_minute);

}  // namespace atrium::speech
