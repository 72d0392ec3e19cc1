// The past as JSON and as spreadsheets: figures with their definitions, visits with their steps.
#pragma once

#include "actors/statistics/definitions.hpp"
#include "actors/statistics/desk.hpp"
#include "adapters/http/hall_face.hpp"
#include "adapters/sheets/sheet.hpp"

#include <boost/json.hpp>

#include <vector>

namespace atrium::http {

boost::json::object table_json(const HallFace& face, const statistics::Ask& ask,
                               const statistics::Table& table);

// The figures, then what they mean.
std::vector<sheets::Sheet> table_sheets(const HallFace& face, const statistics::Ask& ask,
                                        const statistics::Table& table, bool english);

boost::json::object visit_json(const statistics::Visit& visit);    // In a list.
boost::json::object history_json(const statistics::Visit& visit);  // With every step.

}  // namespace atrium::http
