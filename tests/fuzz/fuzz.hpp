// What every fuzzer has: checks that a release build keeps, and one fault planted behind the last
// check of each, which must be found within the time of a run (run.sh --prove).
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace atrium::fuzz {

inline std::string_view text_of(const std::uint8_t* bytes, std::size_t size) {
  return {reinterpret_cast<const char*>(bytes), size};
}

// A finding: what should hold does not.
inline void must(bool holds, const char* rule) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", rule);
  std::abort();
}

// `reached`: something deep inside that no seed of the corpus reaches.
inline void plant(bool reached) {
  static const bool is_planted = std::getenv("ATRIUM_FUZZ_PLANT") != nullptr;
  if (is_planted && reached) must(false, "the planted fault");
}

}  // namespace atrium::fuzz
