// libxlsxwriter only writes files, so one is made and read back.
#include "adapters/sheets/sheet.hpp"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace atrium::sheets {
namespace {

constexpr auto byte_order_mark = "\xEF\xBB\xBF";
constexpr double column_width = 14;

// A spreadsheet runs what begins so; the quote makes it text.
std::string harmless(const std::string& text) {
  const bool runs = !text.empty() && std::string_view("=+-@\t\r").find(text[0]) != text.npos;
  return runs ? "'" + text : text;
}

std::string csv_text(const std::string& given) {
  const auto text = harmless(given);
  if (text.find_first_of(",\"\r\n") == text.npos) return text;
  std::string quoted = "\"";
  for (const char letter : text) quoted += letter == '"' ? "\"\"" : std::string(1, letter);
  return quoted + "\"";
}

std::string csv_cell(const Cell& cell) {
  if (const auto* number = std::get_if<double>(&cell)) return fmt::format("{:.10g}", *number);
  const auto* text = std::get_if<std::string>(&cell);
  return text == nullptr ? "" : csv_text(*text);
}

struct TemporaryFile {
  std::string path = (std::filesystem::temp_directory_path() / "atrium-XXXXXX").string();
  int file = mkstemp(path.data());
  TemporaryFile() = default;
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() {
    if (file < 0) return;
    close(file);
    unlink(path.c_str());
  }
};

void write(lxw_worksheet* page, lxw_format* bold, const Sheet& sheet) {
  lxw_col_t column = 0;
  for (const auto& name : sheet.head) worksheet_write_string(page, 0, column++, name.c_str(), bold);
  if (column > 0) {
    const auto last = static_cast<lxw_col_t>(column - 1);
    worksheet_set_column(page, 0, last, column_width, nullptr);
  }
  worksheet_freeze_panes(page, 1, 1);
  lxw_row_t row = 0;
  for (const auto& cells : sheet.rows) {
    ++row;
    column = 0;
    for (const auto& cell : cells) {
      if (const auto* number = std::get_if<double>(&cell)) {
        worksheet_write_number(page, row, column, *number, nullptr);
      } else if (const auto* text = std::get_if<std::string>(&cell)) {
        worksheet_write_string(page, row, column, text->c_str(), nullptr);
      }
      ++column;
    }
  }
}

}  // namespace

std::string to_csv(const Sheet& sheet) {
  std::string out = byte_order_mark;
  const auto line = [&out](const auto& cells, auto text_of) {
    bool first = true;
    for (const auto& cell : cells) {
      out += (first ? "" : ",") + text_of(cell);
      first = false;
    }
    out += "\r\n";
  };
  line(sheet.head, csv_text);
  for (const auto& row : sheet.rows) line(row, csv_cell);
  return out;
}

Result<std::string> to_xlsx(const std::vector<Sheet>& sheets) {
  const TemporaryFile file;
  if (file.file < 0) return fail(FailureCode::exhausted, "no temporary file can be made");
  auto* book = workbook_new(file.path.c_str());
  if (book == nullptr) return fail(FailureCode::exhausted, "no spreadsheet can be made");
  auto* bold = workbook_add_format(book);
  format_set_bold(bold);
  for (const auto& sheet : sheets) {
    auto* page = workbook_add_worksheet(book, sheet.name.c_str());
    if (page != nullptr) write(page, bold, sheet);
  }
  if (const auto error = workbook_close(book); error != LXW_NO_ERROR) {
    return fail(FailureCode::exhausted, std::string("the spreadsheet: ") + lxw_strerror(error));
  }
  std::ostringstream bytes;
  bytes << std::ifstream(file.path, std::ios::binary).rdbuf();
  return bytes.str();
}

}  // namespace atrium::sheets
