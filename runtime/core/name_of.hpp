// The name of a command or event as people and scripts read it: the type of a variant's active
// alternative in snake_case without its namespace, "call_next" for waiting_room::CallNext.
// For reports and metrics; stored and wire forms have names of their own.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <variant>

namespace atrium {
namespace naming {

// "…[with T = atrium::waiting_room::CallNext; …]" (GCC) or "…[T = atrium::…]" (Clang).
template <class T>
consteval std::string_view written() {
  std::string_view text = __PRETTY_FUNCTION__;
  text.remove_prefix(text.find("T = ") + 4);
  text = text.substr(0, text.find_first_of(";]"));
  const auto scope = text.rfind("::");
  return scope == std::string_view::npos ? text : text.substr(scope + 2);
}

constexpr bool is_capital(char letter) { return letter >= 'A' && letter <= 'Z'; }

// A capital begins a word; a trailing underscore keeps a name off a keyword and is no part of it.
template <class T>
struct Snake {
  static constexpr std::string_view from = written<T>();
  static constexpr std::size_t size = [] {
    std::size_t count = from.ends_with('_') ? from.size() - 1 : from.size();
    for (const char letter : from.substr(1)) count += is_capital(letter) ? 1 : 0;
    return count;
  }();
  static constexpr std::array<char, size + 1> letters = [] {
    std::array<char, size + 1> to{};
    std::size_t at = 0;
    for (const char letter : from) {
      if (at > 0 && is_capital(letter)) to[at++] = '_';
      if (at == size) break;
      to[at++] = is_capital(letter) ? static_cast<char>(letter - 'A' + 'a') : letter;
    }
    return to;
  }();
};

}  // namespace naming

// A zero follows the last letter.
template <class T>
constexpr std::string_view name_of_type() {
  return {naming::Snake<T>::letters.data(), naming::Snake<T>::size};
}

template <class... Alternatives>
constexpr std::string_view name_of(const std::variant<Alternatives...>& value) {
  if (value.valueless_by_exception()) return {};
  constexpr std::array<std::string_view, sizeof...(Alternatives)> names{
      name_of_type<Alternatives>()...};
  return names[value.index()];
}

}  // namespace atrium
