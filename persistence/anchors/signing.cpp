// See signing.hpp.
#include "persistence/anchors/signing.hpp"

#include "runtime/core/assert.hpp"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <utility>

namespace atrium::persistence {
namespace {

using Key = std::shared_ptr<EVP_PKEY>;

Key owned(EVP_PKEY* key) { return {key, EVP_PKEY_free}; }

struct FreeBio {
  void operator()(BIO* bio) const { BIO_free(bio); }
};
using Text = std::unique_ptr<BIO, FreeBio>;

Text text_of(std::string_view pem) {
  return Text(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
}

std::string text_in(const Text& bio) {
  char* bytes = nullptr;
  const auto size = BIO_get_mem_data(bio.get(), &bytes);
  return {bytes, static_cast<std::size_t>(size)};
}

struct FreeDigest {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Digest = std::unique_ptr<EVP_MD_CTX, FreeDigest>;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

bool is_ed25519(const Key& key) { return EVP_PKEY_is_a(key.get(), "ED25519") == 1; }
bool is_sm2(const Key& key) { return EVP_PKEY_is_a(key.get(), "SM2") == 1; }

Result<Key> anchor_key(EVP_PKEY* read, const char* what) {
  auto key = owned(read);
  if (key && (is_ed25519(key) || is_sm2(key))) return key;
  return fail(FailureCode::invalid_input,
              std::string("not ") + what + " of kind Ed25519 or SM2 in PEM form");
}

// Signing and verifying begin alike; OpenSSL takes no digest's name for Ed25519, and forgets SM2's
// id unless it is told.
using Begin = int (*)(EVP_MD_CTX*, EVP_PKEY_CTX**, const char*, OSSL_LIB_CTX*, const char*,
                      EVP_PKEY*, const OSSL_PARAM*);

Digest begun(Begin begin, EVP_PKEY* key, ChainHash chain) {
  Digest context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* inner = nullptr;
  const bool is_sm = chain == ChainHash::sm3;
  bool done =
      begin(context.get(), &inner, is_sm ? "SM3" : nullptr, nullptr, nullptr, key, nullptr) == 1;
  if (done && is_sm) {
    done = EVP_PKEY_CTX_set1_id(inner, sm2_distinguishing_id.data(),
                                sm2_distinguishing_id.size()) == 1;
  }
  ATRIUM_ASSERT(done, "OpenSSL cannot use the anchors' key");
  return context;
}

}  // namespace

std::string_view signature_suite(ChainHash chain) {
  return chain == ChainHash::sm3 ? "sm2" : "ed25519";
}

PublicKey::PublicKey(std::shared_ptr<evp_pkey_st> key)
    : key_(std::move(key)), chain_(is_sm2(key_) ? ChainHash::sm3 : ChainHash::sha256) {
  unsigned char* der = nullptr;
  const int size = i2d_PUBKEY(key_.get(), &der);
  ATRIUM_ASSERT(size > 0, "OpenSSL cannot write a public key");
  const std::string_view bytes(reinterpret_cast<const char*>(der), static_cast<std::size_t>(size));
  id_ = to_hex(hash_of(chain_, bytes)).substr(0, 16);
  OPENSSL_free(der);
}

Result<PublicKey> PublicKey::from_pem(std::string_view pem) {
  auto key = anchor_key(PEM_read_bio_PUBKEY(text_of(pem).get(), nullptr, nullptr, nullptr),
                        "a public key");
  if (!key) return tl::unexpected(key.error());
  return PublicKey(std::move(*key));
}

std::string PublicKey::to_pem() const {
  const Text text(BIO_new(BIO_s_mem()));
  const bool done = PEM_write_bio_PUBKEY(text.get(), key_.get()) == 1;
  ATRIUM_ASSERT(done, "OpenSSL cannot write a public key");
  return text_in(text);
}

bool PublicKey::verifies(std::string_view message, std::string_view signature) const {
  const auto context = begun(EVP_DigestVerifyInit_ex, key_.get(), chain_);
  return EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(), bytes_of(message),
                          message.size()) == 1;
}

SigningKey::SigningKey(std::shared_ptr<evp_pkey_st> key) : key_(std::move(key)), public_(key_) {}

Result<SigningKey> SigningKey::create(ChainHash chain) {
  const char* kind = chain == ChainHash::sm3 ? "SM2" : "ED25519";
  auto* key = EVP_PKEY_Q_keygen(nullptr, nullptr, kind);
  if (!key) return fail(FailureCode::internal, "OpenSSL makes no key for anchors");
  return SigningKey(owned(key));
}

Result<SigningKey> SigningKey::from_pem(std::string_view pem) {
  auto key = anchor_key(PEM_read_bio_PrivateKey(text_of(pem).get(), nullptr, nullptr, nullptr),
                        "a private key");
  if (!key) return tl::unexpected(key.error());
  return SigningKey(std::move(*key));
}

std::string SigningKey::to_pem() const {
  const Text text(BIO_new(BIO_s_mem()));
  const bool done = PEM_write_bio_PKCS8PrivateKey(text.get(), key_.get(), nullptr, nullptr, 0,
                                                  nullptr, nullptr) == 1;
  ATRIUM_ASSERT(done, "OpenSSL cannot write a private key");
  return text_in(text);
}

std::string SigningKey::sign(std::string_view message) const {
  const auto context = begun(EVP_DigestSignInit_ex, key_.get(), public_.chain());
  std::size_t size = 256;
  std::string signature(size, '\0');
  const bool done =
      EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                     bytes_of(message), message.size()) == 1;
  ATRIUM_ASSERT(done, "OpenSSL refused to sign");
  signature.resize(size);
  return signature;
}

}  // namespace atrium::persistence
