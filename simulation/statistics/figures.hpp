// The figures of a simulated hall, for people as a table and for scripts as JSON lines. Same
// ledger, same bytes.
#pragma once

#include "simulation/statistics/ledger.hpp"

#include <iosfwd>
#include <string>

namespace atrium::simulation {

// One line each: the hall, then its services, then its windows.
void write_json(std::ostream& out, const std::string& hall, const Ledger& ledger);
void write_table(std::ostream& out, const std::string& hall, const Ledger& ledger);

}  // namespace atrium::simulation
