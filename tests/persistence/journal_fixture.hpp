// What the journal's contract suite runs on: one storage that can be reopened, in memory or on
// disk.
#pragma once

#include "persistence/journal/memory_journal.hpp"
#include "persistence/rocksdb/store.hpp"
#include "runtime/core/journal.hpp"
#include "tests/support/folder.hpp"

#include <boost/test/unit_test.hpp>

#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace atrium::persistence::test {

inline const PartitionId hall{"chengmai"};
inline const PartitionId other_hall{"laocheng"};
inline const StreamId lines{"waiting_room", "main"};
inline const StreamId window_3{"window", "3"};

// The test ends here, saying why, unless the result is a value.
template <class R>
void must(const R& result) {
  const std::string why = result.has_value() ? "" : result.error().what;
  BOOST_REQUIRE_MESSAGE(result.has_value(), why);
}

// A storage: open() after close() must find everything again.
class MemoryStorage {
 public:
  std::unique_ptr<Restorable> open() { return make_memory_store(disk_); }

 private:
  std::shared_ptr<MemoryDisk> disk_ = make_memory_disk();
};

class DiskStorage {
 public:
  std::unique_ptr<Restorable> open();

 private:
  Folder folder_;
};

// Remembers what it was told, in order, and lets a test wait for it.
class Heard final : public CommitListener, public std::enable_shared_from_this<Heard> {
 public:
  struct Told {
    Position position = 0;
    Version version = 0;
  };
  void committed(Position position, Version version) noexcept override;
  void hear(const Envelopes& group);

  // Blocks until a commit up to `position` was told.
  void await(Position position);
  [[nodiscard]] std::vector<Told> told() const;
  [[nodiscard]] std::vector<Envelope> events() const;
  // How many events were heard when the last commit was told.
  [[nodiscard]] std::size_t events_at_commit() const;

 private:
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Told> told_;
  std::vector<Envelope> events_;
  std::size_t events_at_commit_ = 0;
};

// A commit of `payloads`, one event each.
Commit commit(const StreamId& stream, Version after, std::vector<std::string> payloads,
              std::string id = {}, std::string reply = {});

// Appends and waits until it is durable.
Position append(Journal& journal, Commit commit);

std::shared_ptr<Journal> open(Store& store, const PartitionId& partition = hall);

// Every event of the partition, by read().
std::vector<Envelope> all(const Journal& journal);

// Payloads of one stream, by replay().
std::vector<std::string> replayed(const Journal& journal, const StreamId& stream,
                                  Version after = 0);

bool same(const Envelope& one, const Envelope& other);

}  // namespace atrium::persistence::test
