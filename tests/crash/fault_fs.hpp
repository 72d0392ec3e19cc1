// A file system for RocksDB that forgets, at a simulated power cut, every byte that was not synced.
// The kernel does not forget on kill -9, so that only this shows whether "durable" is true. For
// tests; directories' own syncs are not modelled: a file that was made stays, cut to what was
// synced of it.
#pragma once

#include <rocksdb/env.h>

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace atrium::persistence::test {

class FaultDisk {
 public:
  FaultDisk();
  ~FaultDisk();

  [[nodiscard]] rocksdb::Env* env() const { return env_.get(); }

  // From now on nothing is written nor synced any more: every write fails. The running store is to
  // be thrown away.
  void cut_power();
  // Cuts every file back to what was synced, plus `torn` bytes of what was not. After cut_power,
  // with no store open.
  void forget_unsynced(std::uint64_t torn = 0);
  // The nth sync from now on fails (0 = the next).
  void fail_sync(int nth);

  struct Files;

 private:
  std::shared_ptr<Files> files_;
  std::unique_ptr<rocksdb::Env> env_;
};

}  // namespace atrium::persistence::test
