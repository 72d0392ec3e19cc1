// One trial: a seed's thousands of commands at two houses with a bad link between them, with
// everything that may go wrong, and every oracle watching. The same seed and steps give the same
// bytes. A step draws from the seed and its own number only, so that leaving steps out changes no
// other: that is how a failure is shrunk.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace atrium::simulation::trial {

// Which steps are taken: ascending half-open ranges.
class Steps {
 public:
  using Range = std::pair<std::size_t, std::size_t>;

  static Steps all(std::size_t count) { return Steps(std::vector<Range>{{0, count}}); }
  // "1-40,55": both ends included; nothing for any other text.
  static std::optional<Steps> parse(const std::string& text);

  explicit Steps(std::vector<Range> ranges) : ranges_(std::move(ranges)) {}
  explicit Steps(const std::vector<std::size_t>& chosen);

  [[nodiscard]] const std::vector<Range>& ranges() const { return ranges_; }
  [[nodiscard]] std::vector<std::size_t> list() const;
  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] std::string text() const;

 private:
  std::vector<Range> ranges_;
};

inline constexpr std::size_t steps_of_a_trial = 2400;

struct TrialResult {
  std::vector<std::string> broken;  // Of the first step that broke anything; empty: all is well.
  std::size_t broken_at = 0;        // That step; the count of steps when it was the end.
  std::size_t commands = 0;
  std::size_t repeats = 0;
  std::size_t accepted = 0;
  std::size_t crashes = 0;
  std::uint64_t slept = 0;   // Entities that went to sleep.
  std::size_t compared = 0;  // States with their shadows.
  std::uint64_t events = 0;
  std::string digest;  // Of the records and of everything that was told.
};

// `trace`: where every question, answer and event is told, if anywhere.
TrialResult run_trial(std::uint64_t seed, const Steps& steps, std::ostream* trace = nullptr);

// The fewest steps that were found to break something still; `tries` runs at most.
Steps shrink(std::uint64_t seed, const Steps& steps, const TrialResult& result, std::size_t tries);

}  // namespace atrium::simulation::trial
