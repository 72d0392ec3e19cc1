// Links that let whoever holds one see one visit and rate it, without an account: for phone pages,
// slips and short messages. Everything stands in the token and is signed; nothing is stored, so a
// link cannot be taken back before it expires.
#pragma once

#include "runtime/core/time/instant.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace atrium::front {

// What a link is for; the numbers stand in tokens that people hold.
enum class LinkKind { ticket = 1, rating = 2 };

struct Link {
  LinkKind kind = LinkKind::ticket;
  std::string hall;
  std::string ticket;
  Instant expires;  // To the second.
  bool operator==(const Link&) const = default;
};

inline constexpr std::size_t link_secret_size = 32;

// A token is base64url(format 1 · kind · expiry in seconds (8) · length of the hall's id · hall ·
// ticket · the first 16 bytes of HMAC-SHA256 over all that). Whoever knows the secret makes links.
class Links {
 public:
  explicit Links(std::string secret);

  // Hall and ticket are ids: 1 to 64 characters.
  [[nodiscard]] std::string make(LinkKind kind, std::string_view hall, std::string_view ticket,
                                 Instant expires) const;

  // Nothing for what this secret did not sign, and from the expiry on.
  [[nodiscard]] std::optional<Link> read(std::string_view token, Instant now) const;
  // The same however old it is, to tell an expired link from a wrong one.
  [[nodiscard]] std::optional<Link> genuine(std::string_view token) const;

 private:
  std::string secret_;
};

// "/m/…": the page behind a link.
std::string link_path(std::string_view token);

// Fresh, from the operating system; throws std::runtime_error when there is none to be had.
std::string make_link_secret();

}  // namespace atrium::front
