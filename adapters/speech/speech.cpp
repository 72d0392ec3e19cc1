// One thread that speaks, a line of what is to be said, and a bounded store of what was.
#include "adapters/speech/speech.hpp"

#include "adapters/speech/wave.hpp"
#include "devices/speaker/speech/reading.hpp"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <list>
#include <mutex>
#include <thread>

namespace atrium::speech {
namespace {

using namespace std::chrono_literals;

constexpr int chinese_speed = 155;  // espeak-ng's words per minute: clear over a hall's noise.
constexpr int english_speed = 150;
constexpr auto gap = 350ms;
constexpr auto tail = 400ms;  // Apart from the announcement that follows.

using Key = std::pair<PartitionId, Saying>;

std::string spaced(const std::string& text) {
  // Digit by digit and letter by letter: "A012" → "A 0 1 2".
  std::string read;
  for (const char c : text) {
    const bool sign = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
    const bool after = !read.empty() && ((read.back() >= '0' && read.back() <= '9') ||
                                         (read.back() >= 'A' && read.back() <= 'Z'));
    if (sign && after) read += ' ';
    read += c;
  }
  return read;
}

}  // namespace

Result<std::string> make_wav(const HallSpeech& hall, const Saying& saying) {
  Samples samples;
  if (hall.bell) append_bell(samples);
  if (!saying.zh.empty()) {
    const Reading reading(hall.readings, hall.yao);
    const auto spoken = espeak("cmn-latn-pinyin", reading.pinyin(saying.zh), chinese_speed);
    if (!spoken) return tl::unexpected(spoken.error());
    append_speech(samples, *spoken);
  }
  if (!saying.en.empty()) {
    if (!saying.zh.empty()) append_silence(samples, gap);
    const auto spoken = espeak("en-gb", spaced(saying.en), english_speed);
    if (!spoken) return tl::unexpected(spoken.error());
    append_speech(samples, *spoken);
  }
  append_silence(samples, tail);
  return wav_file(samples);
}

struct Speech::Inside {
  struct Job {
    Key key;
    std::vector<Then> thens;
  };

  explicit Inside(Options given) : options(std::move(given)) {
    thread = std::thread([this] { run(); });
  }

  void run() {
    std::unique_lock lock(mutex);
    for (;;) {
      more.wait(lock, [&] { return stopped || !jobs.empty(); });
      if (stopped) return;
      const auto key = jobs.front().key;
      lock.unlock();
      auto made = make_wav(options.halls[key.first], key.second);
      Result<Wav> wav = tl::unexpected(Failure{});
      if (made) {
        wav = std::make_shared<const std::string>(std::move(*made));
      } else {
        wav = tl::unexpected(made.error());
      }
      lock.lock();
      if (stopped) return;
      if (wav) keep(key, *wav);
      const auto thens = std::move(jobs.front().thens);
      jobs.pop_front();
      lock.unlock();
      for (const auto& then : thens) then(wav);
      lock.lock();
    }
  }

  // The oldest goes when there is no room.
  void keep(const Key& key, const Wav& wav) {
    bytes += wav->size();
    order.push_back(key);
    known[key] = wav;
    while (bytes > options.cache_bytes && order.size() > 1) {
      const auto oldest = known.find(order.front());
      bytes -= oldest->second->size();
      known.erase(oldest);
      order.pop_front();
    }
  }

  Options options;
  mutable std::mutex mutex;
  std::condition_variable more;
  std::deque<Job> jobs;  // The first is being made.
  std::map<Key, Wav> known;
  std::list<Key> order;
  std::size_t bytes = 0;
  bool stopped = false;
  std::thread thread;
};

Speech::Speech(Options options) : inside_(std::make_unique<Inside>(std::move(options))) {}

Speech::~Speech() {
  auto& in = *inside_;
  {
    std::scoped_lock lock(in.mutex);
    in.stopped = true;
  }
  in.more.notify_all();
  in.thread.join();
  for (const auto& job : in.jobs) {
    for (const auto& then : job.thens) {
      then(fail(FailureCode::unavailable, "the house stops"));
    }
  }
}

void Speech::make(const PartitionId& hall, const Saying& saying, Then then) {
  auto& in = *inside_;
  std::unique_lock lock(in.mutex);
  const Key key{hall, saying};
  if (const auto found = in.known.find(key); found != in.known.end()) {
    const auto wav = found->second;
    lock.unlock();
    return then(wav);
  }
  const auto same = std::ranges::find(in.jobs, key, &Inside::Job::key);
  if (same != in.jobs.end()) {
    same->thens.push_back(std::move(then));
    return;
  }
  if (in.jobs.size() >= in.options.waiting_max) {
    lock.unlock();
    return then(fail(FailureCode::unavailable, "too much is to be spoken; ask again shortly"));
  }
  in.jobs.push_back({key, {}});
  in.jobs.back().thens.push_back(std::move(then));
  in.more.notify_one();
}

std::size_t Speech::cached_bytes() const {
  std::scoped_lock lock(inside_->mutex);
  return inside_->bytes;
}

}  // namespace atrium::speech
