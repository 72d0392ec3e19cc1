// Routes about the server itself: health, readiness, figures, the OpenAPI document, and sessions
// that are yet to come.
#include "adapters/http/api/api.hpp"

#include "adapters/http/api/openapi/openapi_document.hpp"

namespace atrium::http {

void Api::add_house_routes() {
  routes_.add("GET", "/healthz", [](Call call) {
    call.respond({200, "application/json", R"({"ok":true})", {}, {}});
  });
  routes_.add("GET", "/readyz", [this](Call call) {
    if (ready_) return call.respond({200, "application/json", R"({"ready":true})", {}, {}});
    call.respond(to_response({503, "unavailable", "the server is starting or stopping", ""}));
  });
  routes_.add("GET", "/metrics", [this](Call call) {
    std::vector<std::pair<std::string, std::uint64_t>> heads;
    for (const auto& [name, hall] : halls_) heads.emplace_back(name, hall.live->feed().head());
    call.respond({200,
                  "text/plain; version=0.0.4; charset=utf-8",
                  metrics_->text(heads) + vitals_text(runtime_.vitals()) + rating_metrics() +
                      calibration_text(),
                  {},
                  {}});
  });
  routes_.add("GET", "/api/v1/openapi.json", [](Call call) {
    call.respond({200, "application/json", std::string(openapi_document), {}, {}});
  });
  routes_.add("POST", "/api/v1/sessions", [](Call call) {
    call.respond(to_response({501, "session.not_available",
                              "there are no accounts yet: this server listens on loopback only and "
                              "asks nobody to sign in",
                              ""}));
  });
  routes_.add("GET", "/api/v1/live", [](Call call) {
    auto response =
        to_response({426, "live.upgrade_required", "this is a WebSocket: connect with ws://", ""});
    response.fields.emplace_back("Upgrade", "websocket");
    call.respond(std::move(response));
  });
}

}  // namespace atrium::http
