// One way in, no way back (staff_password.hpp).
#include "adapters/front/people/staff_password.hpp"

#include "runtime/core/assert.hpp"

#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <array>
#include <charconv>
#include <vector>

namespace atrium::front {
namespace {

constexpr std::string_view scheme = "pbkdf2-sha256";
constexpr int rounds_now = 100'000;  // About 30 ms; five tries in five minutes are allowed.
constexpr int rounds_max = 1'000'000;
constexpr std::size_t hash_bytes = 32;

std::string hex(const unsigned char* bytes, std::size_t size) {
  std::string out;
  for (std::size_t i = 0; i < size; ++i) out += fmt::format("{:02x}", bytes[i]);
  return out;
}

std::string derived(std::string_view password, std::string_view salt, int rounds) {
  std::array<unsigned char, hash_bytes> hash{};
  PKCS5_PBKDF2_HMAC(password.data(), static_cast<int>(password.size()),
                    reinterpret_cast<const unsigned char*>(salt.data()),
                    static_cast<int>(salt.size()), rounds, EVP_sha256(),
                    static_cast<int>(hash.size()), hash.data());
  return hex(hash.data(), hash.size());
}

std::vector<std::string_view> parts_of(std::string_view hash) {
  std::vector<std::string_view> parts;
  for (std::size_t from = 0; from <= hash.size();) {
    const auto end = std::min(hash.find('$', from), hash.size());
    parts.push_back(hash.substr(from, end - from));
    from = end + 1;
  }
  return parts;
}

}  // namespace

std::string new_salt() {
  std::array<unsigned char, 16> bytes{};
  const bool given = RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) == 1;
  ATRIUM_ASSERT(given, "the system gives random numbers");
  return hex(bytes.data(), bytes.size());
}

std::string hash_staff_password(std::string_view password, std::string_view salt) {
  return fmt::format("{}${}${}${}", scheme, rounds_now, salt, derived(password, salt, rounds_now));
}

bool is_staff_password(std::string_view hash, std::string_view password) {
  const auto parts = parts_of(hash);
  if (parts.size() != 4 || parts[0] != scheme) return false;
  int rounds = 0;
  const auto [end, error] =
      std::from_chars(parts[1].data(), parts[1].data() + parts[1].size(), rounds);
  if (error != std::errc{} || end != parts[1].data() + parts[1].size()) return false;
  if (rounds < 1 || rounds > rounds_max || parts[3].size() != 2 * hash_bytes) return false;
  const auto own = derived(password, parts[2], rounds);
  return CRYPTO_memcmp(own.data(), parts[3].data(), own.size()) == 0;
}

StaffPasswords::Verdict StaffPasswords::check(std::string_view hash, const std::string& machine,
                                              std::string_view password, Time now) {
  if (hash.empty()) return Verdict::none_set;
  auto& tries = tries_[machine];
  if (tries.locked_until && now >= *tries.locked_until) tries = {};
  if (tries.locked_until) return Verdict::locked;
  if (is_staff_password(hash, password)) {
    tries = {};
    return Verdict::right;
  }
  if (++tries.wrong >= wrong_max) tries.locked_until = now + locked_for;
  return Verdict::wrong;
}

std::chrono::seconds StaffPasswords::locked_for_now(const std::string& machine, Time now) const {
  const auto found = tries_.find(machine);
  if (found == tries_.end() || !found->second.locked_until) return {};
  return std::chrono::ceil<std::chrono::seconds>(
      std::max(Time::duration{}, *found->second.locked_until - now));
}

}  // namespace atrium::front
