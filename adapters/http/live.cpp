// Live feeds (live.hpp).
#include "adapters/http/live.hpp"

#include "adapters/front/reading.hpp"

#include <boost/json.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace atrium::http {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t recent_max = 2048;
constexpr std::size_t turn_max = 256;   // Events read for one client before others get their turn.
constexpr std::size_t unsent_max = 64;  // Frames that a client may be behind its socket.
constexpr std::size_t unsent_bytes_max = 256 * 1024;
constexpr auto ping_every = 15s;

std::string quoted(std::string_view text) {
  return boost::json::serialize(boost::json::string_view(text.data(), text.size()));
}

}  // namespace

std::string event_json(const Envelope& envelope, const EventReader::Text& text) {
  return fmt::format(
      R"({{"position":{},"previous":{},"stream":{},"version":{},"type":"{}","at":"{}","data":{}}})",
      envelope.position, envelope.position - 1,
      quoted(envelope.stream.kind + "/" + envelope.stream.id), envelope.version, text.type,
      to_iso8601(envelope.at), text.data);
}

struct LiveHall::Session : std::enable_shared_from_this<LiveHall::Session> {
  std::shared_ptr<LiveHall> hall;
  std::shared_ptr<Socket> socket;
  Position sent = 0;
  std::size_t unsent = 0;
  std::size_t unsent_bytes = 0;
  bool closed = false;

  ~Session() { --hall->metrics_->live_clients; }

  void close(std::uint16_t code, const std::string& reason) {
    if (std::exchange(closed, true)) return;
    socket->close(code, reason);
  }

  [[nodiscard]] bool full() const {
    return unsent >= unsent_max || unsent_bytes >= unsent_bytes_max;
  }
};

LiveHall::LiveHall(host::Runtime& runtime, PartitionId hall, Loop& loop,
                   std::shared_ptr<Metrics> metrics)
    : runtime_(runtime),
      hall_(std::move(hall)),
      loop_(loop),
      metrics_(std::move(metrics)),
      feed_(runtime.feed(hall_)) {}

LiveHall::~LiveHall() = default;

void LiveHall::start() {
  subscription_ = feed_->subscribe([weak = weak_from_this()] {
    const auto self = weak.lock();
    if (!self || self->woken_.exchange(true)) return;
    self->loop_.post([weak] {
      if (const auto hall = weak.lock()) hall->heard();
    });
  });
  ping_all();
}

void LiveHall::stop() {
  stopped_ = true;
  subscription_ = {};
  for (const auto& weak : sessions_) {
    if (const auto session = weak.lock()) session->close(close_going_away, "the server stops");
  }
  for (const auto& waiter : std::exchange(waiters_, {}))
    std::exchange(waiter->then, nullptr)(false);
}

std::shared_ptr<LiveHall::Session> LiveHall::open(std::shared_ptr<Socket> socket, Position from,
                                                  std::uint64_t epoch) {
  auto session = std::make_shared<Session>();
  session->hall = shared_from_this();
  session->socket = std::move(socket);
  session->sent = from;
  ++metrics_->live_clients;
  ++metrics_->live_opened;
  if (const auto lost = front::misplaced(feed_->journal(), from, epoch)) {
    session->socket->send(
        std::make_shared<const std::string>(
            fmt::format(R"({{"code":"{}","hall":{},"epoch":{},"from":{},"detail":{}}})", lost->code,
                        quoted(hall_.value), lost->epoch, lost->from, quoted(lost->detail()))),
        {});
    const bool ahead = lost->code == "feed.beyond_head";
    session->close(ahead ? close_beyond_head : close_epoch_changed, std::string(lost->code));
    return session;
  }
  const auto head = feed_->journal().head();
  session->socket->send(std::make_shared<const std::string>(
                            fmt::format(R"({{"hello":true,"hall":{},"epoch":{},"head":{}}})",
                                        quoted(hall_.value), head.epoch, head.position)),
                        {});
  sessions_.push_back(session);
  loop_.post([weak = std::weak_ptr(session)] {
    if (const auto live = weak.lock()) live->hall->pump(*live);
  });
  return session;
}

void LiveHall::when(Position position, std::chrono::milliseconds bound,
                    std::function<void(bool)> then) {
  if (feed_->head() >= position) return then(true);
  if (stopped_) return then(false);
  auto waiter = std::make_shared<Waiter>(Waiter{position, std::move(then)});
  waiters_.push_back(waiter);
  loop_.after(bound, [weak = weak_from_this(), waiter] {
    const auto self = weak.lock();
    if (!self || !waiter->then) return;
    std::erase(self->waiters_, waiter);
    std::exchange(waiter->then, nullptr)(false);
  });
}

void LiveHall::heard() {
  woken_ = false;  // Before reading: what is committed from here on wakes again.
  if (stopped_) return;
  answer_waiters(feed_->head());
  std::erase_if(sessions_, [](const auto& weak) { return weak.expired(); });
  const auto sessions = sessions_;
  for (const auto& weak : sessions) {
    if (const auto session = weak.lock()) pump(*session);
  }
}

void LiveHall::answer_waiters(Position head) {
  const auto waiting =
      std::ranges::partition(waiters_, [&](const auto& waiter) { return waiter->position > head; });
  std::vector<std::shared_ptr<Waiter>> reached(waiting.begin(), waiting.end());
  waiters_.erase(waiting.begin(), waiting.end());
  for (const auto& waiter : reached) std::exchange(waiter->then, nullptr)(true);
}

void LiveHall::ping_all() {
  loop_.after(ping_every, [weak = weak_from_this()] {
    const auto self = weak.lock();
    if (!self || self->stopped_) return;
    std::erase_if(self->sessions_, [](const auto& session) { return session.expired(); });
    for (const auto& session : self->sessions_) {
      if (const auto live = session.lock(); live && !live->closed) live->socket->ping();
    }
    self->ping_all();
  });
}

void LiveHall::pump(Session& session) {
  if (session.closed || session.full()) return;
  auto frames = frames_after(session.sent, std::min(turn_max, unsent_max - session.unsent));
  if (!frames) return session.close(close_unreadable, "feed.unreadable");
  const auto weak = session.weak_from_this();
  for (const auto& frame : *frames) {
    if (session.full()) break;
    session.sent = frame.position;
    ++session.unsent;
    session.unsent_bytes += frame.text->size();
    ++metrics_->live_frames;
    session.socket->send(frame.text, [weak, size = frame.text->size()](bool written) {
      const auto live = weak.lock();
      if (!live) return;
      --live->unsent;
      live->unsent_bytes -= size;
      if (!written) live->closed = true;
      if (live->unsent == unsent_max / 2 || live->unsent == 0) live->hall->pump(*live);
    });
  }
  if (session.full()) ++metrics_->live_paused;
}

Result<std::vector<LiveHall::Frame>> LiveHall::frames_after(Position after, std::size_t limit) {
  if (!recent_.empty() && after + 1 >= recent_.front().position &&
      after < recent_.back().position) {
    const auto first =
        recent_.begin() + static_cast<std::ptrdiff_t>(after + 1 - recent_.front().position);
    const auto count =
        std::min<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(limit), recent_.end() - first);
    return std::vector<Frame>(first, first + count);
  }
  if (feed_->head() <= after) return std::vector<Frame>{};
  auto frames = read_frames(after, turn_max);
  if (!frames) return frames;
  keep(*frames);
  if (frames->size() > limit) frames->resize(limit);
  return frames;
}

Result<std::vector<LiveHall::Frame>> LiveHall::read_frames(Position after,
                                                           std::size_t limit) const {
  auto events = feed_->read(after, limit);
  if (!events) return tl::unexpected(events.error());
  std::vector<Frame> frames;
  frames.reserve(events->size());
  for (const auto& envelope : *events) {
    auto text = runtime_.event_text(envelope);
    if (!text) return tl::unexpected(text.error());
    frames.push_back(
        {envelope.position, std::make_shared<const std::string>(event_json(envelope, *text))});
  }
  return frames;
}

// A client that is far behind reads past `recent_` and leaves it alone.
void LiveHall::keep(const std::vector<Frame>& frames) {
  if (frames.empty()) return;
  const auto expected = recent_.empty() ? 0 : recent_.back().position + 1;
  if (frames.front().position > expected) recent_.clear();
  if (frames.front().position < expected) return;
  recent_.insert(recent_.end(), frames.begin(), frames.end());
  while (recent_.size() > recent_max) recent_.pop_front();
}

}  // namespace atrium::http
