// A TCP socket that mends two habits of RESTinio 0.6: a request that cannot be read is closed upon
// without a word (here: 400 problem+json first, and the rest of it is read so that the answer
// arrives), a WebSocket frame's buffer is allocated at the length that the client claims (here:
// frames over 64 KiB end the connection). Included by server.cpp only.
#pragma once

#include "adapters/http/frame_guard.hpp"

#include <asio.hpp>

#include <array>
#include <chrono>
#include <memory>
#include <set>
#include <string_view>
#include <utility>

namespace atrium::http {

// Reads and drops what a refused client is still sending, for a moment, so that its answer is not
// lost to a reset.
class LastReading : public std::enable_shared_from_this<LastReading> {
 public:
  explicit LastReading(asio::ip::tcp::socket socket)
      : socket_(std::move(socket)), timer_(socket_.get_executor()) {}

  void begin() {
    timer_.expires_after(std::chrono::seconds(2));
    timer_.async_wait([self = shared_from_this()](const asio::error_code&) {
      asio::error_code ignored;
      self->socket_.close(ignored);
    });
    read();
  }

 private:
  void read() {
    socket_.async_read_some(asio::buffer(bytes_), [self = shared_from_this()](
                                                      const asio::error_code& error, std::size_t) {
      if (!error) return self->read();
      self->timer_.cancel();
    });
  }

  asio::ip::tcp::socket socket_;
  asio::steady_timer timer_;
  std::array<char, 16384> bytes_{};
};

class GuardedSocket;

// All guarded sockets of one I/O context. RESTinio's connections must be gone before its server is,
// and it has no way to end them: a server that stops closes their sockets here.
class OpenSockets : public asio::execution_context::service {
 public:
  static inline asio::execution_context::id id;
  explicit OpenSockets(asio::execution_context& context)
      : asio::execution_context::service(context) {}

  void enter(GuardedSocket& socket) { all_.insert(&socket); }
  void leave(GuardedSocket& socket) { all_.erase(&socket); }
  inline void close_all();

 private:
  void shutdown() noexcept override {}
  std::set<GuardedSocket*> all_;
};

class GuardedSocket : public asio::ip::tcp::socket {
  using Base = asio::ip::tcp::socket;

 public:
  explicit GuardedSocket(asio::io_context& context)
      : Base(context), among_(asio::use_service<OpenSockets>(context)) {
    among_.enter(*this);
  }
  GuardedSocket(GuardedSocket&& other) noexcept
      : Base(std::move(static_cast<Base&>(other))),
        among_(other.among_),
        owes_answer_(other.owes_answer_),
        upgraded_(other.upgraded_),
        frames_(other.frames_) {
    other.owes_answer_ = false;
    other.upgraded_ = false;
    among_.enter(*this);
  }
  ~GuardedSocket() { among_.leave(*this); }

  void close_at_once() {
    asio::error_code ignored;
    Base::close(ignored);
  }

  template <class Buffers, class Handler>
  void async_read_some(const Buffers& buffers, Handler&& handler) {
    const asio::mutable_buffer into = *asio::buffer_sequence_begin(buffers);
    const auto executor = asio::get_associated_executor(handler, get_executor());
    reading_ = true;
    Base::async_read_some(
        buffers,
        asio::bind_executor(executor, [this, into, told = std::forward<Handler>(handler)](
                                          asio::error_code error, std::size_t size) mutable {
          reading_ = false;
          if (!error && !received({static_cast<const char*>(into.data()), size})) {
            error = asio::error::message_size;
          }
          told(error, size);
        }));
  }

  template <class Buffers, class Handler>
  auto async_write_some(const Buffers& buffers, Handler&& handler) {
    const asio::const_buffer first = *asio::buffer_sequence_begin(buffers);
    owes_answer_ = false;
    if (!upgraded_) {
      upgraded_ = std::string_view(static_cast<const char*>(first.data()), first.size())
                      .starts_with("HTTP/1.1 101");
    }
    return Base::async_write_some(buffers, std::forward<Handler>(handler));
  }

  void shutdown(asio::socket_base::shutdown_type what, asio::error_code& error) {
    if (owes_answer_ && !upgraded_) {
      native_non_blocking(true, error);
      send(asio::buffer(last_words.data(), last_words.size()), 0, error);
      if (!reading_) {
        Base::shutdown(asio::socket_base::shutdown_send, error);
        said_last_words_ = !error;
        return;
      }
    }
    Base::shutdown(what, error);
  }

  void close() {
    if (said_last_words_)
      return std::make_shared<LastReading>(std::move(static_cast<Base&>(*this)))->begin();
    close_at_once();
  }

 private:
  static constexpr std::string_view last_words =
      "HTTP/1.1 400 Bad Request\r\nContent-Type: application/problem+json\r\nContent-Length: "
      "212\r\n"
      "Connection: close\r\nX-Content-Type-Options: nosniff\r\n\r\n"
      "{\"type\":\"about:blank\",\"title\":\"Bad "
      "Request\",\"status\":400,\"code\":\"request.unreadable\","
      "\"detail\":\"this is not HTTP/1.1, is larger than this server reads (head 8 KiB, body 1 "
      "MiB), or did not come "
      "to its end in time\"}";

  // False: the client sends what no client of ours sends.
  bool received(std::string_view bytes) {
    if (upgraded_) return frames_.accept(bytes);
    owes_answer_ = owes_answer_ || !bytes.empty();
    return true;
  }

  OpenSockets& among_;
  bool reading_ = false;
  bool owes_answer_ = false;
  bool upgraded_ = false;
  bool said_last_words_ = false;
  FrameGuard frames_;
};

void OpenSockets::close_all() {
  for (auto* socket : all_) socket->close_at_once();
}

}  // namespace atrium::http
