// `atrium hall check FILE`: what is wrong with a hall's file, for people and for scripts.
#pragma once

#include <filesystem>
#include <iosfwd>

namespace atrium::halls {

// One JSON line per fault on `out` (or one that says all is well), the same in words on `err`.
// Returns the exit status: 0 sound, 2 faulty.
int check(const std::filesystem::path& file, std::ostream& out, std::ostream& err);

}  // namespace atrium::halls
