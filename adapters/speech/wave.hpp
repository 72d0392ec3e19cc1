// Samples put together: silence cut off, gaps, a bell, a file. Pure.
#pragma once

#include "adapters/speech/espeak.hpp"

#include <chrono>
#include <string>

namespace atrium::speech {

void append_silence(Samples& to, std::chrono::milliseconds length);
void append_bell(Samples& to);                         // Two soft strokes, high and low.
void append_speech(Samples& to, const Samples& from);  // Without the silence before and after.
std::string wav_file(const Samples& samples);

}  // namespace atrium::speech
