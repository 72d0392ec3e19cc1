// Keyed hashes through OpenSSL (people.hpp).
#include "adapters/front/booking/people.hpp"

#include "runtime/core/assert.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <fmt/format.h>

#include <cctype>
#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace atrium::front {
namespace {

constexpr std::size_t hash_bytes = 12;  // Of 32: 96 bits tell the people of a country apart.

std::string random_bytes(std::size_t size) {
  std::string bytes(size, '\0');
  if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(size)) != 1) {
    throw std::runtime_error("the system gives no random bytes");
  }
  return bytes;
}

std::string normal(const std::string& number) {
  std::string out;
  for (const char c : number) {
    if (c == ' ' || c == '-') continue;
    out += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return out;
}

}  // namespace

People::People(std::string secret, MakeCode make_code)
    : secret_(std::move(secret)), make_code_(std::move(make_code)) {}

SubjectId People::person(const HolderFields& fields) const {
  return fields.id_number.empty() ? contact(fields) : hashed("number", fields.id_number);
}

SubjectId People::contact(const HolderFields& fields) const {
  return fields.phone.empty() ? SubjectId{} : hashed("phone", fields.phone);
}

SubjectId People::hashed(std::string_view purpose, const std::string& number) const {
  const auto text = fmt::format("person/{}/{}", purpose, normal(number));
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  const auto* done =
      HMAC(EVP_sha256(), secret_.data(), static_cast<int>(secret_.size()),
           reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest, &size);
  ATRIUM_ASSERT(done != nullptr && size >= hash_bytes, "OpenSSL makes no HMAC-SHA256");
  std::string id = "p-";
  for (std::size_t i = 0; i < hash_bytes; ++i) id += fmt::format("{:02x}", digest[i]);
  return SubjectId{id};
}

std::string make_booking_code() {
  constexpr std::uint64_t first = 10'000'000;
  constexpr std::uint64_t count = 90'000'000;
  std::uint64_t number = 0;
  const auto bytes = random_bytes(sizeof number);
  std::memcpy(&number, bytes.data(), sizeof number);
  return std::to_string(first + number % count);
}

}  // namespace atrium::front
