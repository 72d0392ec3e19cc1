// What was attempted on a journal, what was acknowledged, and what must hold when it is opened
// again: acknowledged ⊆ recovered ⊆ attempted, and recovered is a prefix of what was attempted.
#pragma once

#include "persistence/rocksdb/store.hpp"
#include "tests/crash/fault_fs.hpp"
#include "tests/persistence/journal_fixture.hpp"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>

namespace atrium::persistence::test {

// The payload that the commit of a position carries; its length varies.
std::string payload(Position position);

// Until the side mark of a directory's only partition has come so far: within a second.
void await_mark(const std::string& directory, Position position);

class Oracle final : public CommitListener, public std::enable_shared_from_this<Oracle> {
 public:
  void committed(Position position, Version) noexcept override;
  void died(const std::string& why);

  // Opens a store whose death the oracle hears of.
  Result<std::unique_ptr<DiskStore>> try_open(const FaultDisk& disk, const std::string& directory,
                                              bool sync = true);
  std::unique_ptr<DiskStore> open(const FaultDisk& disk, const std::string& directory,
                                  bool sync = true);

  // One commit more, of one event, with the command id `command-<position>`.
  void attempt(Journal& journal);
  // Until that many are acknowledged, or the journal died.
  void await(Position count);

  [[nodiscard]] Position attempted() const { return attempted_; }
  [[nodiscard]] Position acked() const;
  [[nodiscard]] bool dead() const;
  [[nodiscard]] std::string why() const;

  // Compares, and goes on from what was recovered.
  void check(const Journal& recovered);

 private:
  Position attempted_ = 0;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  Position acked_ = 0;
  bool dead_ = false;
  std::string why_;
};

}  // namespace atrium::persistence::test
