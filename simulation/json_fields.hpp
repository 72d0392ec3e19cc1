// Fields of the JSON objects that edges are answered, as the edges themselves read them.
#pragma once

#include "adapters/front/json_fields.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace atrium::simulation {

using front::array_at;
using front::instant_at;
using front::number_at;
using front::object_at;
using front::text_at;
using front::value_at;

// Those of a list of texts; none where there is no list.
inline std::vector<std::string> texts_at(const boost::json::object& object, std::string_view name) {
  std::vector<std::string> texts;
  if (const auto* list = array_at(object, name)) {
    for (const auto& one : *list) texts.emplace_back(one.get_string());
  }
  return texts;
}

}  // namespace atrium::simulation
