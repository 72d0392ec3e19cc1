// See names.hpp.
#include "persistence/codec/names.hpp"

#include <boost/core/demangle.hpp>

namespace atrium::persistence {
namespace {

constexpr char upper(char letter) {
  return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
}
constexpr char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

}  // namespace

std::string to_camel(std::string_view name) {
  std::string text;
  bool raise = false;
  for (const char letter : bare(name)) {
    if (letter == '_') {
      raise = !text.empty();
    } else {
      text += raise ? upper(letter) : letter;
      raise = false;
    }
  }
  return text;
}

std::string to_snake(std::string_view name) {
  std::string text;
  for (const char letter : name) {
    if (lower(letter) != letter && !text.empty()) text += '_';
    text += lower(letter);
  }
  return text;
}

std::string union_name(const std::type_info& type) {
  const auto full = boost::core::demangle(type.name());
  auto name = full.substr(full.rfind(':') + 1);
  if (!name.empty()) name[0] = lower(name[0]);
  return name;
}

}  // namespace atrium::persistence
