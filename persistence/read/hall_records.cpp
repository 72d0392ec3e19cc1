// SQLite's exceptions end here.
#include "persistence/read/hall_records.hpp"

#include "persistence/files/durable_files.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <utility>

namespace atrium::persistence {
namespace {

constexpr std::size_t events_at_once = 4096;

std::filesystem::path path_of(const std::filesystem::path& directory, const std::string& hall,
                              bool building) {
  return directory / (hall + (building ? ".building.sqlite" : ".sqlite"));
}

void clear_away(const std::filesystem::path& file) {
  std::error_code ignored;
  for (const auto* suffix : {"", "-wal", "-shm", "-journal"}) {
    std::filesystem::remove(file.string() + suffix, ignored);
  }
}

// Of another form or broken, so that only a new one helps.
bool is_worthless(const SQLite::Exception& error) {
  const int code = error.getErrorCode();
  return code == SQLITE_CORRUPT || code == SQLITE_NOTADB || code == SQLITE_MISMATCH;
}

}  // namespace

HallRecords::HallRecords(std::filesystem::path directory, std::string hall, Source source,
                         Readers readers)
    : directory_(std::move(directory)),
      hall_(std::move(hall)),
      source_(std::move(source)),
      readers_(std::move(readers)) {}

HallRecords::~HallRecords() = default;

Result<HallRecords::Progress> HallRecords::step() {
  try {
    if (broken_) {
      if (auto built = build("it is damaged"); !built) return tl::unexpected(built.error());
    }
    if (!database_) {
      if (auto opened = open(); !opened) return tl::unexpected(opened.error());
    }
    return take();
  } catch (const SQLite::Exception& error) {
    return give_up(error);
  }
}

// What is broken is made anew; with anything else, such as a full disk, the file is opened again
// and goes on from its cursor.
tl::unexpected<Failure> HallRecords::give_up(const SQLite::Exception& error) const {
  broken_ = building_ || is_worthless(error);
  database_.reset();
  return fail(FailureCode::unavailable,
              fmt::format("{}: {}; {}", path_of(directory_, hall_, building_).string(),
                          error.what(), broken_ ? "it is made anew" : "it is opened again"));
}

Result<void> HallRecords::open() {
  building_ = false;
  if (auto made = make_directory(directory_); !made) return made;
  const auto file = path_of(directory_, hall_, false);
  std::error_code unseen;
  if (!std::filesystem::exists(file, unseen)) return build("");
  try {
    database_ = std::make_unique<ReadDatabase>(file, ReadDatabase::Care::keep);
    const auto cursor = database_->cursor();
    const auto ours = is_of_this_history(cursor);
    if (!ours) return tl::unexpected(ours.error());
    if (!*ours) return build("it is of another history, such as before a restore");
    go_on_from(cursor);
  } catch (const SQLite::Exception& error) {
    if (!is_worthless(error)) throw;
    return build(error.what());
  }
  return {};
}

// The event that it came to last must be in the journal, with the same hash.
Result<bool> HallRecords::is_of_this_history(const ReadCursor& cursor) {
  if (cursor.position == 0) return true;
  bool same = false;
  const auto read = source_(cursor.position - 1, 1, [&](const Envelope& event) {
    same = event.hash == cursor.hash;
    recorded_ = event.at;
  });
  if (!read) return tl::unexpected(read.error());
  return same;
}

Result<void> HallRecords::build(const std::string& why) {
  if (!why.empty()) note_ = fmt::format("the read database of {} is made anew: {}", hall_, why);
  database_.reset();
  broken_ = false;
  building_ = true;
  const auto file = path_of(directory_, hall_, true);
  clear_away(file);
  database_ = std::make_unique<ReadDatabase>(file, ReadDatabase::Care::build);
  go_on_from({});
  return {};
}

void HallRecords::go_on_from(const ReadCursor& cursor) {
  cursor_ = cursor;
  book_ = std::make_unique<statistics::Book>(
      [this](const TicketId& ticket) { return database_->visit(ticket); }, database_->page());
}

void HallRecords::put_in_place() {
  const auto made = path_of(directory_, hall_, true);
  const auto file = path_of(directory_, hall_, false);
  database_.reset();
  clear_away(file);
  std::filesystem::rename(made, file);
  building_ = false;
  database_ = std::make_unique<ReadDatabase>(file, ReadDatabase::Care::keep);
  go_on_from(cursor_);
}

Result<HallRecords::Progress> HallRecords::take() {
  Result<void> seen;
  std::size_t count = 0;
  auto cursor = cursor_;
  const auto read = source_(cursor_.position, events_at_once, [&](const Envelope& event) {
    if (!seen) return;
    seen = see(event);
    cursor = {event.position, event.hash};
    recorded_ = std::max(recorded_, event.at);
    ++count;
  });
  if (!read) return tl::unexpected(read.error());
  if (!seen) {
    database_.reset();  // The book is ahead of it.
    return tl::unexpected(seen.error());
  }
  if (count > 0) {
    database_->keep(*book_, book_->take_changes(), cursor);
    cursor_ = cursor;
    if (book_->visits().size() > events_at_once) book_->forget();
  }
  if (count == events_at_once) return Progress::more;
  if (building_) put_in_place();
  return Progress::caught_up;
}

Result<void> HallRecords::see(const Envelope& event) {
  const statistics::Book::Place place{event.position, event.at};
  if (event.stream.kind == waiting_room::Entity::kind) {
    const auto fact = readers_.waiting_room->decode(event.event, event.schema, event.payload);
    if (!fact) return tl::unexpected(fact.error());
    book_->see(place, *fact);
  } else if (event.stream.kind == evaluation::Entity::kind) {
    const auto fact = readers_.evaluation->decode(event.event, event.schema, event.payload);
    if (!fact) return tl::unexpected(fact.error());
    book_->see(place, *fact);
  }
  return {};
}

const statistics::Calendar& HallRecords::calendar() const { return book_->calendar(); }

template <class Answer, class Read>
Result<Answer> HallRecords::read(Read&& read) const {
  if (!database_) return fail(FailureCode::unavailable, "the records of " + hall_ + " are opened");
  try {
    return read(*database_);
  } catch (const SQLite::Exception& error) {
    return give_up(error);
  }
}

Result<statistics::Rows> HallRecords::rows(const statistics::Ask& ask) const {
  return read<statistics::Rows>([&](ReadDatabase& database) {
    auto rows = database.rows(statistics::range_of(calendar(), ask));
    rows.calendar = calendar();
    return rows;
  });
}

Result<std::optional<statistics::Visit>> HallRecords::visit(const TicketId& ticket) const {
  return read<std::optional<statistics::Visit>>(
      [&](ReadDatabase& database) { return database.visit(ticket); });
}

Result<statistics::Found> HallRecords::find(const statistics::Search& search) const {
  return read<statistics::Found>([&](ReadDatabase& database) { return database.find(search); });
}

}  // namespace atrium::persistence
