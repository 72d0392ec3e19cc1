// Who may come through the door while there are no accounts: this machine's own programs and pages,
// nobody else. Guards against DNS rebinding (Host) and against other sites' pages sending commands
// (Origin).
#pragma once

#include "adapters/http/message/message.hpp"
#include "adapters/http/message/problem.hpp"
#include "runtime/core/failure.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace atrium::http {

struct Address {
  std::string host = "127.0.0.1";
  std::uint16_t port = 8080;  // 0: any free port.
};

// "127.0.0.1:8080", "localhost:0", "[::1]:80". Another host than loopback is refused until accounts
// exist.
Result<Address> parse_listen(std::string_view text);
bool is_loopback(std::string_view host);

// The problem, when the request must not be answered: 403 `host.not_allowed` or
// `origin.not_allowed`. `acts`: the request changes something or opens a live feed, so its Origin
// counts.
std::optional<Problem> refuse_stranger(const Request& request, bool acts);

// 413 or 415, when the body is too large or no JSON.
std::optional<Problem> refuse_body(const Request& request);

}  // namespace atrium::http
