// See admission.hpp.
#include "runtime/host/admission.hpp"

#include <utility>

namespace atrium::host {

std::optional<Trouble> Admission::enter(AnyAsk& ask) {
  const auto sort = ask.sort();
  if (sort == AskSort::query) {
    return enter(ask, queries_, commands_ + reports_ + queries_, limits_.queries);
  }
  const auto kind = ask.asker.who.kind;
  if (sort != AskSort::command || kind == WhoKind::policy || kind == WhoKind::timer ||
      kind == WhoKind::house) {
    return std::nullopt;
  }
  if (closed_) {
    ++turned_away_;
    const std::lock_guard lock(mutex_);
    return Trouble{Trouble::Kind::overloaded, why_closed_, std::chrono::seconds{30}};
  }
  if (kind == WhoKind::device) {
    return enter(ask, reports_, commands_ + reports_, limits_.reports);
  }
  return enter(ask, commands_, commands_, limits_.commands);
}

std::optional<Trouble> Admission::enter(AnyAsk& ask, std::atomic<std::size_t>& taken,
                                        std::size_t before, std::size_t limit) {
  if (before >= limit) {
    ++turned_away_;
    return Trouble{Trouble::Kind::overloaded, "too much is waiting to be done"};
  }
  ask.reply.hold(Place{taken});
  return std::nullopt;
}

void Admission::close(std::string why) {
  const std::lock_guard lock(mutex_);
  why_closed_ = std::move(why);
  closed_ = true;
}

void Admission::open() { closed_ = false; }

}  // namespace atrium::host
