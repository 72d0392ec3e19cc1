// JSON of described structs, written straight into a string. Personal<T> is never written: a member
// of that type, or optional of it, is left out. For reading JSON: nothing here.
#pragma once

#include "persistence/codec/names.hpp"
#include "runtime/core/ids.hpp"
#include "runtime/core/personal.hpp"
#include "runtime/core/time/instant.hpp"
#include "runtime/core/time/zone.hpp"

#include <algorithm>
#include <array>
#include <concepts>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

// Names are the C++ names without a trailing underscore. Id and text become strings, an Instant
// "2026-11-21T01:02:03.456Z", a Day "2026-11-21", an enum its name, an empty optional null, a
// vector an array, a map an object; a Duration `served` becomes the number "served_s", in seconds.

namespace atrium::persistence {

void write_json(std::string& to, std::string_view text);  // Quoted and escaped.
void write_json_instant(std::string& to, Instant at);     // As to_iso8601, quoted.
void write_json_number(std::string& to, std::int64_t value);
void write_json_number(std::string& to, std::uint64_t value);
void write_json_number(std::string& to, double value);  // Not a number, infinite: null.

template <class T>
inline constexpr bool is_personal = false;
template <class T>
inline constexpr bool is_personal<Personal<T>> = true;
template <class T>
inline constexpr bool is_personal<std::optional<T>> = is_personal<T>;
template <class T>
inline constexpr bool is_personal<std::vector<T>> = is_personal<T>;

template <class E>
std::string_view enumerator_name(E value) {
  return bare(boost::describe::enum_to_string(value, ""));
}

// Specialised for what is neither described nor a number.
template <class T>
struct Json;

template <class T>
void write_json(std::string& to, const T& value) {
  static_assert(!is_personal<T>, "personal data is never written as JSON");
  Json<T>::write(to, value);
}

template <>
struct Json<bool> {
  static void write(std::string& to, bool value) { to += value ? "true" : "false"; }
};
template <std::signed_integral T>
struct Json<T> {
  static void write(std::string& to, T value) { write_json_number(to, std::int64_t{value}); }
};
template <std::unsigned_integral T>
requires(!std::same_as<T, bool>) struct Json<T> {
  static void write(std::string& to, T value) { write_json_number(to, std::uint64_t{value}); }
};
template <std::floating_point T>
struct Json<T> {
  static void write(std::string& to, T value) { write_json_number(to, double{value}); }
};
template <>
struct Json<std::string> {
  static void write(std::string& to, std::string_view value) { write_json(to, value); }
};
template <class Tag>
struct Json<Id<Tag>> {
  static void write(std::string& to, const Id<Tag>& id) {
    write_json(to, std::string_view(id.value));
  }
};
template <>
struct Json<Instant> {
  static void write(std::string& to, Instant at) { write_json_instant(to, at); }
};
template <>
struct Json<Duration> {
  static void write(std::string& to, Duration value) {
    write_json_number(to, static_cast<double>(value.count()) / 1e6);
  }
};
template <>
struct Json<Day> {
  static void write(std::string& to, Day day) { write_json(to, std::string_view(to_text(day))); }
};
template <class E>
requires std::is_enum_v<E>
struct Json<E> {
  static void write(std::string& to, E value) { write_json(to, enumerator_name(value)); }
};
template <class T>
struct Json<std::optional<T>> {
  static void write(std::string& to, const std::optional<T>& value) {
    value ? write_json(to, *value) : void(to += "null");
  }
};
template <class T>
struct Json<std::vector<T>> {
  static void write(std::string& to, const std::vector<T>& values) {
    to += '[';
    bool first = true;
    for (const auto& value : values) {
      if (!first) to += ',';
      first = false;
      write_json<T>(to, value);
    }
    to += ']';
  }
};
template <class K, class V>
struct Json<std::map<K, V>> {
  static void write(std::string& to, const std::map<K, V>& entries) {
    to += '{';
    bool first = true;
    for (const auto& [key, value] : entries) {
      if (!first) to += ',';
      first = false;
      write_json(to, name_of(key));
      to += ':';
      write_json<V>(to, value);
    }
    to += '}';
  }

 private:
  static std::string name_of(const K& key) {
    std::string text;
    write_json<K>(text, key);
    return text.starts_with('"') ? text.substr(1, text.size() - 2) : text;
  }
};

// `,"calls_max":`, made by the compiler: keys are most of what is written.
template <class Member, class M>
struct JsonKey {
  static constexpr std::string_view name = bare(Member::name);
  static constexpr std::string_view ending = std::same_as<M, Duration> ? "_s\":" : "\":";
  static constexpr auto letters = [] {
    std::array<char, name.size() + ending.size() + 2> made{',', '"'};
    std::ranges::copy(name, made.begin() + 2);
    std::ranges::copy(ending, made.begin() + 2 + name.size());
    return made;
  }();
  static constexpr std::string_view after_another{letters.data(), letters.size()};
  static constexpr std::string_view first = after_another.substr(1);
};

// The members with commas, without braces, so that an edge can add its own.
template <Described T>
void write_json_members(std::string& to, const T& value) {
  bool first = true;
  boost::mp11::mp_for_each<Members<T>>([&](auto member) {
    using M = std::remove_cvref_t<decltype(value.*member.pointer)>;
    if constexpr (!is_personal<M>) {
      using Key = JsonKey<decltype(member), M>;
      to += first ? Key::first : Key::after_another;
      first = false;
      write_json<M>(to, value.*member.pointer);
    }
  });
}

template <Described T>
requires(!std::same_as<T, Day>) struct Json<T> {
  static void write(std::string& to, const T& value) {
    to += '{';
    write_json_members(to, value);
    to += '}';
  }
};

}  // namespace atrium::persistence
