// The door for integrators: ZeroMQ with the messages of adapters/wire/atrium.capnp. A ROUTER takes
// commands and questions and answers each with a Response; a PUB sends every committed event as
// [hall, Event]. One thread of its own. Loopback only until there are CURVE keys. PUB may drop for
// a slow subscriber: `previous` shows the gap, readEvents fills it.
#pragma once

#include "adapters/front/forecast.hpp"
#include "adapters/front/front.hpp"
#include "runtime/core/failure.hpp"
#include "runtime/host/runtime.hpp"

#include <cstddef>
#include <memory>
#include <string>

namespace atrium::zeromq {

struct GatewayOptions {
  std::string commands =
      "tcp://127.0.0.1:5701";  // Port * or 0: any free one. ipc:// is loopback too.
  std::string events = "tcp://127.0.0.1:5702";
  // Requests not yet answered; more are answered `overloaded`, questions sooner (front::allowed).
  std::size_t in_flight_max = 1024;
  std::string people_secret{};  // The same as the HTTP server's; none only in tests.
  const front::Forecast* forecast = nullptr;  // Outlives the gateway.
  front::RatingSources ratings{};             // Of a hall that is not in it: nobody's rules.
};

class Gateway {
 public:
  // Binds and answers from now on, for every partition of `runtime` but `org`. `runtime` must
  // outlive it. Fails with `invalid_input` for another address than loopback, with `in_use` for one
  // that somebody holds.
  static Result<std::unique_ptr<Gateway>> make(host::Runtime& runtime, GatewayOptions options);
  ~Gateway();

  [[nodiscard]] const std::string& commands() const;  // As bound: "tcp://127.0.0.1:5701".
  [[nodiscard]] const std::string& events() const;

 private:
  struct Inside;
  explicit Gateway(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace atrium::zeromq
