// What was noted today or on the day before: a checker over many days must not grow with them.
#pragma once

#include <set>
#include <utility>

namespace atrium::simulation {

template <class T>
class Recent {
 public:
  bool insert(const T& one) {  // Whether it is new.
    const bool known = contains(one);
    today_.insert(one);
    return !known;
  }
  [[nodiscard]] bool contains(const T& one) const {
    return today_.contains(one) || before_.contains(one);
  }
  void turn() { before_ = std::exchange(today_, {}); }  // A day is over.

 private:
  std::set<T> today_;
  std::set<T> before_;
};

}  // namespace atrium::simulation
