// SHA-256 and SM3 through OpenSSL, each fetched once, with a context per thread.
#include "persistence/journal/chain.hpp"

#include "runtime/core/assert.hpp"

#include <openssl/evp.h>

#include <memory>

namespace atrium::persistence {
namespace {

struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

Hash digest(const EVP_MD* algorithm, std::string_view bytes) {
  ATRIUM_ASSERT(algorithm != nullptr, "this OpenSSL lacks the chain's hash");
  thread_local const std::unique_ptr<EVP_MD_CTX, FreeContext> context(EVP_MD_CTX_new());
  Hash hash;
  const bool done = EVP_DigestInit_ex2(context.get(), algorithm, nullptr) == 1 &&
                    EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()) == 1 &&
                    EVP_DigestFinal_ex(context.get(), hash.data(), nullptr) == 1;
  ATRIUM_ASSERT(done, "OpenSSL refused to hash");
  return hash;
}

}  // namespace

std::string_view name_of(ChainHash chain) { return chain == ChainHash::sm3 ? "sm3" : "sha256"; }

std::optional<ChainHash> chain_hash_named(std::string_view name) {
  for (const auto chain : {ChainHash::sha256, ChainHash::sm3}) {
    if (name == name_of(chain)) return chain;
  }
  return std::nullopt;
}

Hash sha256(std::string_view bytes) { return hash_of(ChainHash::sha256, bytes); }

Hash hash_of(ChainHash chain, std::string_view bytes) {
  static EVP_MD* const sha = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  static EVP_MD* const sm3 = EVP_MD_fetch(nullptr, "SM3", nullptr);
  return digest(chain == ChainHash::sm3 ? sm3 : sha, bytes);
}

Hash chain_start(const PartitionId& partition, ChainHash chain) {
  return hash_of(chain, "atrium/" + partition.value);
}

std::string to_hex(const Hash& hash) {
  constexpr char digits[] = "0123456789abcdef";
  std::string text;
  text.reserve(2 * hash.size());
  for (const auto byte : hash) {
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  return text;
}

}  // namespace atrium::persistence
