// A file system for RocksDB that fails on purpose: at a simulated power cut it forgets what was not
// synced, bytes and directory entries alike; it fails a sync, is full, or holds syncs back. The
// kernel does not forget on kill -9, so that only this shows whether "durable" is true. For tests;
// a removed file stays removed, and nothing is really synced.
#pragma once

#include <rocksdb/env.h>

#include <cstdint>
#include <memory>
#include <string>

namespace atrium::persistence::test {

// What a power cut takes, chosen by `seed`.
struct PowerLoss {
  std::uint64_t seed = 0;
  // Of every file a chosen part of what was not synced stays, so many bytes at most: 0 = none.
  std::uint64_t torn_max = 0;
  // Of what stays so, the bytes before a chosen place may read as zeros: blocks reach a disk in any
  // order.
  bool garbled = false;
  // Files made and renamed since their directory was synced last may be gone, or have their old
  // name.
  bool entries = false;
};

class FaultDisk {
 public:
  FaultDisk();
  ~FaultDisk();

  [[nodiscard]] rocksdb::Env* env() const { return env_.get(); }

  // From now on nothing is written nor synced any more: every write fails. The running store is to
  // be thrown away.
  void cut_power();
  // After cut_power or another fault, with no store open. All faults end.
  void forget_unsynced(const PowerLoss& loss = {});
  // The nth sync of a write-ahead log from now on fails (0 = the next).
  void fail_log_sync(int nth);
  // After so many more bytes, in whatever file, there is no space left.
  void fill_up(std::uint64_t bytes_left);
  // Syncs of write-ahead logs wait until they are released.
  void hold_log_syncs();
  void await_held_sync();  // What it is to make durable is written then.
  void release_log_syncs();

  struct Files;

 private:
  std::shared_ptr<Files> files_;
  std::unique_ptr<rocksdb::Env> env_;
};

void flip_bit(const std::string& path, std::uint64_t offset, int bit);

}  // namespace atrium::persistence::test
