// Whether texts and acts are well formed, whatever they mean: for every edge. Sense is checked by
// the entity that decides.
#pragma once

#include "adapters/front/acts.hpp"
#include "runtime/core/decision.hpp"

#include <optional>
#include <string_view>

namespace atrium::front {

bool is_utf8(std::string_view text);

// Other than line feed and tab.
bool has_control(std::string_view text);

// For edges whose wire form checks nothing: refusal `request.invalid` for the first text that is no
// valid UTF-8, has control characters or is longer than any text may be, a missing name, or a field
// that the action at a window does not take or lacks; `action.unknown` for an action that there is
// not.
std::optional<Refusal> check_form(const Act& act);

}  // namespace atrium::front
