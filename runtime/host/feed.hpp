// The committed events of one partition, in order, for whoever follows: policies, screens,
// adapters, read models. A follower pulls at its own pace and is woken when there is more, so that
// a slow one costs nobody memory and a gap cannot happen: what is no longer in the recent tail is
// read from the journal.
#pragma once

#include "runtime/core/journal.hpp"

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace atrium::host {

class Feed : public std::enable_shared_from_this<Feed> {
 public:
  using Wake = std::function<void()>;

  // Ends the subscription when destroyed; after that `wake` is not running and will not be called.
  class Subscription {
   public:
    Subscription() = default;
    Subscription(std::shared_ptr<Feed> feed, std::uint64_t number)
        : feed_(std::move(feed)), number_(number) {}
    Subscription(Subscription&&) noexcept = default;
    Subscription& operator=(Subscription&& other) noexcept;
    ~Subscription();

   private:
    std::shared_ptr<Feed> feed_;
    std::uint64_t number_ = 0;
  };

  // Takes the journal's group listener.
  static std::shared_ptr<Feed> of(std::shared_ptr<Journal> journal);

  [[nodiscard]] Journal& journal() const { return *journal_; }
  [[nodiscard]] const std::shared_ptr<Journal>& shared_journal() const { return journal_; }
  [[nodiscard]] Position head() const { return journal_->head().position; }

  // Committed events after `after`, ascending, at most `limit`; empty when there are none yet.
  // Thread-safe.
  [[nodiscard]] Result<std::vector<Envelope>> read(Position after, std::size_t limit) const;

  // The same without copies: `each` sees up to `limit` of them. Answers the last one's position, or
  // `after` when there are none.
  Result<Position> visit(Position after, std::size_t limit,
                         const std::function<void(const Envelope&)>& each) const;

  // `wake` runs on the journal's thread after each group and must not block: post to your own
  // thread or actor.
  [[nodiscard]] Subscription subscribe(Wake wake);

 private:
  // Whole groups that hold what follows `after`; nothing when the tail no longer does.
  [[nodiscard]] std::optional<std::vector<Envelopes>> recent(Position after,
                                                             std::size_t limit) const;

  explicit Feed(std::shared_ptr<Journal> journal) : journal_(std::move(journal)) {}
  void publish(const Envelopes& group);

  std::shared_ptr<Journal> journal_;
  mutable std::mutex mutex_;
  std::deque<Envelopes> recent_;  // Whole groups, dense, up to recent_max events.
  std::size_t recent_events_ = 0;
  std::mutex wakes_mutex_;
  std::map<std::uint64_t, Wake> wakes_;
  std::uint64_t next_ = 1;
};

}  // namespace atrium::host
