// Lengths of texts, counted as people count them.
#include "actors/limits.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace atrium::limits {
namespace {

bool begins_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }

}  // namespace

std::size_t characters(std::string_view utf8) {
  return static_cast<std::size_t>(std::ranges::count_if(utf8, begins_character));
}

std::string first_character(std::string_view utf8) {
  if (utf8.empty()) return {};
  const auto next = std::find_if(utf8.begin() + 1, utf8.end(), begins_character);
  return {utf8.begin(), next};
}

std::string first_characters(std::string_view utf8, std::size_t most) {
  std::size_t begun = 0;
  const auto end = std::ranges::find_if(
      utf8, [&](char byte) { return begins_character(byte) && ++begun > most; });
  return {utf8.begin(), end};
}

std::optional<Refusal> too_long(std::initializer_list<Field> fields) {
  for (const auto& field : fields) {
    if (field.text.size() <= field.max || characters(field.text) <= field.max) continue;
    return refuse(RefusalKind::invalid, "request.too_long",
                  fmt::format("{} has more than {} characters", field.name, field.max),
                  std::string(field.name));
  }
  return std::nullopt;
}

}  // namespace atrium::limits
