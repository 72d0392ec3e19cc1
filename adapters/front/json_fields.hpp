// Fields of the JSON objects that entities answer with; an absent or different one reads as empty.
#pragma once

#include "runtime/core/time/instant.hpp"

#include <boost/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace atrium::front {

inline const boost::json::value* value_at(const boost::json::object& object,
                                          std::string_view name) {
  return object.if_contains({name.data(), name.size()});
}

inline std::string text_at(const boost::json::object& object, std::string_view name) {
  const auto* value = value_at(object, name);
  const auto* text = value == nullptr ? nullptr : value->if_string();
  return text == nullptr ? std::string() : std::string(text->data(), text->size());
}

inline std::int64_t number_at(const boost::json::object& object, std::string_view name,
                              std::int64_t otherwise = 0) {
  const auto* value = value_at(object, name);
  if (value == nullptr) return otherwise;
  if (value->is_int64()) return value->get_int64();
  if (value->is_uint64()) return static_cast<std::int64_t>(value->get_uint64());
  return otherwise;
}

inline const boost::json::object* object_at(const boost::json::object& object,
                                            std::string_view name) {
  const auto* value = value_at(object, name);
  return value == nullptr ? nullptr : value->if_object();
}

inline const boost::json::array* array_at(const boost::json::object& object,
                                          std::string_view name) {
  const auto* value = value_at(object, name);
  return value == nullptr ? nullptr : value->if_array();
}

inline std::optional<Instant> instant_at(const boost::json::object& object, std::string_view name) {
  return from_iso8601(text_at(object, name));
}

}  // namespace atrium::front
