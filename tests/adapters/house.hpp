// A server on a free loopback port over a fake runtime, with one hall that has one of everything.
#pragma once

#include "adapters/http/server.hpp"
#include "tests/adapters/client.hpp"
#include "tests/adapters/fake_runtime.hpp"

#include <boost/test/unit_test.hpp>

#include <memory>
#include <string>

namespace atrium::testing {

inline http::HallFace chengmai_face() {
  http::HallFace face{{"澄迈县政务服务中心", "Chengmai"}};
  face.hall = "chengmai";
  face.windows = {
      {{"3 号窗口", "Window 3"}, "3", "a", 1, 2, "market_access", {"display-3"}, "evaluator-3"}};
  face.services = {{{"护照", "Passport"}, "passport", "A", "public_service"}};
  face.zones = {{{"一区", "Zone A"}, "a"}};
  face.classes = {{{"市场准入", "Market access"}, "market_access"}};
  face.devices = {{"ticket_machine", "machine-1", "a"}};
  face.texts = {{"welcome", "欢迎"}};
  face.texts_en = {{"welcome", "Welcome"}};
  return face;
}

class House {
 public:
  explicit House(http::ServerOptions options = {}) {
    options.halls = {chengmai_face()};
    options.listen = "127.0.0.1:0";
    server = std::move(*http::Server::make(runtime, std::move(options)));
    const auto bound = server->start();
    BOOST_REQUIRE_MESSAGE(bound.has_value(), (bound ? std::string() : bound.error().what));
    address = *bound;
  }

  [[nodiscard]] Client client() const { return Client(address); }

  FakeRuntime runtime;
  std::unique_ptr<http::Server> server;
  std::string address;
};

inline const std::string hall_path = "/api/v1/halls/chengmai";

}  // namespace atrium::testing
