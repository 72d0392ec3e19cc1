// See anchor.hpp.
#include "persistence/anchors/anchor.hpp"

#include "persistence/files/durable_files.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <boost/json.hpp>

#include <algorithm>
#include <utility>

namespace atrium::persistence {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

constexpr std::size_t signature_max = 256;

std::string base64(std::string_view bytes) {
  std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
  const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                   reinterpret_cast<const unsigned char*>(bytes.data()),
                                   static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(size));
  return text;
}

std::string from_base64(std::string_view text) {
  if (text.size() > 2 * signature_max || text.size() % 4 != 0) return {};
  std::string bytes(text.size() / 4 * 3 + 1, '\0');
  const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                                   reinterpret_cast<const unsigned char*>(text.data()),
                                   static_cast<int>(text.size()));
  if (size < 0) return {};
  const auto padding = static_cast<std::size_t>(std::ranges::count(text, '='));
  bytes.resize(static_cast<std::size_t>(size) - std::min<std::size_t>(padding, 2));
  return bytes;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

std::optional<Hash> hash_from_hex(std::string_view text) {
  Hash hash;
  if (text.size() != 2 * hash.size()) return std::nullopt;
  for (std::size_t i = 0; i < hash.size(); ++i) {
    const int high = hex_digit(text[2 * i]), low = hex_digit(text[2 * i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    hash[i] = static_cast<std::uint8_t>(high << 4 | low);
  }
  return hash;
}

std::string text_in(const json::object& line, const char* name) {
  const auto& text = line.at(name).as_string();
  const bool has_control =
      std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < ' '; });
  if (has_control) throw std::invalid_argument(std::string(name) + " holds a control character");
  return {text.data(), text.size()};
}

}  // namespace

std::string signed_text(const Anchor& anchor) {
  return fmt::format("atrium anchor 1\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n", anchor.partition.value,
                     anchor.epoch.epoch, anchor.epoch.after, anchor.position, to_hex(anchor.hash),
                     to_iso8601(anchor.at), anchor.suite, anchor.key);
}

void sign(Anchor& anchor, const SigningKey& key) {
  anchor.suite = signature_suite(key.public_key().chain());
  anchor.key = key.public_key().id();
  anchor.signature = key.sign(signed_text(anchor));
}

std::string to_line(const Anchor& anchor) {
  return fmt::format(
      R"({{"partition":{},"epoch":{},"begins":{},"position":{},"hash":"{}","at":"{}",)"
      R"("suite":"{}","key":"{}","signature":"{}"}})"
      "\n",
      json::serialize(json::string(anchor.partition.value)), anchor.epoch.epoch, anchor.epoch.after,
      anchor.position, to_hex(anchor.hash), to_iso8601(anchor.at), anchor.suite, anchor.key,
      base64(anchor.signature));
}

Result<Anchor> read_anchor(std::string_view line) {
  try {
    const auto read = json::parse({line.data(), line.size()});
    const auto& fields = read.as_object();
    Anchor anchor;
    anchor.partition = PartitionId(text_in(fields, "partition"));
    anchor.epoch.epoch = fields.at("epoch").to_number<std::uint64_t>();
    anchor.epoch.after = fields.at("begins").to_number<Position>();
    anchor.position = fields.at("position").to_number<Position>();
    anchor.suite = text_in(fields, "suite");
    anchor.key = text_in(fields, "key");
    anchor.signature = from_base64(text_in(fields, "signature"));
    const auto hash = hash_from_hex(text_in(fields, "hash"));
    const auto at = from_iso8601(text_in(fields, "at"));
    if (!hash || !at) return fail(FailureCode::damaged, "its hash or time is not one");
    anchor.hash = *hash;
    anchor.at = *at;
    return anchor;
  } catch (const std::exception& error) {
    return fail(FailureCode::damaged, std::string("not an anchor: ") + error.what());
  }
}

std::string fault_of(const Anchor& anchor, const Keyring& keys) {
  const auto key = keys.find(anchor.key);
  if (key == keys.end()) {
    return fmt::format(
        "the anchor is signed by the key {}, which is not known here; it is forged, "
        "or that key's public part has to be given too",
        anchor.key);
  }
  const bool is_ours = anchor.suite == signature_suite(key->second.chain()) &&
                       key->second.verifies(signed_text(anchor), anchor.signature);
  return is_ours ? "" : "the anchor's signature is not one of its key: it was changed or forged";
}

Result<std::vector<Anchor>> read_anchors(const fs::path& file) {
  std::vector<Anchor> anchors;
  const auto text = read_file(file);
  if (!text && text.error().code == FailureCode::not_found) return anchors;
  if (!text) return tl::unexpected(text.error());
  std::size_t number = 1;
  for (std::size_t at = 0; at < text->size(); ++number) {
    const auto end = text->find('\n', at);
    if (end == std::string::npos) break;  // Cut short while it was being written.
    auto anchor = read_anchor(std::string_view(*text).substr(at, end - at));
    if (!anchor) {
      return fail(FailureCode::damaged,
                  fmt::format("{}:{}: {}", file.string(), number, anchor.error().what));
    }
    anchors.push_back(std::move(*anchor));
    at = end + 1;
  }
  return anchors;
}

Result<PublicKey> read_public_key(const fs::path& file) {
  const auto pem = read_file(file);
  if (!pem) return fail(FailureCode::invalid_input, pem.error().what);
  auto key = PublicKey::from_pem(*pem);
  if (!key) return fail(FailureCode::invalid_input, file.string() + ": " + key.error().what);
  return key;
}

Result<Keyring> read_keyring(const fs::path& directory) {
  Keyring keys;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(directory, error)) {
    if (!entry.path().filename().string().ends_with(".pub.pem")) continue;
    auto key = read_public_key(entry.path());
    if (!key) return tl::unexpected(key.error());
    keys.emplace(key->id(), *key);
  }
  return keys;
}

std::string file_name_of(const PartitionId& partition) {
  std::string name;
  for (const char c : partition.value) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          (c >= '0' && c <= '9') || c == '_' || c == '-';
    name += is_plain ? std::string(1, c) : fmt::format("%{:02x}", static_cast<unsigned char>(c));
  }
  return name;
}

}  // namespace atrium::persistence
