// See tampering.hpp.
#include "tests/persistence/tampering.hpp"

#include "persistence/rocksdb/tables/database.hpp"
#include "persistence/rocksdb/tables/keys.hpp"
#include "tests/persistence/journal_fixture.hpp"

#include <fstream>

namespace atrium::persistence::test {
namespace {

constexpr std::uint32_t partition = 1;

std::unique_ptr<Database> open_database(const std::string& directory) {
  auto database = Database::open({directory, true, nullptr});
  must(database);
  return std::move(*database);
}

std::string row_at(const Database& database, Position position) {
  std::string row;
  BOOST_REQUIRE(database.get(Column::log, log_key(partition, position), row).value());
  return row;
}

void put_row(const Database& database, Position position, const std::string& row) {
  BOOST_REQUIRE(
      database->Put({}, database.column(Column::log), log_key(partition, position), row).ok());
}

}  // namespace

void change_row(const std::string& directory, Position position,
                const std::function<std::string(std::string)>& change) {
  const auto database = open_database(directory);
  const auto row = change(row_at(*database, position));
  if (!row.empty()) return put_row(*database, position, row);
  const auto key = log_key(partition, position);
  BOOST_REQUIRE((*database)->Delete({}, database->column(Column::log), key).ok());
}

void swap_rows(const std::string& directory, Position one, Position other) {
  const auto database = open_database(directory);
  const auto first = row_at(*database, one), second = row_at(*database, other);
  put_row(*database, one, second);
  put_row(*database, other, first);
}

void damage_newest_snapshot(const std::string& directory, const StreamId& stream) {
  const auto database = open_database(directory);
  const std::unique_ptr<rocksdb::Iterator> row(
      (*database)->NewIterator({}, database->column(Column::snap)));
  row->Seek(stream_key(partition, stream, 0));  // Newest first.
  BOOST_REQUIRE(row->Valid());
  auto value = row->value().ToString();
  value.back() = static_cast<char>(value.back() ^ 1);
  BOOST_REQUIRE((*database)->Put({}, database->column(Column::snap), row->key(), value).ok());
}

void write_marker(const std::string& directory, const std::string& text) {
  std::ofstream(directory + "/ATRIUM") << text;
}

}  // namespace atrium::persistence::test
