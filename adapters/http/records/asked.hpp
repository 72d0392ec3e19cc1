// What a query of the past asks for: days, grouping, filters. Only its form is checked here.
#pragma once

#include "actors/statistics/desk.hpp"
#include "adapters/http/hall_face.hpp"
#include "adapters/http/message/message.hpp"
#include "adapters/http/message/problem.hpp"

#include <string>
#include <variant>

namespace atrium::http {

// Days are business days of the hall, so "today" is known only where its calendar is.
struct AskedDays {
  std::optional<Day> from;  // Nothing: today; likewise `to` = `from`.
  std::optional<Day> to;
};

struct AskedFigures {
  AskedDays days;
  statistics::Ask ask;  // Without its days.
};

std::variant<AskedFigures, Problem> read_figures(const Query& query, const HallFace& face,
                                                 Instant now);
// The ask with its days; a problem when there are too many of them.
std::variant<statistics::Ask, Problem> with_days(const AskedFigures& asked,
                                                 const statistics::Calendar& calendar);

// Which tickets: those behind one figure of one group.
struct AskedTickets {
  std::string group;
  std::vector<statistics::Count> counts;
};
std::variant<AskedTickets, Problem> read_made_of(const Query& query);

std::variant<statistics::Search, Problem> read_search(const Query& query);

}  // namespace atrium::http
