// What was noted today or in the two days before: a checker over many days must not grow with them.
// (Whoever asks about the day before may be answered when one more day is over.)
#pragma once

#include <array>
#include <set>
#include <utility>

namespace atrium::simulation {

template <class T>
class Recent {
 public:
  bool insert(const T& one) {  // Whether it is new.
    const bool known = contains(one);
    days_[0].insert(one);
    return !known;
  }
  [[nodiscard]] bool contains(const T& one) const {
    return days_[0].contains(one) || days_[1].contains(one) || days_[2].contains(one);
  }
  void turn() {  // A day is over.
    days_[2] = std::move(days_[1]);
    days_[1] = std::exchange(days_[0], {});
  }

 private:
  std::array<std::set<T>, 3> days_;  // Today first.
};

}  // namespace atrium::simulation
