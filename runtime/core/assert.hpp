// Broken invariants. ATRIUM_ASSERT stays on in release: a hall that would go on wrongly stops that
// one command instead.
#pragma once

#include <stdexcept>
#include <string>

namespace atrium {

struct Defect : std::logic_error {
  using std::logic_error::logic_error;
};

[[noreturn]] inline void defect(const char* expression, const char* file, int line,
                                const std::string& why) {
  throw Defect(std::string(file) + ":" + std::to_string(line) + ": " + expression +
               (why.empty() ? "" : ": " + why));
}

}  // namespace atrium

#define ATRIUM_ASSERT(condition, why) \
  ((condition) ? void() : ::atrium::defect(#condition, __FILE__, __LINE__, (why)))
