// The floor as people see it: the waiting room's live answer joined with the hall's names, places
// and texts.
#pragma once

#include "adapters/http/hall_face.hpp"
#include "adapters/http/message/fields.hpp"

#include <boost/json.hpp>

#include <string>
#include <string_view>

namespace atrium::http {

// `live`: the waiting room's floor; `mode`: of the hall; `place`: where its events go on.
boost::json::object floor_json(const HallFace& face, boost::json::object live,
                               std::string_view mode, ReaderPlace place);

// A line of the list of halls.
boost::json::object hall_line_json(const HallFace& face, const boost::json::object& live);

// Adds a window's names and place to its live form.
void add_window_face(const HallFace& face, boost::json::object& window);

}  // namespace atrium::http
