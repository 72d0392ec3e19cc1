// Names in C++ (snake_case) and in schema files (lowerCamelCase), and what the compiler knows of
// both.
#pragma once

#include <boost/describe.hpp>
#include <boost/mp11.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <typeinfo>

namespace atrium::persistence {

// A trailing underscore keeps a C++ name off a keyword and is no part of the name.
constexpr std::string_view bare(std::string_view name) {
  return name.ends_with('_') ? name.substr(0, name.size() - 1) : name;
}

// "calls_max" → "callsMax", "void_" → "void".
std::string to_camel(std::string_view name);
// "noShow" → "no_show".
std::string to_snake(std::string_view name);

// "atrium::waiting_room::NoShow" → "noShow": what the schema's union calls the event of this type.
std::string union_name(const std::type_info& type);

// Would both be the same field of a schema? Compares without underscores and case of the letter
// after one.
constexpr bool collide(std::string_view one, std::string_view other) {
  std::size_t i = 0, j = 0;
  const auto next = [](std::string_view name, std::size_t& at) -> char {
    bool upper = false;
    while (at < name.size() && name[at] == '_') upper = ++at > 1;
    if (at == name.size()) return '\0';
    const char letter = name[at++];
    return upper && letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
  };
  for (;;) {
    const char a = next(one, i), b = next(other, j);
    if (a != b) return false;
    if (a == '\0') return true;
  }
}

template <class T>
using Members = boost::describe::describe_members<T, boost::describe::mod_public |
                                                         boost::describe::mod_inherited>;

template <class T>
concept Described = boost::describe::has_describe_members<T>::value && !std::is_union_v<T>;

// No two members of T share a name in the schema. Checked when the codec is compiled.
template <class T>
consteval bool members_are_distinct() {
  bool distinct = true;
  std::size_t i = 0;
  boost::mp11::mp_for_each<Members<T>>([&](auto one) {
    std::size_t j = 0;
    boost::mp11::mp_for_each<Members<T>>([&](auto other) {
      if (i < j++ && collide(one.name, other.name)) distinct = false;
    });
    ++i;
  });
  return distinct;
}

}  // namespace atrium::persistence
