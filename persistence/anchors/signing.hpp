// Signatures over anchors: Ed25519 beside a SHA-256 chain; SM2 (GB/T 32918, over SM3, with the
// distinguishing id 1234567812345678) beside an SM3 chain. Through OpenSSL's EVP, no own
// cryptography. Not for transport: that is TLS.
#pragma once

#include "persistence/journal/chain.hpp"
#include "runtime/core/failure.hpp"

#include <memory>
#include <string>
#include <string_view>

struct evp_pkey_st;

namespace atrium::persistence {

inline constexpr std::string_view sm2_distinguishing_id = "1234567812345678";

// STORED as these names, in anchors: "ed25519", "sm2".
std::string_view signature_suite(ChainHash chain);

// Both are cheap to copy, and thread-safe.
class PublicKey {
 public:
  // From "-----BEGIN PUBLIC KEY-----…"; another kind of key is invalid input.
  static Result<PublicKey> from_pem(std::string_view pem);

  [[nodiscard]] std::string to_pem() const;
  // The first 16 hexadecimal digits of the chain hash over the key's SubjectPublicKeyInfo (DER).
  [[nodiscard]] const std::string& id() const { return id_; }
  [[nodiscard]] ChainHash chain() const { return chain_; }
  // `signature`: 64 bytes for Ed25519, DER for SM2. False for anything that is not the signature.
  [[nodiscard]] bool verifies(std::string_view message, std::string_view signature) const;

 private:
  friend class SigningKey;
  explicit PublicKey(std::shared_ptr<evp_pkey_st> key);

  std::shared_ptr<evp_pkey_st> key_;
  ChainHash chain_ = ChainHash::sha256;
  std::string id_;
};

class SigningKey {
 public:
  static Result<SigningKey> create(ChainHash chain);
  // Unencrypted PKCS#8 ("-----BEGIN PRIVATE KEY-----…").
  static Result<SigningKey> from_pem(std::string_view pem);

  [[nodiscard]] std::string to_pem() const;
  [[nodiscard]] const PublicKey& public_key() const { return public_; }
  [[nodiscard]] std::string sign(std::string_view message) const;

 private:
  explicit SigningKey(std::shared_ptr<evp_pkey_st> key);

  std::shared_ptr<evp_pkey_st> key_;
  PublicKey public_;
};

}  // namespace atrium::persistence
