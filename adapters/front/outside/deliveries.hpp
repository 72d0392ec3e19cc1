// What became of the messages to other systems: stands before the outbound port and remembers how
// the last ones went, so that each upload's success or failure can be seen, after a restart too.
// For people to look at only: what must still be sent is the host's to know.
#pragma once

#include "runtime/core/outbound.hpp"

#include <cstddef>
#include <deque>
#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace atrium::front {

struct Delivery {
  std::string id;
  std::string channel;
  std::string key;
  Instant at;  // Of the event that it tells of.
  int tries = 0;
  bool taken = false;
  std::string why;  // Of the last failure.
};

struct ChannelCount {
  std::size_t taken = 0;   // Messages.
  std::size_t failed = 0;  // Tries.
};

// Thread-safe; `next` outlives it.
class Deliveries final : public Outbound {
 public:
  static constexpr std::size_t kept = 200;
  static constexpr std::size_t lines_max = 5000;  // Then the record is written anew.

  // `record`: a file of JSON lines, one for each result with its channel's counts, read at once and
  // appended to; empty, or not to be written: in memory only.
  explicit Deliveries(Outbound& next, std::filesystem::path record = {});
  void send(const Message& message, std::function<void(Result<void>)> taken) override;

  // The latest first; `channel` empty: of all. Open ones that failed stand before the rest.
  [[nodiscard]] std::vector<Delivery> latest(const std::string& channel, std::size_t most) const;
  [[nodiscard]] std::map<std::string, ChannelCount> counts() const;

 private:
  void note(const Delivery& delivery, const Result<void>& result);
  void keep(const Delivery& delivery);
  void read_record();
  void take_line(const std::string& line);
  void write(const Delivery& delivery);
  void write_anew();
  [[nodiscard]] std::string line_of(const Delivery& delivery) const;

  Outbound& next_;
  const std::filesystem::path record_;
  mutable std::mutex mutex_;
  std::deque<Delivery> latest_;
  std::map<std::string, ChannelCount> counts_;
  std::size_t lines_ = 0;  // Of the record.
};

}  // namespace atrium::front
