// The vault of tests and simulation. Deterministic, and therefore safe for nobody's data.
#include "persistence/vault/sealing.hpp"
#include "persistence/vault/vault.hpp"

#include <cstring>
#include <mutex>
#include <unordered_map>

namespace atrium::persistence {
namespace {

class MemoryVault final : public Vault {
 public:
  explicit MemoryVault(std::uint64_t seed) : seed_(seed) {}

  Bytes seal(const SubjectId& subject, std::string_view plain) override {
    const std::lock_guard lock(mutex_);
    const auto& key = key_of(subject);
    Nonce nonce{};
    const auto number = ++counter_;
    std::memcpy(nonce.data(), &number, sizeof number);
    return seal_under(key, nonce, subject, plain);
  }

  Result<std::optional<std::string>> open(const SubjectId& subject,
                                          std::string_view sealed) override {
    const std::lock_guard lock(mutex_);
    const auto found = keys_.find(subject);
    if (found == keys_.end()) return std::optional<std::string>{};
    return open_under(found->second, subject, sealed);
  }

  std::string secret(const std::string& name) override {
    const std::lock_guard lock(mutex_);
    const auto& key = key_of(SubjectId{name});
    return {key.secret.data(), key.secret.size()};
  }

  Result<void> erase(const SubjectId& subject) override {
    const std::lock_guard lock(mutex_);
    keys_.erase(subject);
    return {};
  }

 private:
  const Key& key_of(const SubjectId& subject) {
    auto [found, fresh] = keys_.try_emplace(subject);
    if (fresh) {
      const auto number = ++counter_;
      std::memcpy(found->second.id.data(), &number, sizeof number);
      std::memcpy(found->second.secret.data(), &seed_, sizeof seed_);
      std::memcpy(found->second.secret.data() + sizeof seed_, &number, sizeof number);
    }
    return found->second;
  }

  const std::uint64_t seed_;
  std::mutex mutex_;
  std::uint64_t counter_ = 0;
  std::unordered_map<SubjectId, Key> keys_;
};

}  // namespace

std::unique_ptr<Vault> make_memory_vault(std::uint64_t seed) {
  return std::make_unique<MemoryVault>(seed);
}

}  // namespace atrium::persistence
