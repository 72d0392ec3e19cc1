// The live feed of one hall to any number of WebSocket clients: every committed event after a
// position, in order, none missing, none twice. Each event becomes text once, whoever reads it; a
// slow client is read for more slowly. On the I/O thread only, except the feed's wake.
#pragma once

#include "adapters/http/loop.hpp"
#include "adapters/http/metrics.hpp"
#include "runtime/host/runtime.hpp"

#include <atomic>
#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace atrium::http {

// Close codes of our own range; the reason is the stable code.
inline constexpr std::uint16_t close_going_away = 1001;
inline constexpr std::uint16_t close_unreadable = 1011;     // feed.unreadable
inline constexpr std::uint16_t close_epoch_changed = 4409;  // feed.epoch_changed
inline constexpr std::uint16_t close_beyond_head = 4416;    // feed.beyond_head

// `{"position":…,"previous":…,"stream":…,"version":…,"type":…,"at":…,"data":{…}}`
std::string event_json(const Envelope& envelope, const EventReader::Text& text);

class LiveHall : public std::enable_shared_from_this<LiveHall> {
 public:
  struct Session;  // One client.

  LiveHall(host::Runtime& runtime, PartitionId hall, Loop& loop, std::shared_ptr<Metrics> metrics);
  ~LiveHall();
  void start();  // Follows the feed.
  void stop();   // Closes every client; answers every waiter.

  [[nodiscard]] const host::Feed& feed() const { return *feed_; }
  [[nodiscard]] std::size_t clients() const { return sessions_.size(); }

  // Sends the hello frame, then events after `from`; to a reader who cannot go on there (epoch 0:
  // it does not know its own) `{"code":…,"hall":…,"epoch":…,"from":…,"detail":…}` instead, and
  // closes. Whoever opened it holds on to the session; dropping it ends it.
  std::shared_ptr<Session> open(std::shared_ptr<Socket> socket, Position from, std::uint64_t epoch);

  // Calls `then(true)` once the head has reached `position`, at once if it has; `then(false)` after
  // `bound`.
  void when(Position position, std::chrono::milliseconds bound, std::function<void(bool)> then);

 private:
  struct Frame {
    Position position = 0;
    std::shared_ptr<const std::string> text;
  };
  struct Waiter {
    Position position = 0;
    std::function<void(bool)> then;
  };

  void heard();  // Something was committed.
  void answer_waiters(Position head);
  void ping_all();
  void pump(Session& session);
  // Up to `limit` frames after `after`; nothing when the feed cannot be read.
  Result<std::vector<Frame>> frames_after(Position after, std::size_t limit);
  Result<std::vector<Frame>> read_frames(Position after, std::size_t limit) const;
  void keep(const std::vector<Frame>& frames);

  host::Runtime& runtime_;
  PartitionId hall_;
  Loop& loop_;
  std::shared_ptr<Metrics> metrics_;
  std::shared_ptr<host::Feed> feed_;
  std::atomic<bool> woken_ = false;
  host::Feed::Subscription subscription_;
  std::vector<std::weak_ptr<Session>> sessions_;
  std::vector<std::shared_ptr<Waiter>> waiters_;
  std::deque<Frame> recent_;  // Dense; the last frames made, for clients that are nearly there.
  bool stopped_ = false;
};

}  // namespace atrium::http
