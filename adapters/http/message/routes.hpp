// Which handler answers which method and path. Patterns are written as OpenAPI writes them
// ("/halls/{hall}"), so that the document and this table can be compared by a test.
#pragma once

#include "adapters/http/message/message.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace atrium::http {

// One request on its way through a handler.
struct Call {
  Request request;
  Query query;
  std::map<std::string, std::string, std::less<>>
      parameters;  // Decoded segments: "hall" → "chengmai".
  Respond respond;
  [[nodiscard]] const std::string& operator[](std::string_view name) const {
    return parameters.find(name)->second;
  }
};

using Handler = std::function<void(Call)>;

class Routes {
 public:
  void add(std::string method, std::string pattern, Handler handler);

  // Finds the handler and hands it the call. HEAD is answered as GET is. An unknown path answers
  // 404 `route.unknown`, a known one with another method 405 `method.not_allowed` with Allow.
  void dispatch(Call call) const;

  // True when some route, of whatever method, has this path.
  [[nodiscard]] bool knows(std::string_view path) const;

  // ("GET", "/api/v1/halls/{hall}") for each route, in the order of adding.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> list() const;

 private:
  struct Route {
    std::string method;
    std::string pattern;
    std::vector<std::string> segments;
    Handler handler;
  };
  std::vector<Route> routes_;
};

}  // namespace atrium::http
