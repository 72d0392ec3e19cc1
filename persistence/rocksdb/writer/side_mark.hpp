// The side mark: how far each partition was durable a moment ago, in two small files beside the
// journal that are written in turns. The write-ahead log cannot tell a record that was cut off by a
// power cut from one that was damaged later; the mark can. It is never needed to recover.
#pragma once

#include "runtime/core/failure.hpp"
#include "runtime/core/journal.hpp"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace rocksdb {
class Env;
}

namespace atrium::persistence {

// STORED FORMAT 1 of <data>/journal.mark.0 and .1, text:
//   "atrium journal mark 1 <count of writes>" and a line "<partition's number> <position> <hash>
//   <partition>" for each; the last line is the SHA-256 of the lines before it. The sound file with
//   the higher count holds.
struct DurableMark {
  PartitionId partition;
  std::uint32_t number = 0;
  Position position = 0;
  Hash hash{};
};

struct DurableMarks {
  std::uint64_t count = 0;
  std::vector<DurableMark> marks;
};

// Nothing when there are none yet. Two files of which neither is sound are a failure.
Result<DurableMarks> read_side_mark(rocksdb::Env& env, const std::string& directory);

// Writes the mark half a second after something became durable, and at the end, on a thread of its
// own. A mark that cannot be written is tried again; the journal's own writes decide over the
// house.
class SideMark {
 public:
  // `look` answers what is durable, thread-safe; partitions that it does not name keep their mark.
  SideMark(rocksdb::Env& env, std::string directory, DurableMarks known,
           std::function<std::vector<DurableMark>()> look);
  SideMark(const SideMark&) = delete;
  SideMark& operator=(const SideMark&) = delete;
  ~SideMark();

  void moved();  // Something became durable. Cheap, thread-safe.
  void stop();   // Writes the last mark. Idempotent.
  [[nodiscard]] std::uint64_t failures() const { return failures_.load(); }

 private:
  void run();
  void write();
  bool write_file(const std::string& path, const std::string& text);

  rocksdb::Env& env_;
  std::string directory_;
  std::uint64_t count_;
  std::map<PartitionId, DurableMark> marks_;
  std::function<std::vector<DurableMark>()> look_;
  std::atomic<bool> dirty_ = false;
  std::atomic<std::uint64_t> failures_ = 0;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace atrium::persistence
