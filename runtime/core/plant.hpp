// Faults planted on purpose: a simulator that cannot fail proves nothing, so each layer carries
// some bugs that only the build option ATRIUM_PLANTS brings to life, one at a time, by name.
// Without the option ATRIUM_PLANTED(…) is the constant false. Not for switches of any other kind.
#pragma once

#ifdef ATRIUM_PLANTS

#include <string>
#include <string_view>

namespace atrium::plants {

// The one that is alive; empty: none. Set before the first actor runs.
inline std::string& chosen() {
  static std::string name;
  return name;
}

inline bool alive(std::string_view name) { return chosen() == name; }

}  // namespace atrium::plants

#define ATRIUM_PLANTED(name) (::atrium::plants::alive(name))

#else

#define ATRIUM_PLANTED(name) (false)

#endif
