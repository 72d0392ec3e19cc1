// The recent tail in memory, the rest from the journal.
#include "runtime/host/feed.hpp"

#include "runtime/core/plant.hpp"

#include <algorithm>
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

std::optional<std::vector<Envelopes>> Feed::recent(Position after, std::size_t limit) const {
  std::scoped_lock lock(mutex_);
  const auto last = recent_.empty() ? journal_->head().position : recent_.back()->back().position;
  std::vector<Envelopes> groups;
  if (last <= after) return groups;
  if (recent_.empty() || recent_.front()->front().position > after + 1) return std::nullopt;
  auto group = std::ranges::partition_point(
      recent_, [after](const auto& whole) { return whole->back().position <= after; });
  for (std::size_t events = 0; group != recent_.end() && events <= limit; ++group) {
    events += groups.empty() ? (*group)->back().position - after : (*group)->size();
    groups.push_back(*group);
  }
  return groups;
}

Result<Position> Feed::visit(Position after, std::size_t limit,
                             const std::function<void(const Envelope&)>& each) const {
  const auto groups = recent(after, limit);
  if (!groups) {
    const auto stored = journal_->read(after, limit);
    if (!stored) return tl::unexpected(stored.error());
    for (const auto& event : *stored) each(event);
    return stored->empty() ? after : stored->back().position;
  }
  for (const auto& group : *groups) {
    const auto skip = after < group->front().position ? 0 : after + 1 - group->front().position;
    const bool skips = ATRIUM_PLANTED("feed_skips_at_border") && group != groups->front();
    for (auto i = skip + (skips ? 1 : 0); i < group->size() && limit > 0; ++i, --limit) {
      each((*group)[i]);
      after = (*group)[i].position;
    }
  }
  return after;
}

Result<std::vector<Envelope>> Feed::read(Position after, std::size_t limit) const {
  std::vector<Envelope> events;
  const auto done = visit(after, limit, [&](const Envelope& event) { events.push_back(event); });
  if (!done) return tl::unexpected(done.error());
  return events;
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
