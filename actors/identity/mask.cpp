// What of a number or name may be seen by others in the hall.
#include "actors/identity/rules.hpp"

namespace atrium::identity {
namespace {

std::string starred(std::string_view text, std::size_t head, std::size_t tail) {
  if (text.size() <= head + tail) return std::string(text.size(), '*');
  return std::string(text.substr(0, head)) + std::string(text.size() - head - tail, '*') +
         std::string(text.substr(text.size() - tail));
}

}  // namespace

// The shorter a number, the less of it is shown.
std::string mask_number(std::string_view number) {
  constexpr std::size_t short_one = 9;
  constexpr std::size_t long_one = 15;
  if (number.size() < short_one) return std::string(number.size(), '*');
  return number.size() < long_one ? starred(number, 1, 2) : starred(number, 4, 3);
}

std::string mask_phone(std::string_view phone) { return starred(phone, 3, 4); }

std::string mask_name(std::string_view name) {
  if (name.empty()) return {};
  std::size_t first = 1;
  while (first < name.size() && (static_cast<unsigned char>(name[first]) & 0xc0) == 0x80) ++first;
  return std::string(name.substr(0, first)) + "*";
}

}  // namespace atrium::identity
