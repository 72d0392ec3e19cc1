// Every figure by its key: what it is called, what exactly it means, its unit, and how it is read
// off a group. The one list behind answers, exports and pages. Chinese first.
#pragma once

#include "actors/statistics/tally.hpp"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace atrium::statistics {

enum class Unit { tickets, seconds, share, people, level };
BOOST_DESCRIBE_ENUM(Unit, tickets, seconds, share, people, level)

struct Definition {
  std::string_view key;  // "wait_mean_s"
  Unit unit = Unit::tickets;
  std::string_view name;
  std::string_view name_en;
  std::string_view meaning;
  std::string_view meaning_en;
  // Nothing: the figure has no sense here, or there is nothing to take it of.
  std::optional<double> (*read)(const Figures&) = nullptr;
  std::vector<Count> made_of{};  // The tickets that stand behind it; none: of no tickets.
};

std::span<const Definition> definitions();
const Definition* find_definition(std::string_view key);  // Null when there is none.

}  // namespace atrium::statistics
