// See defects.hpp.
#include "runtime/host/shell/defects.hpp"

#include <chrono>

namespace atrium::host {
namespace {

constexpr std::size_t subjects_max = 64;
constexpr std::size_t rebuilds_max = 5;
constexpr auto rebuilds_within = std::chrono::minutes{1};

}  // namespace

unsigned Defects::met(const std::string& subject) {
  ++total_;
  if (times_.size() >= subjects_max && !times_.contains(subject)) times_.clear();
  return ++times_[subject];
}

void Defects::rebuilt(Instant at) {
  rebuilds_.push_back(at);
  if (rebuilds_.size() > rebuilds_max) rebuilds_.pop_front();
}

bool Defects::resting(Instant now) const {
  return rebuilds_.size() >= rebuilds_max && now - rebuilds_.front() < rebuilds_within;
}

}  // namespace atrium::host
