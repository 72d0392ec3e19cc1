// Answers on their way to the crowd: put in on any thread of the runtime, taken out on the crowd's
// own.
#pragma once

#include "runtime/core/time/instant.hpp"
#include "runtime/host/ask.hpp"

#include <boost/json.hpp>

#include <functional>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace atrium::simulation {

// What was told: an answer's JSON object, or the code of what stood in the way.
struct Told {
  bool accepted = false;
  std::string code;  // Of a refusal, or "trouble".
  boost::json::object body;
};

Told told_of(const host::Outcome& outcome);

class Inbox {
 public:
  using Then = std::function<void(Instant now, const Told& told)>;

  // `wake` may be called on any thread and must not block.
  void on_mail(std::function<void()> wake) { wake_ = std::move(wake); }

  void put(Then then, host::Outcome outcome) {
    {
      std::scoped_lock lock(mutex_);
      mail_.emplace_back(std::move(then), std::move(outcome));
    }
    if (wake_) wake_();
  }

  [[nodiscard]] bool empty() const {
    std::scoped_lock lock(mutex_);
    return mail_.empty();
  }

  std::vector<std::pair<Then, host::Outcome>> take() {
    std::scoped_lock lock(mutex_);
    return std::exchange(mail_, {});
  }

 private:
  mutable std::mutex mutex_;
  std::vector<std::pair<Then, host::Outcome>> mail_;
  std::function<void()> wake_;  // Set before the first answer.
};

}  // namespace atrium::simulation
