// Remembers outcomes on their way back (deliveries.hpp).
#include "adapters/front/outside/deliveries.hpp"

#include <algorithm>

namespace atrium::front {

void Deliveries::send(const Message& message, std::function<void(Result<void>)> taken) {
  const Delivery delivery{message.id, message.channel, message.key, message.at, 0, false, {}};
  next_.send(message, [this, delivery, taken = std::move(taken)](Result<void> result) {
    note(delivery, result);
    taken(std::move(result));
  });
}

void Deliveries::note(const Delivery& delivery, const Result<void>& result) {
  const std::lock_guard lock(mutex_);
  auto& count = counts_[delivery.channel];
  ++(result ? count.taken : count.failed);
  auto found = std::ranges::find(latest_, delivery.id, &Delivery::id);
  if (found == latest_.end()) {
    latest_.push_front(delivery);
    if (latest_.size() > kept) latest_.pop_back();
    found = latest_.begin();
  }
  ++found->tries;
  found->taken = result.has_value();
  found->why = result ? std::string() : result.error().what;
}

std::vector<Delivery> Deliveries::latest(const std::string& channel, std::size_t most) const {
  const std::lock_guard lock(mutex_);
  std::vector<Delivery> found;
  for (const auto& one : latest_) {
    if (channel.empty() || one.channel == channel) found.push_back(one);
  }
  std::ranges::stable_partition(found, [](const auto& one) { return !one.taken; });
  if (found.size() > most) found.resize(most);
  return found;
}

std::map<std::string, ChannelCount> Deliveries::counts() const {
  const std::lock_guard lock(mutex_);
  return counts_;
}

}  // namespace atrium::front
