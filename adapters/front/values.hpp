// Texts of an edge as values of the entities. Not for anybody outside this folder.
#pragma once

#include "runtime/core/decision.hpp"

#include <boost/describe.hpp>
#include <boost/mp11.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace atrium::front {

inline Refusal unknown_value(const std::string& field) {
  return refuse(RefusalKind::invalid, "request.invalid",
                field + ": is not one of the values allowed", field);
}

// By the name that JSON shows: an enumerator's trailing '_' only keeps it from being a keyword.
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

template <class T>
std::optional<T> optional_id(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional<T>(T(text));
}

}  // namespace atrium::front
