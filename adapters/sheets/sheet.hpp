// Tables for people's spreadsheets: as CSV (RFC 4180, with a byte order mark so that Excel reads
// UTF-8) and as XLSX. Text that a spreadsheet would take for a formula stays text.
#pragma once

#include "runtime/core/failure.hpp"

#include <string>
#include <variant>
#include <vector>

namespace atrium::sheets {

using Cell = std::variant<std::monostate, double, std::string>;

struct Sheet {
  std::string name;
  std::vector<std::string> head;
  std::vector<std::vector<Cell>> rows;
};

std::string to_csv(const Sheet& sheet);
Result<std::string> to_xlsx(const std::vector<Sheet>& sheets);  // Writes a temporary file.

}  // namespace atrium::sheets
