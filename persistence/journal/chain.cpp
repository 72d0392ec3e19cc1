// SHA-256 through OpenSSL, with the algorithm fetched once and a context per thread.
#include "persistence/journal/chain.hpp"

#include "runtime/core/assert.hpp"

#include <openssl/evp.h>

#include <memory>

namespace atrium::persistence {
namespace {

struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

}  // namespace

Hash sha256(std::string_view bytes) {
  static EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  thread_local const std::unique_ptr<EVP_MD_CTX, FreeContext> context(EVP_MD_CTX_new());
  Hash hash;
  const bool done = EVP_DigestInit_ex2(context.get(), algorithm, nullptr) == 1 &&
                    EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()) == 1 &&
                    EVP_DigestFinal_ex(context.get(), hash.data(), nullptr) == 1;
  ATRIUM_ASSERT(done, "OpenSSL refused to hash");
  return hash;
}

Hash chain_start(const PartitionId& partition) { return sha256("atrium/" + partition.value); }

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
