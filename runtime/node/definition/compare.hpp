// `atrium hall check FILE --data DIR`: what a sound file would change in the hall that runs, or ran
// last, on that directory. Reads only, also beside a running node.
#pragma once

#include "persistence/archive/event_line.hpp"

#include <iosfwd>
#include <string>

namespace atrium::node {

// A JSON line for each difference on `out`, the same in words on `err`. Exit status: 0 compared,
// also where the directory holds nothing of this hall yet · 1 it cannot be read · 2 no data
// directory.
int compare_hall(const std::string& file, const std::string& directory,
                 const persistence::EventReadersView& readers, std::ostream& out,
                 std::ostream& err);

}  // namespace atrium::node
