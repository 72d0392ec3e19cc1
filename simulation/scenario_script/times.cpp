// Times in scenarios: what a wall clock shows, as an instant, and clocks that jump.
#include "simulation/scenario_script/script.hpp"

#include <algorithm>
#include <charconv>

namespace atrium::simulation::script {
namespace {

std::optional<int> digits(std::string_view text) {
  const auto value = integer(text);
  return value && *value >= 0 ? value : std::nullopt;
}

}  // namespace

std::optional<int> integer(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  return whole ? std::optional(value) : std::nullopt;
}

// "09:05" or "09:05:30".
std::optional<Duration> time_of(std::string_view text) {
  if ((text.size() != 5 && text.size() != 8) || text[2] != ':') return std::nullopt;
  const auto hours = digits(text.substr(0, 2));
  const auto minutes = digits(text.substr(3, 2));
  const auto seconds =
      text.size() == 8 && text[5] == ':' ? digits(text.substr(6, 2)) : std::optional(0);
  if (!hours || !minutes || !seconds || *hours > 23 || *minutes > 59 || *seconds > 59)
    return std::nullopt;
  return std::chrono::hours{*hours} + std::chrono::minutes{*minutes} +
         std::chrono::seconds{*seconds};
}

std::optional<std::chrono::local_days> date_of(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits(text.substr(0, 4));
  const auto month = digits(text.substr(5, 2));
  const auto day = digits(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year},
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  return date.ok() ? std::optional(std::chrono::local_days{date}) : std::nullopt;
}

std::optional<Instant> instant_of(const Zone& zone, std::chrono::local_time<Duration> local,
                                  Instant not_before) {
  const Instant by_utc{local.time_since_epoch()};
  std::vector<Instant> found;
  for (const auto shift : {-std::chrono::days{1}, std::chrono::days{1}}) {
    const auto there = by_utc + shift;
    const auto at =
        by_utc - (local_time(zone, there).time_since_epoch() - there.time_since_epoch());
    if (local_time(zone, at) == local) found.push_back(at);
  }
  if (found.empty()) return std::nullopt;
  std::ranges::sort(found);
  const auto first = std::ranges::lower_bound(found, not_before);
  return first == found.end() ? found.back() : *first;
}

// clock back|forward N minutes
std::optional<Deed> clock_deed(const std::vector<std::string>& words) {
  if (words.size() != 4 || words[0] != "clock" || words[3] != "minutes") return std::nullopt;
  const auto minutes = digits(words[2]);
  if (!minutes || (words[1] != "back" && words[1] != "forward")) return std::nullopt;
  const Duration by = std::chrono::minutes{*minutes};
  return Deed{Jump{words[1] == "back" ? -by : by}, {}, {}};
}

}  // namespace atrium::simulation::script
