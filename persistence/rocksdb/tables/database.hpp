// The RocksDB underneath: how it is opened and which column families it has. Internal to this
// folder and to the benchmark that measures RocksDB alone with the same options.
#pragma once

#include "runtime/core/failure.hpp"

#include <rocksdb/db.h>

#include <array>
#include <memory>
#include <string>

namespace atrium::persistence {

enum class Column { log, ent, cmd, snap, cursors, meta, tmr };
inline constexpr std::array<const char*, 7> column_names{"log",     "ent",  "cmd", "snap",
                                                         "cursors", "meta", "tmr"};

class Database {
 public:
  struct Options {
    std::string directory;
    bool writable = true;
    rocksdb::Env* env = nullptr;
    // Takes the write-ahead log up to its first broken record; false refuses to open then, unless
    // the record is merely cut short.
    bool cut_tail = false;
  };
  static Result<std::unique_ptr<Database>> open(const Options& options);
  static std::string path_in(const std::string& directory);

  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database();  // Every iterator must be gone by then.

  rocksdb::DB* operator->() const { return db_.get(); }
  // Null for `tmr` in a journal of the first release that was opened to look only.
  [[nodiscard]] rocksdb::ColumnFamilyHandle* column(Column column) const {
    return columns_[static_cast<std::size_t>(column)];
  }
  // Nothing when the key is not there.
  [[nodiscard]] Result<bool> get(Column column, const std::string& key, std::string& value) const;

 private:
  Database() = default;
  std::unique_ptr<rocksdb::DB> db_;
  std::array<rocksdb::ColumnFamilyHandle*, column_names.size()> columns_{};
};

// What RocksDB said, as one line that begins with `doing`.
tl::unexpected<Failure> failure_of(const rocksdb::Status& status, const std::string& doing);

}  // namespace atrium::persistence
