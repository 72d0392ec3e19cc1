// Several halls' people, driven as one.
#include "simulation/crowd/crowd.hpp"

#include "simulation/crowd/hall_crowd.hpp"

#include <algorithm>

namespace atrium::simulation {

Crowd::Crowd(host::Runtime& runtime, std::vector<halls::Definition> halls, Profile profile,
             const CrowdOptions& options)
    : inbox_(std::make_shared<Inbox>()),
      front_(runtime, {}, {}, options.forecast),
      profile_(std::move(profile)),
      halls_(std::move(halls)) {
  for (const auto& hall : halls_) {
    crowds_.push_back(
        std::make_unique<HallCrowd>(HallCrowd::Door{&front_, inbox_}, hall, profile_, options));
  }
}

Crowd::~Crowd() = default;

void Crowd::begin(Instant now) {
  for (auto& crowd : crowds_) crowd->begin(now);
}

std::optional<Instant> Crowd::next() const {
  if (!inbox_->empty()) return Instant::min();
  std::optional<Instant> first;
  for (const auto& crowd : crowds_) {
    const auto at = crowd->next();
    if (at && (!first || *at < *first)) first = at;
  }
  return first;
}

void Crowd::step(Instant now) {
  for (auto& [then, outcome] : inbox_->take()) then(now, told_of(outcome));
  for (auto& crowd : crowds_) crowd->step(now);
}

std::optional<Instant> Crowd::quiet_until(Instant now) const {
  const bool quiet =
      inbox_->empty() && std::ranges::all_of(crowds_, [](const auto& one) { return one->quiet(); });
  const auto at = next();
  return quiet && at && *at > now ? at : std::nullopt;
}

}  // namespace atrium::simulation
