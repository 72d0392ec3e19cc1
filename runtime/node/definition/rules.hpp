// The rules of a hall as one JSON object, by which its definitions are compared: what its lines and
// its appointment book run by, and the mode it begins in. Hours, ratings, speech, devices, names
// and texts hold from the next start on and are not compared.
#pragma once

#include "actors/hall/hall.hpp"
#include "ops/halls/definition.hpp"

#include <boost/json.hpp>

#include <cstddef>
#include <string_view>

namespace atrium::node {

// As their configurations say in JSON; "" of an entity that has none yet.
struct RulesInForce {
  std::string_view lines;
  std::string_view bookings;
};

boost::json::object rules_of(const halls::Definition& definition);
boost::json::object rules_of(const RulesInForce& told);

// For the record, at most so many; `more` counts the others. The mode is left out: the hall knows
// which was defined before.
inline constexpr std::size_t changes_recorded = 50;
void record_changes(const RulesInForce& before, const halls::Definition& after,
                    hall::Configure& into);

}  // namespace atrium::node
