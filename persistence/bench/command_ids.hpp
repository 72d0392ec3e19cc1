// Ids as clients make them: 36 characters that grow with time, as UUIDv7 does. For benchmarks only.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <string>

namespace atrium::persistence {

class CommandIds {
 public:
  // Goes on after `count` of them.
  explicit CommandIds(std::uint64_t count = 0) : count_(count) {}
  std::string next() {
    ++count_;
    const auto scattered = count_ * 0x9e3779b97f4a7c15u;
    return fmt::format("{:08x}-{:04x}-7000-8000-{:012x}", count_ >> 16, count_ & 0xffff,
                       scattered >> 16);
  }

 private:
  std::uint64_t count_;
};

}  // namespace atrium::persistence
