// What a pure `decide` answers: the events that are now to be true (perhaps none), or a refusal.
#pragma once

#include <boost/describe.hpp>

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace atrium {

// What the asker should do about it; the code says which rule spoke.
enum class RefusalKind {
  invalid,      // The request itself is wrong: mend it. 422
  not_found,    // Names something that does not exist. 404
  forbidden,    // Right request, wrong person. 403
  wrong_phase,  // Not now: another act must come first. 409
  conflict,     // Already so, or taken by somebody else. 409
  exhausted,    // A limit is reached. 409
};
BOOST_DESCRIBE_ENUM(RefusalKind, invalid, not_found, forbidden, wrong_phase, conflict, exhausted)

// `code` is a stable contract, "<entity>.<rule_broken>"; consoles translate it, scripts and tests
// match it.
struct Refusal {
  RefusalKind kind = RefusalKind::invalid;
  std::string code;
  std::string field;  // The field at fault, as a JSON path; empty when it is not one field.
  std::string
      detail;  // One English sentence for engineers: what, and how to mend. Never personal data.
  friend bool operator==(const Refusal&, const Refusal&) = default;
};
BOOST_DESCRIBE_STRUCT(Refusal, (), (kind, code, field, detail))

template <class Event>
using Decision = std::variant<std::vector<Event>, Refusal>;

inline Refusal refuse(RefusalKind kind, std::string code, std::string detail = {},
                      std::string field = {}) {
  return {kind, std::move(code), std::move(field), std::move(detail)};
}

// `accept<Event>(Called{…}, Noted{…})`; with no argument: accepted, and nothing changes.
template <class Event, class... Facts>
std::vector<Event> accept(Facts&&... facts) {
  std::vector<Event> events;
  events.reserve(sizeof...(facts));
  (events.emplace_back(std::forward<Facts>(facts)), ...);
  return events;
}

}  // namespace atrium
