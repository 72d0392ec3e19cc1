// Any described value as JSON, whole: unlike the codec's JSON it shows personal values too, and
// commands and events of a variant by name. For what tests compare, keep or print; never for users.
#pragma once

#include "persistence/codec/json.hpp"

#include <boost/core/demangle.hpp>

#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <typeinfo>
#include <utility>
#include <variant>
#include <vector>

namespace atrium {

// Specialised for whatever may hold a personal value; the rest is written as the codec does.
template <class T>
struct Show {
  static void write(std::string& to, const T& value) {
    if constexpr (persistence::Described<T> && !std::is_same_v<T, Day>) {
      to += '{';
      bool first = true;
      boost::mp11::mp_for_each<persistence::Members<T>>([&](auto member) {
        to += std::exchange(first, false) ? "\"" : ",\"";
        to += persistence::bare(member.name);
        to += "\":";
        using M = std::remove_cvref_t<decltype(value.*member.pointer)>;
        Show<M>::write(to, value.*member.pointer);
      });
      to += '}';
    } else {
      persistence::write_json(to, value);
    }
  }
};

template <class T>
std::string show(const T& value) {
  std::string text;
  Show<T>::write(text, value);
  return text;
}

template <class T>
struct Show<Personal<T>> {
  static void write(std::string& to, const Personal<T>& value) {
    to += "{\"subject\":" + show(value.subject) + ",\"value\":" + show(value.value) +
          ",\"erased\":" + show(value.erased) + '}';
  }
};
// Microseconds: golden files compare what is stored, and nothing is stored rounded.
template <>
struct Show<Instant> {
  static void write(std::string& to, Instant at) {
    to += std::to_string(at.time_since_epoch().count());
  }
};
template <>
struct Show<Duration> {
  static void write(std::string& to, Duration value) { to += std::to_string(value.count()); }
};
template <class T>
struct Show<std::optional<T>> {
  static void write(std::string& to, const std::optional<T>& value) {
    value ? Show<T>::write(to, *value) : void(to += "null");
  }
};
template <class T>
struct Show<std::vector<T>> {
  static void write(std::string& to, const std::vector<T>& values) {
    to += '[';
    for (const auto& value : values) {
      if (&value != values.data()) to += ',';
      Show<T>::write(to, value);
    }
    to += ']';
  }
};
template <class K, class V>
struct Show<std::map<K, V>> {
  static void write(std::string& to, const std::map<K, V>& entries) {
    to += '{';
    bool first = true;
    for (const auto& [key, value] : entries) {
      if (!std::exchange(first, false)) to += ',';
      to += show(key) + ':' + show(value);
    }
    to += '}';
  }
};
template <class... Cases>
struct Show<std::variant<Cases...>> {
  static void write(std::string& to, const std::variant<Cases...>& value) {
    std::visit(
        [&](const auto& one) {
          const auto name = boost::core::demangle(typeid(one).name());
          to += name.substr(name.rfind(':') + 1) + ' ' + show(one);
        },
        value);
  }
};

}  // namespace atrium
