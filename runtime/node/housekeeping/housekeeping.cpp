// See housekeeping.hpp.
#include "runtime/node/housekeeping/housekeeping.hpp"

#include "persistence/archive/backup.hpp"
#include "runtime/node/housekeeping/clock_watch.hpp"

#include <fmt/format.h>

#include <sys/resource.h>

#include <algorithm>
#include <condition_variable>
#include <cstdio>
#include <filesystem>
#include <mutex>
#include <utility>

namespace atrium::node {
namespace {

using Ticks = persistence::Ticks;
using namespace std::chrono_literals;

constexpr auto look_every = 1s;
constexpr auto retry_after = 10min;  // A backup that failed.
constexpr int backup_niceness = 10;

void say(const std::string& line) { fmt::print(stderr, "{}\n", line); }

// Waits, or until it is asked to stop; false then.
bool wait(const std::stop_token& stop, std::chrono::milliseconds time) {
  std::mutex mutex;
  std::condition_variable_any woken;
  std::unique_lock lock(mutex);
  woken.wait_for(lock, stop, time, [] { return false; });
  return !stop.stop_requested();
}

// How long the newest backup is old; nothing when there is none.
std::optional<std::chrono::milliseconds> age_of(const std::string& archive) {
  std::error_code error;
  const auto written =
      std::filesystem::last_write_time(std::filesystem::path(archive) / "manifest.json", error);
  if (error) return std::nullopt;
  return std::chrono::duration_cast<std::chrono::milliseconds>(
      std::filesystem::file_time_type::clock::now() - written);
}

}  // namespace

Housekeeping::Housekeeping(persistence::DiskStore& store, const Clock& clock,
                           persistence::AnchorWriter anchors, HousekeepingOptions options)
    : store_(store),
      clock_(clock),
      anchors_(std::move(anchors)),
      options_(std::move(options)),
      defects_(options_.data) {}

Housekeeping::~Housekeeping() { stop(); }

Result<std::unique_ptr<Housekeeping>> Housekeeping::make(persistence::DiskStore& store,
                                                         const Clock& clock,
                                                         const std::vector<PartitionId>& partitions,
                                                         HousekeepingOptions options) {
  auto anchors = persistence::AnchorWriter::open(options.data, store.chain());
  if (!anchors) return tl::unexpected(anchors.error());
  for (const auto& partition : partitions) {
    auto journal = store.open(partition);
    if (!journal) return tl::unexpected(journal.error());
    if (auto followed = anchors->follow(std::move(*journal)); !followed)
      return tl::unexpected(followed.error());
  }
  return std::unique_ptr<Housekeeping>(
      new Housekeeping(store, clock, std::move(*anchors), std::move(options)));
}

void Housekeeping::run(host::Host& host) {
  DiskGuard::Acts acts;
  acts.look = [this] { return disk_space(options_.data); };
  acts.close = [&host](const std::string& why) { host.close_admission(why); };
  acts.open = [&host] { host.open_admission(); };
  acts.say = say;
  guard_ = std::make_unique<DiskGuard>(options_.disk, std::move(acts));
  guard_->look();
  looking_ = std::jthread([this](const std::stop_token& stop) { look_after(stop); });
  if (options_.backup.empty()) return;
  backing_up_ =
      std::jthread([this](const std::stop_token& stop) { back_up_from_time_to_time(stop); });
}

void Housekeeping::stop() {
  for (auto* thread : {&backing_up_, &looking_}) thread->request_stop();
  for (auto* thread : {&backing_up_, &looking_}) {
    if (thread->joinable()) thread->join();
  }
}

void Housekeeping::finish() {
  std::string told;
  tell(defects_.write(), told);
  const auto done = anchors_.finish(clock_.now());
  if (!done) say("atrium: the last anchors are not signed: " + done.error().what);
}

// The same trouble is told once, until it is over.
void Housekeeping::tell(const Result<void>& done, std::string& told) {
  const auto trouble = done ? std::string() : done.error().what;
  if (trouble != told && !trouble.empty()) say("atrium: " + trouble);
  told = trouble;
}

Result<void> Housekeeping::anchor() {
  const auto done = anchors_.tick(Ticks::clock::now(), clock_.now());
  if (!done) return tl::unexpected(done.error());
  return {};
}

void Housekeeping::look_after(const std::stop_token& stop) {
  std::string told_of_anchors, told_of_evidence;
  ClockWatch watch;
  while (wait(stop, look_every)) {
    const auto wall = std::chrono::floor<Duration>(std::chrono::system_clock::now());
    if (const auto jump = watch.look(wall, Ticks::clock::now())) {
      say(
          fmt::format("atrium: the machine's clock jumped by {} s; recorded time does not run "
                      "back. Check its time service",
                      std::chrono::duration_cast<std::chrono::seconds>(*jump).count()));
    }
    guard_->look();
    tell(anchor(), told_of_anchors);
    tell(defects_.write(), told_of_evidence);
  }
}

void Housekeeping::back_up_from_time_to_time(const std::stop_token& stop) {
  ::setpriority(PRIO_PROCESS, 0, backup_niceness);  // Of this thread alone, on Linux.
  std::string told;
  const std::chrono::milliseconds every(options_.backup_every);
  auto pause = every - std::min(every, age_of(options_.backup).value_or(every));
  while (wait(stop, pause)) {
    auto source = persistence::backup_source(store_, options_.data, options_.readers);
    Result<persistence::BackupReport> report =
        source ? persistence::back_up(*source, options_.backup, {.stop = stop})
               : tl::unexpected(source.error());
    if (stop.stop_requested()) return;
    if (!report) {
      tell(fail(report.error().code, "no backup was written: " + report.error().what), told);
    } else {
      told.clear();
    }
    pause = report ? every : std::min<std::chrono::milliseconds>(every, retry_after);
  }
}

}  // namespace atrium::node
