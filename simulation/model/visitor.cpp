// Drawing visitors.
#include "simulation/model/visitor.hpp"

#include <cmath>

namespace atrium::simulation {
namespace {

constexpr double walking_variation = 0.4;

// To the millisecond, so that the last bit of a logarithm cannot matter.
Duration seconds_of(double seconds) {
  return std::chrono::milliseconds{std::llround(seconds * 1000)};
}

std::string concern(std::string_view hall, const halls::Service& of, std::string_view what) {
  return std::string(hall) + "/" + of.id.value + "/" + std::string(what);
}

}  // namespace

VisitorStream::VisitorStream(std::uint64_t seed, std::string_view hall, std::size_t service,
                             const halls::Service& of, const Profile& profile)
    : service_(service),
      profile_(&profile),
      visits_(&profile.of(of)),
      presence_(seed, concern(hall, of, "presence")),
      patience_(seed, concern(hall, of, "patience")),
      walking_(seed, concern(hall, of, "walking")),
      service_time_(seed, concern(hall, of, "service_time")),
      rating_(seed, concern(hall, of, "rating")) {}

Visitor VisitorStream::draw() {
  const auto& how = profile_->visitors;
  Visitor visitor;
  visitor.service = service_;
  visitor.no_show = presence_.happens(how.no_show);
  visitor.inattentive = presence_.happens(how.inattentive);
  visitor.patience = seconds_of(patience_.exponential(how.patience_min * 60));
  visitor.walking = seconds_of(walking_.lognormal(how.walking_s, walking_variation));
  visitor.served_for =
      seconds_of(service_time_.lognormal(visits_->service_s, visits_->service_variation));
  const bool rates = rating_.happens(how.rates);
  const auto level = rating_.pick(how.levels);
  visitor.rates_after = seconds_of(rating_.uniform(5, 40));
  if (rates) visitor.level = static_cast<int>(level) + 1;
  return visitor;
}

}  // namespace atrium::simulation
