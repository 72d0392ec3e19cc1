// Tokens of links through OpenSSL's HMAC (links.hpp).
#include "adapters/front/visit/links.hpp"

#include "runtime/core/assert.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <cstdint>
#include <stdexcept>
#include <utility>

namespace atrium::front {
namespace {

constexpr char format = 1;
constexpr std::size_t seal_size = 16;
constexpr std::size_t head_size = 11;  // Format, kind, expiry, length of the hall's id.
constexpr std::size_t id_bytes_max = 255;
constexpr std::size_t token_max = 1024;
constexpr std::string_view letters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::string to_base64url(std::string_view bytes) {
  std::string out;
  std::uint32_t held = 0;
  int bits = 0;
  for (const char c : bytes) {
    held = (held << 8U) | static_cast<unsigned char>(c);
    for (bits += 8; bits >= 6; bits -= 6) out += letters[(held >> (bits - 6)) & 63U];
  }
  if (bits > 0) out += letters[(held << (6 - bits)) & 63U];
  return out;
}

// Only the one form that to_base64url makes, so that no two tokens are the same link.
std::optional<std::string> from_base64url(std::string_view text) {
  std::string out;
  std::uint32_t held = 0;
  int bits = 0;
  for (const char c : text) {
    const auto at = letters.find(c);
    if (at == std::string_view::npos) return std::nullopt;
    held = (held << 6U) | static_cast<std::uint32_t>(at);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    out += static_cast<char>((held >> bits) & 255U);
  }
  if (to_base64url(out) != text) return std::nullopt;
  return out;
}

std::string seal_of(const std::string& secret, std::string_view payload) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  const auto* done =
      HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
           reinterpret_cast<const unsigned char*>(payload.data()), payload.size(), digest, &size);
  ATRIUM_ASSERT(done != nullptr && size >= seal_size, "OpenSSL makes no HMAC-SHA256");
  return {reinterpret_cast<const char*>(digest), seal_size};
}

std::int64_t seconds_of(Instant at) {
  return std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count();
}

}  // namespace

Links::Links(std::string secret) : secret_(std::move(secret)) {
  ATRIUM_ASSERT(!secret_.empty(), "links need a secret");
}

std::string Links::make(LinkKind kind, std::string_view hall, std::string_view ticket,
                        Instant expires) const {
  ATRIUM_ASSERT(!hall.empty() && hall.size() <= id_bytes_max, "a link needs its hall");
  ATRIUM_ASSERT(!ticket.empty() && ticket.size() <= id_bytes_max, "a link needs its ticket");
  std::string payload{format, static_cast<char>(kind)};
  const auto seconds = static_cast<std::uint64_t>(seconds_of(expires));
  for (int shift = 56; shift >= 0; shift -= 8)
    payload += static_cast<char>((seconds >> static_cast<unsigned>(shift)) & 255U);
  payload += static_cast<char>(hall.size());
  payload.append(hall).append(ticket);
  return to_base64url(payload + seal_of(secret_, payload));
}

std::optional<Link> Links::genuine(std::string_view token) const {
  if (token.size() > token_max) return std::nullopt;
  const auto bytes = from_base64url(token);
  if (!bytes || bytes->size() <= head_size + seal_size) return std::nullopt;
  const auto payload = std::string_view(*bytes).substr(0, bytes->size() - seal_size);
  const auto seal = seal_of(secret_, payload);
  if (CRYPTO_memcmp(seal.data(), bytes->data() + payload.size(), seal_size) != 0)
    return std::nullopt;
  const auto kind = static_cast<LinkKind>(payload[1]);
  if (payload[0] != format || (kind != LinkKind::ticket && kind != LinkKind::rating))
    return std::nullopt;
  std::uint64_t seconds = 0;
  for (std::size_t i = 2; i < 10; ++i)
    seconds = (seconds << 8U) | static_cast<unsigned char>(payload[i]);
  const std::size_t hall = static_cast<unsigned char>(payload[10]);
  if (hall == 0 || head_size + hall >= payload.size()) return std::nullopt;
  return Link{kind, std::string(payload.substr(head_size, hall)),
              std::string(payload.substr(head_size + hall)),
              Instant{std::chrono::seconds{static_cast<std::int64_t>(seconds)}}};
}

std::optional<Link> Links::read(std::string_view token, Instant now) const {
  auto link = genuine(token);
  if (!link || now >= link->expires) return std::nullopt;
  return link;
}

std::string link_path(std::string_view token) { return "/m/" + std::string(token); }

std::string make_link_secret() {
  std::string secret(link_secret_size, '\0');
  const auto size = static_cast<int>(secret.size());
  if (RAND_bytes(reinterpret_cast<unsigned char*>(secret.data()), size) != 1)
    throw std::runtime_error("the system gives no random bytes for a link secret");
  return secret;
}

}  // namespace atrium::front
