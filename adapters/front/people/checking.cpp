// Persons at the edge (checking.hpp).
#include "adapters/front/people/checking.hpp"

namespace atrium::front {
namespace {

constexpr std::string_view nest = "holder.";

// Nobody is born after today, wherever the hall stands.
Day day_of(Instant now) { return business_day(Zone{}, std::chrono::minutes{0}, now); }

}  // namespace

std::optional<host::Outcome> first_reply(const host::Runtime& runtime, const PartitionId& hall,
                                         const host::Asker& asker) {
  const auto feed = runtime.feed(hall);
  if (!feed || asker.id.text.empty()) return std::nullopt;
  auto stored = feed->journal().find_reply(asker.id);
  if (!stored || !*stored || (*stored)->fingerprint != asker.fingerprint) return std::nullopt;
  return host::Accepted{(*stored)->position, true, std::move((*stored)->reply)};
}

std::variant<CheckedHolder, Refusal> checked(std::variant<HolderFields, Refusal> found, bool nested,
                                             Instant now) {
  auto holder = std::holds_alternative<Refusal>(found)
                    ? std::variant<CheckedHolder, Refusal>(std::get<Refusal>(std::move(found)))
                    : check_holder(std::get<HolderFields>(std::move(found)), day_of(now));
  auto* refusal = std::get_if<Refusal>(&holder);
  if (refusal != nullptr && !nested && refusal->field.starts_with(nest)) {
    refusal->field.erase(0, nest.size());
  }
  return holder;
}

CheckedHolder looked_over(HolderFields typed, std::variant<HolderFields, Refusal> found,
                          Instant then) {
  if (auto* person = std::get_if<HolderFields>(&found)) {
    return look_over(std::move(*person), day_of(then));
  }
  const auto& refusal = std::get<Refusal>(found);
  auto holder = look_over(std::move(typed), day_of(then));
  holder.warnings.push_back(warning_of(refusal));
  return holder;
}

}  // namespace atrium::front
