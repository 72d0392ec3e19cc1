// The HTTP door: JSON API, live feeds over WebSocket, and the built web pages, on one I/O thread of
// its own. It asks the runtime and holds no rule of the hall; no library of the transport shows
// here.
#pragma once

#include "actors/evaluation/evaluation.hpp"
#include "actors/statistics/desk.hpp"
#include "adapters/front/forecast.hpp"
#include "adapters/front/front.hpp"
#include "adapters/front/outside/cases.hpp"
#include "adapters/front/outside/catalogue.hpp"
#include "adapters/front/outside/deliveries.hpp"
#include "adapters/http/hall_face.hpp"
#include "runtime/core/failure.hpp"
#include "runtime/host/runtime.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace atrium::http {

struct ServerOptions {
  std::vector<HallFace> halls{};
  MakeSound sound{};                 // Empty: announcements are not to be heard.
  std::filesystem::path web_root{};  // Built pages; may be missing.
  // What the halls offer; the default offers nothing.
  std::shared_ptr<front::Catalogue> catalogue = front::make_fixed_catalogue({});
  std::shared_ptr<front::Cases> cases{};  // How far cases have come; null: as labels tell.
  std::shared_ptr<const front::Deliveries> deliveries{};  // Null: nothing is sent anywhere.
  std::string link_secret{};  // Signs links, keys people; empty: of this run only.
  std::map<std::string, evaluation::Terms> rating_terms{};  // By hall; none: the usual ones.
  statistics::Desk* records = nullptr;  // Outlives the server; null: the past is not kept.
  std::string listen =
      "127.0.0.1:8080";  // Loopback only until accounts exist; port 0: any free one.
  // Requests not yet answered; more are answered 503 with Retry-After, questions and reports of
  // devices sooner (front::allowed).
  std::size_t in_flight_max = 1024;
  const front::Forecast* forecast = nullptr;     // Outlives the server.
  std::size_t connections_max = 8192;            // As far as descriptors reach; more wait outside.
  std::chrono::milliseconds reading_max{20000};  // For a whole request, and between two.
  std::chrono::milliseconds wait_max{5000};      // For ?at_least=P.
  std::chrono::milliseconds drain_max{2000};     // For answers still due when the server stops.
  std::chrono::milliseconds silence_max{30000};  // A client that takes nothing for so long is gone.
};

class Server {
 public:
  // `runtime` must outlive the server, and know every hall of the options.
  static Result<std::unique_ptr<Server>> make(host::Runtime& runtime, ServerOptions options);
  ~Server();  // Stops.

  // Binds and answers from now on. Gives "127.0.0.1:8080", the address with the port it got; a port
  // that somebody else holds is a Failure `in_use`.
  Result<std::string> start();

  // Readiness off, no new connections, live feeds closed (1001), the thread joined. Idempotent.
  void stop();

  // By what the halls' visits are rated; another edge of the same node may rate by it too, as long
  // as the runtime is there.
  [[nodiscard]] front::RatingSources ratings() const;

  // Method and path of everything that is served, as in the OpenAPI document; pages apart.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> routes() const;

 private:
  struct Inside;
  explicit Server(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace atrium::http
