// Which steps are taken, and how few of them are enough to break something.
#include "simulation/trial/trial.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace atrium::simulation::trial {
namespace {

// Without the `count` from `from` on.
std::vector<std::size_t> without(const std::vector<std::size_t>& steps, std::size_t from,
                                 std::size_t count) {
  std::vector<std::size_t> rest(steps.begin(), steps.begin() + static_cast<std::ptrdiff_t>(from));
  const auto to = std::min(steps.size(), from + count);
  rest.insert(rest.end(), steps.begin() + static_cast<std::ptrdiff_t>(to), steps.end());
  return rest;
}

}  // namespace

Steps::Steps(const std::vector<std::size_t>& chosen) {
  for (const auto step : chosen) {
    if (!ranges_.empty() && ranges_.back().second == step) {
      ++ranges_.back().second;
    } else {
      ranges_.emplace_back(step, step + 1);
    }
  }
}

std::optional<Steps> Steps::parse(const std::string& text) {
  std::vector<Range> ranges;
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at < end) {
    std::size_t first = 0;
    auto read = std::from_chars(at, end, first);
    if (read.ec != std::errc{}) return std::nullopt;
    auto last = first;
    if (read.ptr < end && *read.ptr == '-') {
      read = std::from_chars(read.ptr + 1, end, last);
      if (read.ec != std::errc{} || last < first) return std::nullopt;
    }
    if (!ranges.empty() && first < ranges.back().second) return std::nullopt;
    ranges.emplace_back(first, last + 1);
    if (read.ptr < end && *read.ptr != ',') return std::nullopt;
    at = read.ptr + 1;
  }
  if (ranges.empty()) return std::nullopt;
  return Steps(std::move(ranges));
}

std::vector<std::size_t> Steps::list() const {
  std::vector<std::size_t> all;
  for (const auto& [first, end] : ranges_) {
    for (auto step = first; step < end; ++step) all.push_back(step);
  }
  return all;
}

std::size_t Steps::size() const {
  std::size_t count = 0;
  for (const auto& [first, end] : ranges_) count += end - first;
  return count;
}

std::string Steps::text() const {
  std::string text;
  for (const auto& [first, end] : ranges_) {
    if (!text.empty()) text += ',';
    text += first + 1 == end ? fmt::format("{}", first) : fmt::format("{}-{}", first, end - 1);
  }
  return text;
}

// First everything behind the step that broke goes, then ever smaller pieces of what is left, as
// long as something still breaks.
Steps shrink(std::uint64_t seed, const Steps& steps, const TrialResult& result, std::size_t tries) {
  auto kept = steps.list();
  std::erase_if(kept, [&](std::size_t step) { return step > result.broken_at; });
  for (auto piece = std::max<std::size_t>(1, kept.size() / 2); tries > 0; piece /= 2) {
    for (std::size_t from = 0; from < kept.size() && tries > 0;) {
      auto fewer = without(kept, from, piece);
      --tries;
      const auto again = run_trial(seed, Steps(fewer));
      if (again.broken.empty()) {
        from += piece;
        continue;
      }
      std::erase_if(fewer, [&](std::size_t step) { return step > again.broken_at; });
      kept = std::move(fewer);
    }
    if (piece <= 1) break;
  }
  return Steps(kept);
}

}  // namespace atrium::simulation::trial
