// What an edge says of a ticket's holder, checked and brought into one form before any entity sees
// it, and what of it may be shown to the holder again.
#pragma once

#include "adapters/front/acts.hpp"
#include "runtime/core/decision.hpp"
#include "runtime/core/time/zone.hpp"
#include "runtime/host/ask.hpp"

#include <boost/json.hpp>

#include <variant>

namespace atrium::front {

struct CheckedHolder {
  HolderFields fields;            // In normal form, the kind of document named where it shows.
  boost::json::array warnings{};  // {code, field, detail}: what passed and should be looked at.
};

// What would be refused if it could be.
boost::json::object warning_of(const Refusal& refusal);

// Refusals `holder.bad_id_number`, `holder.bad_phone`, each naming its field and how to mend it.
std::variant<CheckedHolder, Refusal> check_holder(HolderFields fields, Day today);

// The same of a ticket that is out already: what cannot be right is kept and warned of.
CheckedHolder look_over(HolderFields fields, Day today);

// {name, id_number, phone}, each masked; what was not given is not there.
boost::json::object masked(const HolderFields& fields);

// Answers with the ticket and what its holder is shown again: `holder_shown`, masked, and the
// `warnings` that passed. Any other outcome goes on as it is.
host::Reply telling(host::Reply reply, CheckedHolder holder);

}  // namespace atrium::front
