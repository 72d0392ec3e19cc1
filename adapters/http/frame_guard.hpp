// Follows the heads of WebSocket frames (RFC 6455, section 5.2) in a stream of bytes, to refuse a
// frame by its length before anybody allocates for it. Does not look at payloads.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace atrium::http {

class FrameGuard {
 public:
  static constexpr std::uint64_t payload_max = 64 * 1024;

  // False from the first frame on that claims more than payload_max bytes.
  bool accept(std::string_view bytes) {
    while (!bytes.empty() && !refused_) {
      if (left_ > 0) {
        const auto skipped = std::min<std::uint64_t>(left_, bytes.size());
        left_ -= skipped;
        bytes.remove_prefix(static_cast<std::size_t>(skipped));
        continue;
      }
      head_[have_++] = static_cast<unsigned char>(bytes.front());
      bytes.remove_prefix(1);
      if (have_ >= 2 && have_ == head_size()) begin_payload();
    }
    return !refused_;
  }

 private:
  [[nodiscard]] std::size_t length_size() const {
    const auto code = head_[1] & 0x7f;
    return code == 126 ? 2 : code == 127 ? 8 : 0;
  }

  [[nodiscard]] std::size_t head_size() const {
    return 2 + length_size() + ((head_[1] & 0x80) != 0 ? 4 : 0);
  }

  void begin_payload() {
    left_ = head_[1] & 0x7f;
    if (length_size() > 0) {
      left_ = 0;
      for (std::size_t i = 0; i < length_size(); ++i) left_ = left_ << 8 | head_[2 + i];
    }
    refused_ = left_ > payload_max;
    have_ = 0;
  }

  std::array<unsigned char, 14> head_{};
  std::size_t have_ = 0;
  std::uint64_t left_ = 0;
  bool refused_ = false;
};

}  // namespace atrium::http
