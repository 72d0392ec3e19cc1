// Enumerators by the name that JSON shows.
#pragma once

#include <boost/describe.hpp>
#include <boost/mp11.hpp>

#include <optional>
#include <string_view>

namespace atrium::front {

// An enumerator's trailing '_' only keeps it from being a keyword.
template <class E>
std::optional<E> enumerator_of(std::string_view name) {
  std::optional<E> found;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto one) {
    std::string_view own = one.name;
    if (own.ends_with('_')) own.remove_suffix(1);
    if (own == name) found = one.value;
  });
  return found;
}

}  // namespace atrium::front
