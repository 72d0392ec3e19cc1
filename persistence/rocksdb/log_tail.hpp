// The end of RocksDB's write-ahead log, read without RocksDB: was the last write cut off by a power
// cut, or were bytes changed that had been durable? RocksDB cannot say, and refuses both.
#pragma once

#include <string>
#include <string_view>

namespace rocksdb {
class Env;
}

namespace atrium::persistence {

// Every write is synced before the next begins. So a broken record that a write follows was durable
// once, and has been damaged; a broken one with nothing whole behind it but its own rest is torn.
// False also when no record is broken.
bool is_torn_at_end(std::string_view log);

// The newest log of a database; false when it cannot be read.
bool is_torn_at_end(rocksdb::Env& env, const std::string& database);

}  // namespace atrium::persistence
