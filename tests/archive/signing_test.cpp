// Signatures of anchors, against published vectors and against OpenSSL's command line.
#include "persistence/anchors/signing.hpp"
#include "tests/persistence/journal_fixture.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <fstream>
#include <sstream>

using namespace atrium;
using namespace atrium::persistence;
using namespace atrium::persistence::test;

namespace {

std::string from_hex(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); i += 2)
    bytes += static_cast<char>(std::stoi(std::string(text.substr(i, 2)), nullptr, 16));
  return bytes;
}

// GB/T 32918.5 Annex A: the key of the standard's example and the signature that it gives for
// "message digest" under the id 1234567812345678.
constexpr std::string_view standard_point =
    "09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"
    "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13";
constexpr std::string_view standard_signature =
    "3046022100F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3"
    "022100B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA";

// SubjectPublicKeyInfo of an SM2 key, up to its point: id-ecPublicKey, sm2 (1.2.156.10197.1.301).
constexpr std::string_view sm2_header = "3059301306072a8648ce3d020106082a811ccf5501822d03420004";

std::string pem_of(const std::string& der) {
  constexpr std::string_view letters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text, pem = "-----BEGIN PUBLIC KEY-----\n";
  for (std::size_t i = 0; i < der.size(); i += 3) {
    unsigned bits = 0;
    const auto left = std::min<std::size_t>(3, der.size() - i);
    for (std::size_t k = 0; k < 3; ++k)
      bits = bits << 8 | (k < left ? static_cast<unsigned char>(der[i + k]) : 0U);
    for (std::size_t k = 0; k < 4; ++k)
      text += k <= left ? letters[bits >> (18 - 6 * k) & 63] : '=';
  }
  for (std::size_t i = 0; i < text.size(); i += 64) pem += text.substr(i, 64) + "\n";
  return pem + "-----END PUBLIC KEY-----\n";
}

struct Files {
  Folder folder;
  void put(const char* name, const std::string& bytes) const {
    std::ofstream(folder.path() + "/" + name, std::ios::binary) << bytes;
  }
  [[nodiscard]] std::string get(const char* name) const {
    std::ostringstream bytes;
    bytes << std::ifstream(folder.path() + "/" + name, std::ios::binary).rdbuf();
    return bytes.str();
  }
  [[nodiscard]] bool openssl(const std::string& arguments) const {
    const auto line = "cd " + folder.path() + " && openssl " + arguments + " >/dev/null 2>&1";
    return std::system(line.c_str()) == 0;
  }
};

const std::string message = "atrium anchor 1\nchengmai\n";
const std::string pkeyutl = "pkeyutl -rawin -in message ";
const std::string as_sm2 = " -digest sm3 -pkeyopt distid:1234567812345678";

}  // namespace

BOOST_AUTO_TEST_SUITE(signing)

BOOST_AUTO_TEST_CASE(sm2_accepts_the_signature_of_the_national_standard,
                     *boost::unit_test::description("[SC-05]")) {
  const auto key =
      PublicKey::from_pem(pem_of(from_hex(std::string(sm2_header) + std::string(standard_point))));
  must(key);
  BOOST_TEST(key->verifies("message digest", from_hex(standard_signature)));
  BOOST_TEST(!key->verifies("message digesT", from_hex(standard_signature)));
}

BOOST_AUTO_TEST_CASE(ed25519_signs_as_rfc_8032_says) {
  // RFC 8032, 7.1, test 2: the seed in PKCS#8.
  const auto seed = from_hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
  auto pem = pem_of(from_hex("302e020100300506032b657004220420") + seed);
  for (auto at = pem.find("PUBLIC"); at != std::string::npos; at = pem.find("PUBLIC"))
    pem.replace(at, 6, "PRIVATE");
  const auto key = SigningKey::from_pem(pem);
  must(key);
  const auto wanted = from_hex(
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
      "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
  BOOST_TEST((key->sign("\x72") == wanted));
}

BOOST_FIXTURE_TEST_CASE(openssl_accepts_what_is_signed_here, Files) {
  for (const auto chain : {ChainHash::sha256, ChainHash::sm3}) {
    const auto key = SigningKey::create(chain);
    must(key);
    put("pub.pem", key->public_key().to_pem());
    put("message", message);
    put("signature", key->sign(message));
    const auto verify = pkeyutl + "-verify -pubin -inkey pub.pem -sigfile signature" +
                        (chain == ChainHash::sm3 ? as_sm2 : "");
    BOOST_TEST(openssl(verify));
    put("message", message + "x");
    BOOST_TEST(!openssl(verify));
  }
}

BOOST_FIXTURE_TEST_CASE(what_openssl_signs_is_accepted_here, Files) {
  for (const auto chain : {ChainHash::sha256, ChainHash::sm3}) {
    const auto key = SigningKey::create(chain);
    must(key);
    put("key.pem", key->to_pem());
    put("message", message);
    BOOST_TEST_REQUIRE(openssl(pkeyutl + "-sign -inkey key.pem -out signature" +
                               (chain == ChainHash::sm3 ? as_sm2 : "")));
    BOOST_TEST(key->public_key().verifies(message, get("signature")));
    BOOST_TEST(!key->public_key().verifies(message + "x", get("signature")));
    BOOST_TEST(!key->public_key().verifies(message, ""));
  }
}

BOOST_AUTO_TEST_CASE(a_key_survives_being_written_down) {
  for (const auto chain : {ChainHash::sha256, ChainHash::sm3}) {
    const auto key = SigningKey::create(chain);
    must(key);
    const auto again = SigningKey::from_pem(key->to_pem());
    must(again);
    const auto known = PublicKey::from_pem(key->public_key().to_pem());
    must(known);
    BOOST_TEST(again->public_key().id() == known->id());
    BOOST_TEST((known->chain() == chain));
    BOOST_TEST(known->verifies(message, again->sign(message)));
  }
}

BOOST_AUTO_TEST_CASE(a_key_of_another_kind_is_refused) {
  BOOST_TEST(!PublicKey::from_pem("-----BEGIN NONSENSE-----\n"));
  BOOST_TEST(!SigningKey::from_pem(""));
  // A P-256 key.
  const auto other =
      pem_of(from_hex("3059301306072a8648ce3d020106082a8648ce3d03010703420004"
                      "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
                      "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"));
  BOOST_TEST(!PublicKey::from_pem(other));
}

BOOST_AUTO_TEST_SUITE_END()
