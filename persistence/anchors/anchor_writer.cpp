// See anchor_writer.hpp.
#include "persistence/anchors/anchor_writer.hpp"

#include "persistence/anchors/anchor_check.hpp"
#include "persistence/files/durable_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace atrium::persistence {
namespace {

namespace fs = std::filesystem;

constexpr const char* current_key = "anchor.pub.pem";

Result<SigningKey> make_key(const fs::path& file, ChainHash chain) {
  auto key = SigningKey::create(chain);
  if (!key) return key;
  if (auto made = make_directory(file.parent_path(), Readers::owner_only); !made)
    return tl::unexpected(made.error());
  if (auto kept = replace_file(file, key->to_pem(), Readers::owner_only); !kept)
    return tl::unexpected(kept.error());
  return key;
}

Result<SigningKey> read_or_make_key(const fs::path& file, ChainHash chain) {
  const auto pem = read_file(file);
  if (!pem && pem.error().code == FailureCode::not_found) return make_key(file, chain);
  if (!pem) return tl::unexpected(pem.error());
  auto key = SigningKey::from_pem(*pem);
  if (!key) return fail(FailureCode::damaged, file.string() + ": " + key.error().what);
  if (key->public_key().chain() == chain) return key;
  return fail(FailureCode::invalid_input,
              fmt::format("{} is a key for {}, but the journal's chain of {} is anchored with {}; "
                          "move the file away, and a fitting key is made",
                          file.string(), signature_suite(key->public_key().chain()), name_of(chain),
                          signature_suite(chain)));
}

// Keeps the public part where verifiers look; the one of an earlier key stays under its own name.
Result<void> publish(const fs::path& directory, const PublicKey& key) {
  const auto current = directory / current_key;
  if (const auto pem = read_file(current)) {
    const auto known = PublicKey::from_pem(*pem);
    if (known && known->id() == key.id()) return {};
    if (known) {
      const auto kept = replace_file(directory / (known->id() + ".pub.pem"), *pem);
      if (!kept) return kept;
    }
  }
  return replace_file(current, key.to_pem());
}

constexpr std::size_t line_max = 4096;

// The last anchor, without reading years of them. A line that a power cut left unfinished goes.
Result<std::vector<Anchor>> read_last(const fs::path& file) {
  std::error_code missing;
  const auto size = fs::file_size(file, missing);
  if (missing) return std::vector<Anchor>{};
  auto end = read_part(file, size - std::min<std::uintmax_t>(size, line_max));
  if (!end) return tl::unexpected(end.error());
  const auto whole = end->rfind('\n') + 1;  // 0 when there is none.
  std::error_code error;
  if (whole < end->size()) {
    fs::resize_file(file, fs::file_size(file, error) - (end->size() - whole), error);
    if (error) return fail(FailureCode::unavailable, file.string() + ": " + error.message());
  }
  end->resize(whole);
  if (end->empty()) return std::vector<Anchor>{};
  end->pop_back();
  auto anchor = read_anchor(std::string_view(*end).substr(end->rfind('\n') + 1));
  if (!anchor) {
    return fail(FailureCode::damaged,
                fmt::format("the last line of {}: {}", file.string(), anchor.error().what));
  }
  return std::vector<Anchor>{std::move(*anchor)};
}

}  // namespace

AnchorWriter::AnchorWriter(fs::path directory, SigningKey key, AnchorPolicy policy)
    : directory_(std::move(directory)), key_(std::move(key)), policy_(policy) {}

Result<AnchorWriter> AnchorWriter::open(const fs::path& data_directory, ChainHash chain,
                                        AnchorPolicy policy) {
  auto key = read_or_make_key(data_directory / "keys" / "anchor.pem", chain);
  if (!key) return tl::unexpected(key.error());
  auto directory = data_directory / "anchors";
  if (auto made = make_directory(directory); !made) return tl::unexpected(made.error());
  if (auto done = publish(directory, key->public_key()); !done) return tl::unexpected(done.error());
  return AnchorWriter(std::move(directory), std::move(*key), policy);
}

Result<void> AnchorWriter::follow(std::shared_ptr<Journal> journal) {
  Followed followed{journal, directory_ / (file_name_of(journal->partition()) + ".jsonl")};
  const auto last = read_last(followed.file);
  if (!last) return tl::unexpected(last.error());
  const auto keys = read_keyring(directory_);
  if (!keys) return tl::unexpected(keys.error());
  const auto report = check_anchors(*journal, *last, *keys);
  if (!report) return tl::unexpected(report.error());
  if (!report->ok) {
    return fail(FailureCode::damaged,
                fmt::format("partition {} is not as its last anchor says at position {}: {}; "
                            "restore the newest backup",
                            journal->partition().value, report->position, report->why));
  }
  if (!last->empty()) {
    followed.epoch = last->back().epoch.epoch;
    followed.position = last->back().position;
  }
  followed_.push_back(std::move(followed));
  return {};
}

Result<bool> AnchorWriter::sign_one(Followed& followed, Instant wall) {
  const auto head = followed.journal->head();
  Anchor anchor;
  anchor.partition = followed.journal->partition();
  anchor.epoch = followed.journal->epochs().back();
  anchor.position = head.position;
  anchor.hash = head.hash;
  anchor.at = std::max(wall, head.at);
  if (anchor.epoch.epoch != head.epoch) return false;  // A restore is at work; next time.
  sign(anchor, key_);
  if (auto kept = append_file(followed.file, to_line(anchor)); !kept)
    return tl::unexpected(kept.error());
  followed.epoch = head.epoch;
  followed.position = head.position;
  return true;
}

Result<std::size_t> AnchorWriter::tick(Ticks now, Instant wall) {
  std::size_t count = 0;
  for (auto& followed : followed_) {
    const auto head = followed.journal->head();
    const bool is_moved = head.epoch != followed.epoch || head.position != followed.position;
    const bool is_many = head.position >= followed.position + policy_.events;
    const bool is_long = now - followed.signed_at >= policy_.interval;
    if (!is_moved || head.position == 0 || !(is_many || is_long)) continue;
    const auto made = sign_one(followed, wall);
    if (!made) return tl::unexpected(made.error());
    followed.signed_at = now;
    count += *made ? 1 : 0;
  }
  return count;
}

Result<std::size_t> AnchorWriter::finish(Instant wall) {
  std::size_t count = 0;
  for (auto& followed : followed_) {
    const auto head = followed.journal->head();
    const bool is_moved = head.epoch != followed.epoch || head.position != followed.position;
    if (!is_moved || head.position == 0) continue;
    const auto made = sign_one(followed, wall);
    if (!made) return tl::unexpected(made.error());
    count += *made ? 1 : 0;
  }
  return count;
}

}  // namespace atrium::persistence
