// From an outcome to what the crowd understands.
#include "simulation/crowd/inbox.hpp"

namespace atrium::simulation {

Told told_of(const host::Outcome& outcome) {
  if (const auto* refused = std::get_if<host::Refused>(&outcome))
    return {false, refused->refusal.code, {}};
  const auto* accepted = std::get_if<host::Accepted>(&outcome);
  if (accepted == nullptr) return {false, "trouble", {}};
  boost::json::error_code error;
  auto value = boost::json::parse({accepted->json.data(), accepted->json.size()}, error);
  if (error || !value.is_object()) return {false, "trouble", {}};
  return {true, {}, std::move(value.as_object())};
}

}  // namespace atrium::simulation
