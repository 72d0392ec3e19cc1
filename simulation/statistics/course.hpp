// A quantity that changes in steps over time, such as the length of a queue: its mean and its
// highest value.
#pragma once

#include "runtime/core/time/instant.hpp"

#include <algorithm>

namespace atrium::simulation {

class Course {
 public:
  void change(Instant at, int by) {
    advance(at);
    value_ += by;
    if (counting_) highest_ = std::max(highest_, value_);
  }

  // Only while counting does time enter the mean.
  void count(Instant at, bool counting) {
    advance(at);
    counting_ = counting;
    if (counting_) highest_ = std::max(highest_, value_);
  }

  void advance(Instant at) {
    if (last_ != Instant{} && at > last_) {
      const auto past = std::chrono::duration<double>(at - last_).count();
      area_ += past * value_;
      if (counting_) {
        counted_area_ += past * value_;
        counted_s_ += past;
      }
    }
    last_ = std::max(last_, at);
  }

  [[nodiscard]] int value() const { return value_; }
  [[nodiscard]] int highest() const { return highest_; }
  [[nodiscard]] double area() const { return area_; }  // Value × seconds, counted or not.
  [[nodiscard]] double counted_s() const { return counted_s_; }
  [[nodiscard]] double mean() const { return counted_s_ > 0 ? counted_area_ / counted_s_ : 0; }

 private:
  int value_ = 0;
  int highest_ = 0;
  bool counting_ = false;
  double area_ = 0;
  double counted_area_ = 0;
  double counted_s_ = 0;
  Instant last_{};
};

}  // namespace atrium::simulation
