// The door's checks (guard.hpp).
#include "adapters/http/message/guard.hpp"

#include <fmt/format.h>

#include <charconv>

namespace atrium::http {
namespace {

constexpr std::size_t body_max = 64 * 1024;

// "[::1]:80" → ("::1", "80"); "localhost" → ("localhost", "").
std::pair<std::string_view, std::string_view> split_port(std::string_view text) {
  if (text.starts_with('[')) {
    const auto end = text.find(']');
    if (end == std::string_view::npos) return {"", ""};
    const auto rest = text.substr(end + 1);
    if (!rest.empty() && rest.front() != ':') return {"", ""};
    return {text.substr(1, end - 1), rest.empty() ? rest : rest.substr(1)};
  }
  const auto mark = text.rfind(':');
  if (mark == std::string_view::npos) return {text, ""};
  return {text.substr(0, mark), text.substr(mark + 1)};
}

}  // namespace

bool is_loopback(std::string_view host) {
  return host == "localhost" || host == "127.0.0.1" || host == "::1";
}

Result<Address> parse_listen(std::string_view text) {
  const auto [host, port_text] = split_port(text);
  unsigned port = 0;
  const auto [end, error] =
      std::from_chars(port_text.data(), port_text.data() + port_text.size(), port);
  if (host.empty() || port_text.empty() || error != std::errc{} ||
      end != port_text.data() + port_text.size() || port > 65535) {
    return fail(FailureCode::invalid_input,
                fmt::format("'{}' is no address to listen at; write it like 127.0.0.1:8080", text));
  }
  if (!is_loopback(host)) {
    return fail(FailureCode::invalid_input,
                fmt::format("'{}' would be open to the network, and there are no accounts yet: "
                            "listen at 127.0.0.1, [::1] or localhost",
                            text));
  }
  return Address{std::string(host), static_cast<std::uint16_t>(port)};
}

std::optional<Problem> refuse_stranger(const Request& request, bool acts) {
  const auto* host = request.field("host");
  if (host == nullptr || !is_loopback(split_port(*host).first)) {
    return Problem{
        403, "host.not_allowed",
        "the Host field must name localhost, 127.0.0.1 or [::1]: this door is not open to others",
        ""};
  }
  if (!acts) return std::nullopt;
  const auto* origin = request.field("origin");
  const auto* site = request.field("sec-fetch-site");
  const bool own = origin == nullptr || *origin == "http://" + *host;
  const bool own_site = site == nullptr || *site == "same-origin" || *site == "none";
  if (own && own_site) return std::nullopt;
  return Problem{403, "origin.not_allowed",
                 "only this server's own pages may do this from a browser", ""};
}

std::optional<Problem> refuse_body(const Request& request) {
  if (request.body.size() > body_max) {
    return Problem{413, "request.too_large",
                   fmt::format("the body is larger than {} bytes", body_max), ""};
  }
  if (request.body.empty()) return std::nullopt;
  const auto* type = request.field("content-type");
  if (type == nullptr || type->substr(0, type->find_first_of("; ")) != "application/json") {
    return Problem{415, "request.unsupported_type",
                   "send the body as Content-Type: application/json", ""};
  }
  return std::nullopt;
}

}  // namespace atrium::http
