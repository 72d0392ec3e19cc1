// Empty names are passed over: whoever read them has already said what is wrong.
#include "ops/halls/toml/known.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

namespace atrium::halls {
namespace {

// How many letters to add, drop, change or swap with their neighbour; by rows of the usual table.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> above(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(above.begin(), above.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + change});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, above);
    std::swap(above, row);
  }
  return above.back();
}

}  // namespace

std::optional<std::string> nearest(std::string_view wrong,
                                   const std::set<std::string, std::less<>>& right) {
  std::optional<std::string> best;
  std::size_t least = 3;
  for (const auto& name : right) {
    const auto far = distance(wrong, name);
    if (far < least && far * 2 < std::max(wrong.size(), name.size())) {
      least = far;
      best = name;
    }
  }
  return best;
}

Known::Known(std::string singular, std::string plural, Faults& faults)
    : singular_(std::move(singular)), plural_(std::move(plural)), faults_(&faults) {}

void Known::declare(const std::string& name, Place place) {
  if (name.empty()) return;
  const auto [first, is_new] = places_.emplace(name, place);
  if (is_new) return;
  faults_->add(
      place, fmt::format("two {} are called \"{}\"", plural_, name),
      fmt::format("give one of them another name; the first is in line {}", first->second.line));
}

bool Known::require(const Word& used, std::string_view by) {
  if (used.text.empty()) return false;
  if (places_.contains(used.text)) return true;
  std::set<std::string, std::less<>> names;
  for (const auto& [name, place] : places_) names.insert(name);
  const auto near = nearest(used.text, names);
  const auto mend = near            ? fmt::format("did you mean \"{}\"?", *near)
                    : names.empty() ? fmt::format("declare the {} first", singular_)
                                    : fmt::format("use one of: {}", fmt::join(names, ", "));
  faults_->add(used.place,
               fmt::format("{} names the {} \"{}\", which the file does not declare", by, singular_,
                           used.text),
               mend);
  return false;
}

void Known::each_unused(const std::function<void(const std::string&, Place)>& act) const {
  for (const auto& [name, place] : places_) {
    if (!used_.contains(name)) act(name, place);
  }
}

}  // namespace atrium::halls
