// Rows and statements.
#include "persistence/read/read_database.hpp"

#include <SQLiteCpp/Transaction.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <boost/describe.hpp>

#include <algorithm>
#include <cstring>

namespace atrium::persistence {
namespace {

using namespace statistics;

constexpr int form = 1;
constexpr std::size_t kept_max = 20'000;

constexpr auto tables = R"sql(
CREATE TABLE meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE offsets(since INTEGER PRIMARY KEY, offset_s INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE visits(
  id INTEGER PRIMARY KEY, ticket TEXT NOT NULL UNIQUE, number TEXT NOT NULL, day INTEGER NOT NULL,
  channel TEXT NOT NULL, priority INTEGER NOT NULL, booked INTEGER NOT NULL, state TEXT NOT NULL,
  issued INTEGER NOT NULL, ended INTEGER, level INTEGER);
CREATE INDEX visits_by_day ON visits(day, number);
CREATE INDEX visits_by_issue ON visits(issued);
CREATE INDEX visits_by_end ON visits(ended);
CREATE TABLE steps(
  visit INTEGER NOT NULL, nth INTEGER NOT NULL, position INTEGER NOT NULL, at INTEGER NOT NULL,
  kind TEXT NOT NULL, service TEXT NOT NULL, window TEXT NOT NULL, staff TEXT NOT NULL,
  value INTEGER NOT NULL, note TEXT NOT NULL, struck INTEGER NOT NULL,
  PRIMARY KEY(visit, nth)) WITHOUT ROWID;
CREATE TABLE spells(
  window TEXT NOT NULL, since INTEGER NOT NULL, until INTEGER, staff TEXT NOT NULL,
  intake TEXT NOT NULL, busy INTEGER NOT NULL, serving INTEGER NOT NULL,
  PRIMARY KEY(window, since)) WITHOUT ROWID;
CREATE INDEX spells_by_end ON spells(until);
CREATE INDEX spells_by_begin ON spells(since);
)sql";

constexpr auto visit_columns = "v.id, v.ticket, v.number, v.day, v.channel, v.priority, v.booked";
constexpr auto step_columns =
    "s.position, s.at, s.kind, s.service, s.window, s.staff, s.value, s.note, s.struck";

std::int64_t count_of(Instant at) { return at.time_since_epoch().count(); }
Instant instant_of(const SQLite::Column& column) { return Instant{Duration{column.getInt64()}}; }

template <class Enum>
std::string text_of(Enum value) {
  return boost::describe::enum_to_string(value, "");
}

template <class Enum>
Enum enum_of(const SQLite::Column& column) {
  Enum value{};
  const auto text = column.getString();
  if (!boost::describe::enum_from_string(text.c_str(), value)) {
    throw SQLite::Exception("an unknown name: " + text, SQLITE_CORRUPT);
  }
  return value;
}

Visit visit_of(const SQLite::Statement& row) {
  Visit visit;
  visit.ticket = TicketId(row.getColumn(1).getString());
  visit.number = row.getColumn(2).getString();
  visit.day = Day{row.getColumn(3).getInt()};
  visit.channel = row.getColumn(4).getString();
  visit.priority = row.getColumn(5).getInt();
  visit.booked = row.getColumn(6).getInt() != 0;
  return visit;
}

Step step_of(const SQLite::Statement& row, int from) {
  Step step;
  step.position = static_cast<Position>(row.getColumn(from).getInt64());
  step.at = instant_of(row.getColumn(from + 1));
  step.kind = enum_of<StepKind>(row.getColumn(from + 2));
  step.service = ServiceId(row.getColumn(from + 3).getString());
  step.window = WindowId(row.getColumn(from + 4).getString());
  step.staff = StaffId(row.getColumn(from + 5).getString());
  step.value = row.getColumn(from + 6).getInt();
  step.note = row.getColumn(from + 7).getString();
  step.struck = row.getColumn(from + 8).getInt() != 0;
  return step;
}

Spell spell_of(const SQLite::Statement& row) {
  Spell spell;
  spell.window = WindowId(row.getColumn(0).getString());
  spell.since = instant_of(row.getColumn(1));
  if (!row.getColumn(2).isNull()) spell.until = instant_of(row.getColumn(2));
  spell.staff = StaffId(row.getColumn(3).getString());
  spell.intake = enum_of<waiting_room::Intake>(row.getColumn(4));
  spell.busy = row.getColumn(5).getInt() != 0;
  spell.serving = row.getColumn(6).getInt() != 0;
  return spell;
}

}  // namespace

ReadDatabase::ReadDatabase(const std::filesystem::path& file, Care care)
    : database_(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE) {
  database_.exec(care == Care::keep ? "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
                                    : "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;");
  database_.exec("PRAGMA cache_size=-8000");  // KiB.
  const int version = database_.execAndGet("PRAGMA user_version").getInt();
  if (version == 0) {
    SQLite::Transaction transaction(database_);
    database_.exec(tables);
    database_.exec(fmt::format("PRAGMA user_version={}", form));
    transaction.commit();
    return;
  }
  if (version != form) throw SQLite::Exception("another form", SQLITE_MISMATCH);
  if (database_.execAndGet("PRAGMA quick_check(1)").getString() != "ok") {
    throw SQLite::Exception("quick_check found damage", SQLITE_CORRUPT);
  }
}

SQLite::Statement& ReadDatabase::prepared(const std::string& text) {
  auto& statement = prepared_[text];
  if (!statement) statement = std::make_unique<SQLite::Statement>(database_, text);
  statement->reset();
  statement->clearBindings();
  return *statement;
}

ReadCursor ReadDatabase::cursor() {
  ReadCursor cursor;
  auto& position = prepared("SELECT value FROM meta WHERE key='position'");
  if (position.executeStep()) {
    cursor.position = static_cast<Position>(position.getColumn(0).getInt64());
  }
  position.reset();
  auto& hash = prepared("SELECT value FROM meta WHERE key='hash'");
  if (hash.executeStep() && hash.getColumn(0).getBytes() == int{sizeof cursor.hash}) {
    std::memcpy(cursor.hash.data(), hash.getColumn(0).getBlob(), cursor.hash.size());
  }
  hash.reset();
  return cursor;
}

Book::Page ReadDatabase::page() {
  Book::Page page;
  auto& spells = prepared(
      "SELECT window, since, until, staff, intake, busy, serving FROM spells WHERE until IS NULL");
  while (spells.executeStep()) page.spells.push_back(spell_of(spells));
  auto& meta = prepared("SELECT key, value FROM meta");
  while (meta.executeStep()) {
    const auto key = meta.getColumn(0).getString();
    if (key == "zone") page.calendar.zone.name = meta.getColumn(1).getString();
    if (key == "reset") page.calendar.reset = std::chrono::minutes{meta.getColumn(1).getInt()};
  }
  auto& offsets = prepared("SELECT since, offset_s FROM offsets ORDER BY since");
  while (offsets.executeStep()) {
    page.calendar.zone.offsets.push_back(
        {instant_of(offsets.getColumn(0)), offsets.getColumn(1).getInt()});
  }
  return page;
}

void ReadDatabase::keep(const Book& book, const Book::Changes& changes, const ReadCursor& cursor) {
  SQLite::Transaction transaction(database_);
  for (const auto& ticket : changes.visits) {
    const auto* visit = book.visit(ticket);
    if (visit != nullptr) keep(*visit);
  }
  for (const auto& spell : changes.spells) keep(spell);
  if (changes.calendar) keep(book.calendar());
  auto& meta = prepared("INSERT OR REPLACE INTO meta VALUES('position', ?), ('hash', ?)");
  meta.bind(1, static_cast<std::int64_t>(cursor.position));
  meta.bind(2, cursor.hash.data(), static_cast<int>(cursor.hash.size()));
  meta.exec();
  transaction.commit();
  if (kept_.size() > kept_max) kept_.clear();
}

void ReadDatabase::keep(const Visit& visit) {
  const auto course = course_of(visit);
  const auto& last = course.episodes.back();
  auto& row = prepared(
      "INSERT INTO visits(ticket, number, day, channel, priority, booked, state, issued, ended, "
      "level) VALUES(?,?,?,?,?,?,?,?,?,?) ON CONFLICT(ticket) DO UPDATE SET state=excluded.state, "
      "ended=excluded.ended, level=excluded.level RETURNING id");
  row.bind(1, visit.ticket.value);
  row.bind(2, visit.number);
  row.bind(3, visit.day.days);
  row.bind(4, visit.channel);
  row.bind(5, visit.priority);
  row.bind(6, visit.booked ? 1 : 0);
  row.bind(7, text_of(course.stand));
  row.bind(8, count_of(visit.steps.front().at));
  if (last.ended) row.bind(9, count_of(*last.ended));
  for (const auto& episode : course.episodes) {
    if (episode.level) row.bind(10, *episode.level);
  }
  row.executeStep();
  auto& kept = kept_[visit.ticket];
  kept.id = row.getColumn(0).getInt64();
  row.reset();
  // An undone act strikes steps that were kept before.
  const auto is_undone = [](const Step& step) { return step.kind == StepKind::undone; };
  const auto fresh = visit.steps.begin() + static_cast<std::ptrdiff_t>(kept.steps);
  if (std::any_of(fresh, visit.steps.end(), is_undone)) kept.steps = 0;
  for (; kept.steps < visit.steps.size(); ++kept.steps) {
    const auto& step = visit.steps[kept.steps];
    auto& to = prepared("INSERT OR REPLACE INTO steps VALUES(?,?,?,?,?,?,?,?,?,?,?)");
    to.bind(1, kept.id);
    to.bind(2, static_cast<std::int64_t>(kept.steps));
    to.bind(3, static_cast<std::int64_t>(step.position));
    to.bind(4, count_of(step.at));
    to.bind(5, text_of(step.kind));
    to.bind(6, step.service.value);
    to.bind(7, step.window.value);
    to.bind(8, step.staff.value);
    to.bind(9, step.value);
    to.bind(10, step.note);
    to.bind(11, step.struck ? 1 : 0);
    to.exec();
  }
}

void ReadDatabase::keep(const Spell& spell) {
  auto& row = prepared("INSERT OR REPLACE INTO spells VALUES(?,?,?,?,?,?,?)");
  row.bind(1, spell.window.value);
  row.bind(2, count_of(spell.since));
  if (spell.until) row.bind(3, count_of(*spell.until));
  row.bind(4, spell.staff.value);
  row.bind(5, text_of(spell.intake));
  row.bind(6, spell.busy ? 1 : 0);
  row.bind(7, spell.serving ? 1 : 0);
  row.exec();
}

void ReadDatabase::keep(const Calendar& calendar) {
  auto& meta = prepared("INSERT OR REPLACE INTO meta VALUES('zone', ?), ('reset', ?)");
  meta.bind(1, calendar.zone.name);
  meta.bind(2, static_cast<std::int64_t>(calendar.reset.count()));
  meta.exec();
  database_.exec("DELETE FROM offsets");
  for (const auto& offset : calendar.zone.offsets) {
    auto& row = prepared("INSERT INTO offsets VALUES(?,?)");
    row.bind(1, count_of(offset.from));
    row.bind(2, offset.offset_s);
    row.exec();
  }
}

std::vector<Step> ReadDatabase::steps_of(std::int64_t visit) {
  std::vector<Step> steps;
  auto& rows =
      prepared(fmt::format("SELECT {} FROM steps s WHERE visit=? ORDER BY nth", step_columns));
  rows.bind(1, visit);
  while (rows.executeStep()) steps.push_back(step_of(rows, 0));
  return steps;
}

std::optional<Visit> ReadDatabase::visit(const TicketId& ticket) {
  auto& row = prepared(fmt::format("SELECT {} FROM visits v WHERE ticket=?", visit_columns));
  row.bind(1, ticket.value);
  if (!row.executeStep()) return std::nullopt;
  auto visit = visit_of(row);
  const auto id = row.getColumn(0).getInt64();
  row.reset();
  visit.steps = steps_of(id);
  kept_[ticket] = {id, visit.steps.size()};
  return visit;
}

Rows ReadDatabase::rows(const Span& span) {
  Rows rows;
  auto& steps = prepared(fmt::format(
      "SELECT {}, {} FROM visits v JOIN steps s ON s.visit=v.id WHERE v.id IN ("
      "SELECT id FROM visits WHERE issued>=?1 AND issued<?2 "
      "UNION SELECT id FROM visits WHERE issued<?1 AND ended>=?1 "
      "UNION SELECT id FROM visits WHERE issued<?1 AND ended IS NULL) ORDER BY v.id, s.nth",
      visit_columns, step_columns));
  steps.bind(1, count_of(span.since));
  steps.bind(2, count_of(*span.until));
  Visit visit;
  const auto tell = [&] {
    if (!visit.steps.empty()) rows.visits.push_back({visit.ticket, course_of(visit)});
  };
  std::int64_t id = 0;
  while (steps.executeStep()) {
    if (const auto next = steps.getColumn(0).getInt64(); next != id) {
      tell();
      visit = visit_of(steps);
      id = next;
    }
    visit.steps.push_back(step_of(steps, 7));
  }
  tell();
  auto& spells = prepared(
      "SELECT window, since, until, staff, intake, busy, serving FROM spells WHERE since<?2 AND "
      "(until>=?1 OR until IS NULL) ORDER BY since");
  spells.bind(1, count_of(span.since));
  spells.bind(2, count_of(*span.until));
  while (spells.executeStep()) rows.spells.push_back(spell_of(spells));
  return rows;
}

Found ReadDatabase::find(const Search& search) {
  std::string where = " FROM visits v WHERE 1";
  std::vector<std::string> texts;
  const auto text = [&](const std::string& rule, const auto& value) {
    if (!value) return;
    texts.push_back(value->value);
    where += fmt::format(" AND EXISTS(SELECT 1 FROM steps s WHERE s.visit=v.id AND s.{}=?{})", rule,
                         texts.size());
  };
  if (search.from) where += fmt::format(" AND v.day>={}", search.from->days);
  if (search.to) where += fmt::format(" AND v.day<={}", search.to->days);
  if (search.level) where += fmt::format(" AND v.level={}", *search.level);
  if (search.state) where += fmt::format(" AND v.state='{}'", text_of(*search.state));
  text("service", search.service);
  text("window", search.window);
  text("staff", search.staff);
  if (search.number) {
    texts.push_back(*search.number);
    where += fmt::format(" AND v.number=?{}", texts.size());
  }
  Found found;
  SQLite::Statement total(database_, "SELECT count(*)" + where);
  SQLite::Statement rows(database_,
                         fmt::format("SELECT {}{} ORDER BY v.day DESC, v.id DESC LIMIT {} OFFSET "
                                     "{}",
                                     visit_columns, where, search.limit, search.skip));
  for (std::size_t i = 0; i < texts.size(); ++i) {
    total.bind(static_cast<int>(i + 1), texts[i]);
    rows.bind(static_cast<int>(i + 1), texts[i]);
  }
  total.executeStep();
  found.total = total.getColumn(0).getInt();
  while (rows.executeStep()) {
    found.visits.push_back(visit_of(rows));
    found.visits.back().steps = steps_of(rows.getColumn(0).getInt64());
  }
  return found;
}

}  // namespace atrium::persistence
