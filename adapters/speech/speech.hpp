// Announcements as sound: a bell, the Chinese text, the English one, made once on a thread of its
// own and kept while there is room. Knows texts and halls' ways of reading, nothing of queues.
#pragma once

#include "runtime/core/failure.hpp"
#include "runtime/core/ids.hpp"
#include "runtime/core/saying.hpp"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace atrium::speech {

struct HallSpeech {
  bool bell = true;
  bool yao = false;
  std::vector<std::pair<std::string, std::string>> readings;
};

using Wav = std::shared_ptr<const std::string>;  // A whole WAV file: 22,050 Hz, 16 bit, mono.

class Speech {
 public:
  struct Options {
    std::map<PartitionId, HallSpeech> halls;
    std::size_t cache_bytes = 32u << 20;
    std::size_t waiting_max = 64;
  };
  explicit Speech(Options options);
  ~Speech();  // What still waits is answered with a Failure.

  using Then = std::function<void(Result<Wav>)>;
  // Calls `then` on any thread, at once where the sound is known.
  void make(const PartitionId& hall, const Saying& saying, Then then);

  [[nodiscard]] std::size_t cached_bytes() const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

// What is heard of a saying, for whoever has no cache.
Result<std::string> make_wav(const HallSpeech& hall, const Saying& saying);

}  // namespace atrium::speech
