// The I/O thread and one WebSocket on it, as the rest of this folder sees them: no library of the
// transport.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace atrium::http {

class Loop {
 public:
  virtual ~Loop() = default;
  virtual void post(
      std::function<void()> work) = 0;  // Thread-safe; dropped once the loop has stopped.
  virtual void after(std::chrono::milliseconds delay,
                     std::function<void()> work) = 0;  // On the I/O thread only.
};

// An accepted WebSocket. On the I/O thread only.
class Socket {
 public:
  virtual ~Socket() = default;
  // `written(true)` when the kernel has taken the frame, `written(false)` when the client is gone.
  // After the socket was closed nothing is sent and `written` is dropped.
  virtual void send(const std::shared_ptr<const std::string>& text,
                    std::function<void(bool)> written) = 0;
  virtual void ping() = 0;
  virtual void close(std::uint16_t code, const std::string& reason) = 0;
};

}  // namespace atrium::http
