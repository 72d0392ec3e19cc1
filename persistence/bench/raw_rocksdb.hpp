// RocksDB alone, as fast as one writer thread can make it: the measure that the journal and the
// whole hall are held against. Same column families and options, same rows, bytes and batch sizes,
// sync=true; nothing else is done.
#pragma once

#include "persistence/rocksdb/store.hpp"
#include "runtime/core/failure.hpp"

#include <memory>
#include <string>

namespace atrium::persistence {

class RawRocksdb {
 public:
  virtual ~RawRocksdb() = default;
  // Writes for about so long as a run with these figures wrote (commits per batch, events per
  // commit, bytes), and answers commits per second. May be called again and again.
  virtual double per_s(const WriterFigures& like, double seconds) = 0;
};

// In a directory of its own, which must be empty.
Result<std::unique_ptr<RawRocksdb>> open_raw_rocksdb(const std::string& directory);

// Once, in `directory`/raw, which is removed afterwards. For benchmarks of what stands above the
// journal.
Result<double> raw_per_s(const std::string& directory, const WriterFigures& like, double seconds);

}  // namespace atrium::persistence
