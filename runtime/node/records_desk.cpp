// One thread, one queue.
#include "runtime/node/records_desk.hpp"

#include "persistence/codec/entities/codecs.hpp"
#include "persistence/read/hall_records.hpp"

#include <fmt/format.h>

#include <atomic>
#include <condition_variable>
#include <cstdio>
#include <deque>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

namespace atrium::node {
namespace {

using namespace std::chrono_literals;
using persistence::HallRecords;
using Time = std::chrono::steady_clock;

constexpr auto try_again_after = 10s;  // After a failure.

void say(const std::string& line) { fmt::print(stderr, "{}\n", line); }

Failure later(const std::string& why) { return {FailureCode::unavailable, why}; }

}  // namespace

struct RecordsDesk::Inside {
  struct Hall {
    std::unique_ptr<HallRecords> records;
    host::Feed::Subscription subscription;
    std::string told;  // The last failure, told once.
  };
  struct Question {
    PartitionId hall;
    Job job;
  };

  RecordsOptions options;
  std::map<PartitionId, Hall> halls;
  std::mutex mutex;
  std::condition_variable_any woken;
  std::deque<Question> questions;   // Under the mutex, likewise below.
  bool fresh = true;                // There may be events that were not taken yet.
  Time::time_point due{};           // When they are taken at the latest.
  std::atomic<bool> noticed{true};  // That there are; so that a busy hall does not lock every time.
  std::jthread thread;

  // On the journal's thread.
  void notice() {
    if (noticed.exchange(true)) return;
    const std::scoped_lock lock(mutex);
    fresh = true;
    due = Time::now() + options.gather;
    woken.notify_one();
  }

  // True when it has come to what is committed.
  bool follow(Hall& hall) {
    const auto progress = hall.records->step();
    if (const auto note = hall.records->take_note(); !note.empty()) say("note: " + note);
    if (!progress) {
      if (hall.told != progress.error().what) say("atrium: records: " + progress.error().what);
      hall.told = progress.error().what;
      const std::scoped_lock lock(mutex);
      fresh = true;
      due = Time::now() + try_again_after;
      return true;
    }
    hall.told.clear();
    return *progress == HallRecords::Progress::caught_up;
  }

  // A step of each hall; true when all have come to what is committed.
  bool follow_all() {
    bool all = true;
    for (auto& [name, hall] : halls) all = follow(hall) && all;
    return all;
  }

  void answer(const Question& question) {
    const auto found = halls.find(question.hall);
    if (found == halls.end()) {
      return question.job(fail(FailureCode::not_found, "this node keeps no such hall"));
    }
    auto& hall = found->second;
    bool reached = follow(hall);
    while (!reached && hall.records->ready()) reached = follow(hall);
    if (!hall.told.empty()) return question.job(tl::unexpected(later(hall.told)));
    if (!reached) {
      return question.job(tl::unexpected(
          later(fmt::format("the records are being made from the journal, up to event {} so far",
                            hall.records->position()))));
    }
    question.job(hall.records.get());
  }

  std::optional<Question> next_question() {
    const std::scoped_lock lock(mutex);
    if (questions.empty()) return std::nullopt;
    auto question = std::move(questions.front());
    questions.pop_front();
    return question;
  }

  // False: asked to stop.
  bool wait(const std::stop_token& stop) {
    std::unique_lock lock(mutex);
    const auto asked = [this] { return !questions.empty(); };
    while (!stop.stop_requested() && !asked()) {
      if (!fresh) {
        woken.wait(lock, stop, [&] { return asked() || fresh; });
      } else if (!woken.wait_until(lock, stop, due, asked)) {
        break;  // Gathered for long enough.
      }
    }
    return !stop.stop_requested();
  }

  void run(const std::stop_token& stop) {
    while (wait(stop)) {
      if (auto question = next_question()) {
        answer(*question);
        continue;
      }
      {
        const std::scoped_lock lock(mutex);
        fresh = false;
      }
      noticed = false;
      // Questions come between two steps of a long way.
      while (!follow_all() && !stop.stop_requested()) {
        if (auto question = next_question()) answer(*question);
      }
    }
  }
};

RecordsDesk::RecordsDesk(const host::Runtime& runtime, persistence::Vault& no_keys,
                         const std::vector<PartitionId>& halls, RecordsOptions options)
    : inside_(std::make_unique<Inside>()) {
  inside_->options = std::move(options);
  const HallRecords::Readers readers{persistence::make_waiting_room_codec(no_keys),
                                     persistence::make_evaluation_codec(no_keys)};
  for (const auto& name : halls) {
    const auto feed = runtime.feed(name);
    if (!feed) continue;
    auto& hall = inside_->halls[name];
    hall.records = std::make_unique<HallRecords>(
        inside_->options.directory, name.value,
        [feed](Position after, std::size_t limit, const auto& each) {
          return feed->visit(after, limit, each);
        },
        readers);
    hall.subscription = feed->subscribe([inside = inside_.get()] { inside->notice(); });
  }
  inside_->thread = std::jthread([this](const std::stop_token& stop) { inside_->run(stop); });
}

RecordsDesk::~RecordsDesk() { stop(); }

void RecordsDesk::ask(const PartitionId& hall, Job job) {
  {
    const std::scoped_lock lock(inside_->mutex);
    const bool open = inside_->questions.size() < inside_->options.waiting_max &&
                      !inside_->thread.get_stop_token().stop_requested();
    if (open) {
      inside_->questions.push_back({hall, std::move(job)});
      inside_->woken.notify_one();
      return;
    }
  }
  job(tl::unexpected(later("too many questions about the past wait already")));
}

void RecordsDesk::stop() {
  inside_->thread.request_stop();
  if (inside_->thread.joinable()) inside_->thread.join();
  inside_->halls.clear();  // Their files are closed.
  std::deque<Inside::Question> left;
  {
    const std::scoped_lock lock(inside_->mutex);
    left.swap(inside_->questions);
  }
  for (const auto& question : left) {
    question.job(tl::unexpected(later("the server is stopping")));
  }
}

}  // namespace atrium::node
