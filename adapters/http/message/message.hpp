// One HTTP request and its answer as the API sees them: plain values, no library of the transport.
// Not for WebSocket frames (live.hpp).
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace atrium::http {

using FieldList = std::vector<std::pair<std::string, std::string>>;

struct Request {
  std::string method;  // "GET"
  std::string path;    // As sent, still percent-encoded, without the query.
  std::string query;   // As sent, behind the '?'.
  FieldList fields;    // Names in lower case.
  std::string body;

  // Null when the field was not sent.
  [[nodiscard]] const std::string* field(std::string_view name) const;
};

struct Response {
  int status = 200;
  std::string type = "application/json";
  std::string body;
  std::shared_ptr<const std::string>
      file;  // Sent instead of `body` when set: shared by all who ask for it.
  FieldList fields;
};

// Answers exactly once, on the I/O thread; one that is dropped unanswered answers 503.
class Respond {
 public:
  using Function = std::function<void(Response)>;

  Respond() = default;
  explicit Respond(Function function) : function_(std::move(function)) {}
  Respond(Respond&& other) noexcept : function_(std::exchange(other.function_, nullptr)) {}
  Respond& operator=(Respond&& other) noexcept;
  Respond(const Respond&) = delete;
  Respond& operator=(const Respond&) = delete;
  ~Respond();

  void operator()(Response response);

 private:
  void abandon() noexcept;
  Function function_;
};

// %41 → A. Nothing for a broken escape; '+' means a space in a query only.
std::pair<bool, std::string> percent_decoded(std::string_view text, bool plus_is_space);

using Query = std::map<std::string, std::string, std::less<>>;

// The decoded query; a name said twice keeps its first value. Broken escapes are left as they are.
Query parse_query(std::string_view query);

}  // namespace atrium::http
