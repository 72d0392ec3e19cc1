// The two forms of a command id (context.hpp).
#include "runtime/core/assert.hpp"
#include "runtime/core/context.hpp"

#include <algorithm>
#include <charconv>

namespace atrium {

// The sequence packs (position, index), so that it grows with the feed: position × 256 + index.
CommandId derive(std::string_view source, Position position, unsigned index) {
  ATRIUM_ASSERT(index <= derived_index_max, "one event led a policy to too many commands");
  std::string text = "~";
  text += source;
  text += '#';
  text += std::to_string(position * (derived_index_max + 1) + index);
  return {std::move(text)};
}

std::optional<Derived> derived(const CommandId& id) {
  const std::string_view text = id.text;
  if (!text.starts_with('~')) return std::nullopt;
  const auto mark = text.rfind('#');
  if (mark == std::string_view::npos) return std::nullopt;
  Derived parts{text.substr(1, mark - 1), 0};
  const auto digits = text.substr(mark + 1);
  const auto [end, error] = std::from_chars(digits.begin(), digits.end(), parts.sequence);
  if (error != std::errc{} || end != digits.end()) return std::nullopt;
  return parts;
}

bool is_client_command_id(std::string_view text) {
  return !text.empty() && text.size() <= command_id_max && text.front() != '~' &&
         std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7f; });
}

}  // namespace atrium
