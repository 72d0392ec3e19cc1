// Fills every member of a described value, however deep, with something of its own, so that a
// member that a codec forgets or confuses with another shows.
#pragma once

#include "persistence/codec/names.hpp"
#include "runtime/core/ids.hpp"
#include "runtime/core/personal.hpp"
#include "runtime/core/time/instant.hpp"

#include <concepts>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace atrium::persistence::test {

class Filler {
 public:
  void fill(bool& value) { value = true; }
  template <std::integral T>
  requires(!std::same_as<T, bool>) void fill(T& value) { value = static_cast<T>(next()); }
  void fill(double& value) { value = next() + 0.25; }
  void fill(std::string& value) { value = "text " + std::to_string(next()) + " 市场准入"; }
  template <class Tag>
  void fill(Id<Tag>& id) {
    fill(id.value);
  }
  void fill(Instant& at) { at = Instant{Duration{1'795'222'800'000'000 + next()}}; }
  void fill(Duration& value) { value = Duration{next()}; }
  template <class T>
  void fill(Personal<T>& value) {
    fill(value.subject);
    fill(value.value);
  }
  template <class E>
  requires std::is_enum_v<E>
  void fill(E& value) {  // The last: never the default.
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>(
        [&](auto one) { value = one.value; });
  }
  template <class T>
  void fill(std::optional<T>& value) {
    fill(value.emplace());
  }
  template <class T>
  void fill(std::vector<T>& values) {
    values.resize(3);
    for (auto& value : values) fill(value);
  }
  template <class K, class V>
  void fill(std::map<K, V>& entries) {
    for (int i = 0; i < 3; ++i) {
      K key{};
      fill(key);
      fill(entries[key]);
    }
  }
  template <Described T>
  void fill(T& value) {
    boost::mp11::mp_for_each<Members<T>>([&](auto member) { fill(value.*member.pointer); });
  }

 private:
  int next() { return ++last_; }
  int last_ = 100;
};

}  // namespace atrium::persistence::test
