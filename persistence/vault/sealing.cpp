// See sealing.hpp.
#include "persistence/vault/sealing.hpp"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <stdexcept>

namespace atrium::persistence {
namespace {

constexpr char format_1 = 1;
constexpr std::size_t tag_size = 16;
constexpr std::size_t header_size = 1 + sizeof(KeyId) + sizeof(Nonce);

struct FreeContext {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, FreeContext>;

const EVP_CIPHER* algorithm() {
  static EVP_CIPHER* const fetched = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
  return fetched;
}

const unsigned char* bytes_of(const char* text) {
  return reinterpret_cast<const unsigned char*>(text);
}
unsigned char* bytes_of(char* text) { return reinterpret_cast<unsigned char*>(text); }

int size_of(std::string_view text) { return static_cast<int>(text.size()); }

}  // namespace

Bytes seal_under(const Key& key, const Nonce& nonce, const SubjectId& subject,
                 std::string_view plain) {
  Bytes sealed(header_size + plain.size() + tag_size, '\0');
  sealed[0] = format_1;
  std::ranges::copy(key.id, sealed.begin() + 1);
  std::ranges::copy(nonce, sealed.begin() + 1 + sizeof(KeyId));
  auto* cipher = bytes_of(sealed.data() + header_size);
  const Cipher context(EVP_CIPHER_CTX_new());
  int size = 0;
  const bool done = EVP_EncryptInit_ex2(context.get(), algorithm(), bytes_of(key.secret.data()),
                                        bytes_of(nonce.data()), nullptr) == 1 &&
                    EVP_EncryptUpdate(context.get(), nullptr, &size, bytes_of(subject.value.data()),
                                      size_of(subject.value)) == 1 &&
                    EVP_EncryptUpdate(context.get(), cipher, &size, bytes_of(plain.data()),
                                      size_of(plain)) == 1 &&
                    EVP_EncryptFinal_ex(context.get(), cipher + size, &size) == 1 &&
                    EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, tag_size,
                                        cipher + plain.size()) == 1;
  if (!done) throw std::runtime_error("OpenSSL refused to encrypt");
  return sealed;
}

Result<std::optional<std::string>> open_under(const Key& key, const SubjectId& subject,
                                              std::string_view sealed) {
  if (sealed.size() < header_size + tag_size || sealed[0] != format_1) {
    return fail(FailureCode::damaged,
                "sealed data of subject " + subject.value + " are cut short or of another form");
  }
  if (!std::equal(key.id.begin(), key.id.end(), sealed.begin() + 1))
    return std::optional<std::string>{};
  const auto* nonce = bytes_of(sealed.data() + 1 + sizeof(KeyId));
  auto cipher = sealed.substr(header_size);
  std::array<char, tag_size> tag;
  std::ranges::copy(cipher.substr(cipher.size() - tag_size), tag.begin());
  cipher.remove_suffix(tag_size);
  std::string plain(cipher.size(), '\0');
  const Cipher context(EVP_CIPHER_CTX_new());
  int size = 0;
  const bool done =
      EVP_DecryptInit_ex2(context.get(), algorithm(), bytes_of(key.secret.data()), nonce,
                          nullptr) == 1 &&
      EVP_DecryptUpdate(context.get(), nullptr, &size, bytes_of(subject.value.data()),
                        size_of(subject.value)) == 1 &&
      EVP_DecryptUpdate(context.get(), bytes_of(plain.data()), &size, bytes_of(cipher.data()),
                        size_of(cipher)) == 1 &&
      EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, tag_size, tag.data()) == 1 &&
      EVP_DecryptFinal_ex(context.get(), bytes_of(plain.data()) + size, &size) == 1;
  if (!done) {
    return fail(FailureCode::damaged,
                "sealed data of subject " + subject.value + " were changed, or are another's");
  }
  return std::optional(std::move(plain));
}

void fill_random(char* bytes, std::size_t size) {
  if (RAND_bytes(bytes_of(bytes), static_cast<int>(size)) != 1) {
    throw std::runtime_error("the operating system gives no random bytes");
  }
}

}  // namespace atrium::persistence
