// See oracle.hpp.
#include "tests/crash/oracle.hpp"

#include "persistence/rocksdb/writer/side_mark.hpp"

#include <boost/test/unit_test.hpp>

#include <fmt/format.h>

#include <chrono>

namespace atrium::persistence::test {

std::string payload(Position position) {
  return fmt::format("event {} {}", position, std::string(position * 37 % 400, 'x'));
}

void await_mark(const std::string& directory, Position position) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  for (;;) {
    const auto found = read_side_mark(*rocksdb::Env::Default(), directory);
    if (found && !found->marks.empty() && found->marks[0].position >= position) return;
    BOOST_REQUIRE(std::chrono::steady_clock::now() < end);
  }
}

void Oracle::committed(Position position, Version) noexcept {
  const std::lock_guard lock(mutex_);
  acked_ = position;
  changed_.notify_all();
}

void Oracle::died(const std::string& why) {
  const std::lock_guard lock(mutex_);
  dead_ = true;
  why_ = why;
  changed_.notify_all();
}

Result<std::unique_ptr<DiskStore>> Oracle::try_open(const FaultDisk& disk,
                                                    const std::string& directory, bool sync) {
  {
    const std::lock_guard lock(mutex_);
    dead_ = false;
  }
  DiskOptions options;
  options.directory = directory;
  options.sync = sync;
  options.env = disk.env();
  options.on_fatal = [this](const std::string& why) { died(why); };
  return open_disk_store(options);
}

std::unique_ptr<DiskStore> Oracle::open(const FaultDisk& disk, const std::string& directory,
                                        bool sync) {
  auto store = try_open(disk, directory, sync);
  must(store);
  return std::move(*store);
}

void Oracle::attempt(Journal& journal) {
  const auto position = attempted_ + 1;
  journal.append(commit(lines, attempted_, {payload(position)}, fmt::format("command-{}", position),
                        fmt::format("reply {}", position)),
                 shared_from_this());
  attempted_ = position;
}

void Oracle::await(Position count) {
  std::unique_lock lock(mutex_);
  BOOST_REQUIRE(
      changed_.wait_for(lock, std::chrono::seconds(60), [&] { return dead_ || acked_ >= count; }));
}

Position Oracle::acked() const {
  const std::lock_guard lock(mutex_);
  return acked_;
}

bool Oracle::dead() const {
  const std::lock_guard lock(mutex_);
  return dead_;
}

std::string Oracle::why() const {
  const std::lock_guard lock(mutex_);
  return why_;
}

void Oracle::check(const Journal& recovered) {
  const auto events = all(recovered);
  BOOST_TEST(events.size() >= acked());
  BOOST_TEST(events.size() <= attempted_);
  bool prefix = true;
  for (const auto& event : events) {
    const auto reply = recovered.find_reply(event.command);
    prefix = prefix && event.payload == payload(event.position) && reply && *reply &&
             (*reply)->reply == fmt::format("reply {}", event.position);
  }
  BOOST_TEST(prefix);
  attempted_ = events.size();
  const std::lock_guard lock(mutex_);
  acked_ = events.size();
}

}  // namespace atrium::persistence::test
