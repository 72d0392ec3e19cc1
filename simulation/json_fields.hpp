// Fields of the JSON objects that edges are answered, as the edges themselves read them.
#pragma once

#include "adapters/front/json_fields.hpp"

namespace atrium::simulation {

using front::array_at;
using front::instant_at;
using front::number_at;
using front::object_at;
using front::text_at;
using front::value_at;

}  // namespace atrium::simulation
