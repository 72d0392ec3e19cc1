// "08:30" and "08:30-12:00" as a hall's file writes them.
#pragma once

#include "ops/halls/definition.hpp"

#include <chrono>
#include <optional>
#include <string_view>

namespace atrium::halls {

// 00:00 to 24:00; nothing for any other text.
std::optional<std::chrono::minutes> time_of_day(std::string_view text);

// Both ends well written; that they are in order is the caller's rule.
std::optional<Period> period(std::string_view text);

}  // namespace atrium::halls
