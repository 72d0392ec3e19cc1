// Included before everything else in a build by clang 16: it follows P2468, and Cap'n Proto 0.9
// relies on what C++20 said before that. Goes when Debian's Cap'n Proto does.
#pragma once

#include <kj/string.h>

namespace kj {

inline bool operator==(const char* one, const StringPtr& other) { return other.operator==(one); }
inline bool operator!=(const char* one, const StringPtr& other) { return !other.operator==(one); }

}  // namespace kj
