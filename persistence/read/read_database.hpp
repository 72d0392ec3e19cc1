// What is kept of a hall's past in one SQLite file: every visit with its steps, every window's
// spells, and up to which event, all in one transaction. A copy that can be made again from the
// journal at any time; without personal data. Throws SQLite::Exception; hall_records.hpp catches.
//
// FORMAT (user_version 1): times in µs UTC; days since 1970-01-01; kinds and states by name.
#pragma once

#include "actors/statistics/desk.hpp"
#include "runtime/core/journal.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

namespace atrium::persistence {

// The last event that is in it.
struct ReadCursor {
  Position position = 0;
  Hash hash{};
};

class ReadDatabase {
 public:
  enum class Care {
    keep,   // A power cut may cost the last transactions, never the file.
    build,  // Fast, and worthless after a power cut: for a file that is not in use yet.
  };

  // Made if it is not there. One that is of another form or broken throws.
  ReadDatabase(const std::filesystem::path& file, Care care);

  [[nodiscard]] ReadCursor cursor();
  [[nodiscard]] statistics::Book::Page page();
  // One transaction.
  void keep(const statistics::Book& book, const statistics::Book::Changes& changes,
            const ReadCursor& cursor);

  [[nodiscard]] std::optional<statistics::Visit> visit(const TicketId& ticket);
  // Visits that were open at some time of the span, and spells that reach into it.
  [[nodiscard]] statistics::Rows rows(const statistics::Span& span);
  [[nodiscard]] statistics::Found find(const statistics::Search& search);

 private:
  struct Kept {
    std::int64_t id = 0;
    std::size_t steps = 0;
  };

  SQLite::Statement& prepared(const std::string& text);
  void keep(const statistics::Visit& visit);
  void keep(const statistics::Spell& spell);
  void keep(const statistics::Calendar& calendar);
  std::vector<statistics::Step> steps_of(std::int64_t visit);

  SQLite::Database database_;
  std::map<std::string, std::unique_ptr<SQLite::Statement>> prepared_;
  std::unordered_map<TicketId, Kept> kept_;  // Of the last days only.
};

}  // namespace atrium::persistence
