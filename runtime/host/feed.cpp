// The recent tail in memory, the rest from the journal.
#include "runtime/host/feed.hpp"

#include <utility>

namespace atrium::host {
namespace {

constexpr std::size_t recent_max = 4096;  // Events kept in memory per partition.

}  // namespace

std::shared_ptr<Feed> Feed::of(std::shared_ptr<Journal> journal) {
  std::shared_ptr<Feed> feed{new Feed(std::move(journal))};
  feed->journal_->on_group([weak = std::weak_ptr<Feed>(feed)](const Envelopes& group) {
    if (auto self = weak.lock()) self->publish(group);
  });
  return feed;
}

void Feed::publish(const Envelopes& group) {
  if (group->empty()) return;
  {
    std::scoped_lock lock(mutex_);
    recent_.push_back(group);
    recent_events_ += group->size();
    while (recent_.size() > 1 && recent_events_ - recent_.front()->size() >= recent_max) {
      recent_events_ -= recent_.front()->size();
      recent_.pop_front();
    }
  }
  std::scoped_lock lock(wakes_mutex_);
  for (const auto& [number, wake] : wakes_) wake();
}

Result<std::vector<Envelope>> Feed::read(Position after, std::size_t limit) const {
  {
    std::scoped_lock lock(mutex_);
    if (recent_.empty() ? journal_->head().position <= after
                        : recent_.back()->back().position <= after) {
      return std::vector<Envelope>{};
    }
    if (!recent_.empty() && recent_.front()->front().position <= after + 1) {
      std::vector<Envelope> events;
      for (const auto& group : recent_) {
        if (group->back().position <= after) continue;
        for (const auto& event : *group) {
          if (event.position <= after) continue;
          if (events.size() == limit) return events;
          events.push_back(event);
        }
      }
      return events;
    }
  }
  return journal_->read(after, limit);
}

Feed::Subscription Feed::subscribe(Wake wake) {
  std::scoped_lock lock(wakes_mutex_);
  const auto number = next_++;
  wakes_.emplace(number, std::move(wake));
  return {shared_from_this(), number};
}

Feed::Subscription& Feed::Subscription::operator=(Subscription&& other) noexcept {
  std::swap(feed_, other.feed_);
  std::swap(number_, other.number_);
  return *this;
}

Feed::Subscription::~Subscription() {
  if (!feed_) return;
  std::scoped_lock lock(feed_->wakes_mutex_);
  feed_->wakes_.erase(number_);
}

}  // namespace atrium::host
