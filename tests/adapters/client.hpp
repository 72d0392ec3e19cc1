// A small blocking HTTP and WebSocket client, for tests that must see exactly what goes over the
// wire.
#pragma once

#include <boost/json.hpp>

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace atrium::testing {

struct Answer {
  int status = 0;
  std::map<std::string, std::string> fields;  // Names in lower case.
  std::string body;
  [[nodiscard]] boost::json::object json() const;
  [[nodiscard]] std::string code() const;  // Of a problem; empty when there is none.
  [[nodiscard]] std::string field() const;
};

using Fields = std::vector<std::pair<std::string, std::string>>;

class Client {
 public:
  explicit Client(const std::string& address);  // "127.0.0.1:4711"
  ~Client();
  Client(Client&&) noexcept;

  Answer get(const std::string& target, Fields fields = {});
  Answer post(const std::string& target, const std::string& body, Fields fields = {});
  Answer ask(const std::string& method, const std::string& target, const std::string& body,
             Fields fields);

  void send_raw(const std::string& bytes);
  Answer receive();                   // Fails the test when the connection ends first.
  bool closed();                      // Waits until the server closes.
  [[nodiscard]] bool broken() const;  // Something could not be sent any more.
  bool readable(std::chrono::milliseconds within = {});  // Bytes, or the end, have come.
  void send_head(const std::string& method, const std::string& target, const std::string& body,
                 Fields fields);

  // WebSocket: the answer to the upgrade (101 when it worked), then frames.
  Answer upgrade(const std::string& target, Fields fields = {});
  struct Frame {
    int opcode = 0;  // 1 text, 8 close, 9 ping, 10 pong.
    std::string payload;
    [[nodiscard]] boost::json::object json() const;
    [[nodiscard]] int close_code() const;
  };
  std::optional<Frame> receive_frame();  // Nothing once the connection has ended.
  void send_frame(int opcode, const std::string& payload);
  void send_frame_head(int opcode, std::uint64_t claimed);

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace atrium::testing
