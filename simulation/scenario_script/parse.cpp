// From text to lines.
#include "ops/halls/read.hpp"
#include "simulation/model/arrivals.hpp"
#include "simulation/scenario_script/script.hpp"

#include <fmt/format.h>

#include <charconv>

namespace atrium::simulation::script {
namespace {

using Words = std::vector<std::string>;
using namespace std::chrono_literals;

constexpr auto default_day =
    std::chrono::local_days{std::chrono::year{2026} / 11 / 23};  // A Monday.

std::optional<int> digits(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  return whole && value >= 0 ? std::optional(value) : std::nullopt;
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

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t\r") - first + 1));
}

std::vector<std::string> clauses_of(std::string_view text) {
  std::vector<std::string> clauses;
  while (!text.empty()) {
    const auto end = std::min(text.find(';'), text.size());
    if (auto clause = trimmed(text.substr(0, end)); !clause.empty())
      clauses.push_back(std::move(clause));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return clauses;
}

// A comment begins with '#' at the line's begin or after a blank.
std::string without_comment(std::string_view line) {
  bool in_quotes = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"') in_quotes = !in_quotes;
    if (line[i] == '#' && !in_quotes && (i == 0 || line[i - 1] == ' '))
      return trimmed(line.substr(0, i));
  }
  return trimmed(line);
}

class Parser {
 public:
  explicit Parser(const std::string& name) { script_.name = name; }

  Result<Script> parse(std::string_view text) {
    int number = 0;
    while (!text.empty()) {
      const auto end = std::min(text.find('\n'), text.size());
      ++number;
      if (auto taken = take(number, without_comment(text.substr(0, end))); !taken) {
        return fail(FailureCode::invalid_input,
                    fmt::format("{}:{}: {}", script_.name, number, taken.error().what));
      }
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    if (auto built = build_hall(); !built) return tl::unexpected(built.error());
    return std::move(script_);
  }

 private:
  Result<void> take(int number, const std::string& line) {
    if (line.empty()) return {};
    const auto arrow = line.find("->");
    auto words = words_of(line.substr(0, arrow));
    if (words.empty())
      return fail(FailureCode::invalid_input, "something must be done before \"->\"; write: check");
    if (words[0] == "day" && words.size() == 2) return turn_day(words[1]);
    if (script_.lines.empty() && HallText::describes(words)) return hall_.take(words);
    Line entry;
    entry.number = number;
    entry.text = line;
    if (auto timed = take_time(words, entry); !timed) return timed;
    auto deed =
        words == Words{"after", "restart"} ? Result<Deed>(Deed{Restart{}, {}, {}}) : deed_of(words);
    if (!deed) return tl::unexpected(deed.error());
    entry.deed = std::move(*deed);
    if (arrow != std::string::npos)
      entry.expected = clauses_of(std::string_view(line).substr(arrow + 2));
    script_.lines.push_back(std::move(entry));
    return {};
  }

  Result<void> turn_day(const std::string& text) {
    const auto day = date_of(text);
    if (!day) return fail(FailureCode::invalid_input, "write: day 2026-11-24");
    if (!script_.lines.empty() && *day <= day_) {
      return fail(FailureCode::invalid_input, "days only go forward");
    }
    day_ = *day;
    return {};
  }

  Result<void> take_time(Words& words, Line& entry) {
    const auto time = time_of(words.front());
    if (!time) return {};
    words.erase(words.begin());
    entry.at = at_local({}, day_ + *time);
    if (*entry.at < last_) return fail(FailureCode::invalid_input, "time only goes forward");
    last_ = *entry.at;
    if (words.empty()) words.emplace_back("check");
    return {};
  }

  Result<void> build_hall() {
    auto reading = halls::parse(hall_.toml());
    if (const auto* faults = std::get_if<std::vector<halls::Fault>>(&reading)) {
      return fail(FailureCode::invalid_input,
                  fmt::format("{}: its hall is wrong: {}; {}", script_.name, faults->front().what,
                              faults->front().mend));
    }
    script_.hall = std::get<halls::Definition>(std::move(reading));
    script_.start = at_local({}, default_day + 8h);
    if (!script_.lines.empty() && script_.lines.front().at) {
      script_.start = *script_.lines.front().at;
    }
    return {};
  }

  Script script_;
  HallText hall_;
  std::chrono::local_days day_ = default_day;
  Instant last_{};
};

}  // namespace

std::vector<std::string> words_of(std::string_view text) {
  Words words;
  std::string word;
  bool in_quotes = false;
  bool any = false;
  const auto end_word = [&] {
    if (any) words.push_back(std::exchange(word, {}));
    any = false;
  };
  for (const char c : text) {
    if (c == '"') {
      in_quotes = !in_quotes;
      any = true;
    } else if ((c == ' ' || c == '\t') && !in_quotes) {
      end_word();
    } else {
      word += c;
      any = true;
    }
  }
  end_word();
  return words;
}

Result<Script> parse(const std::string& name, std::string_view text) {
  return Parser(name).parse(text);
}

}  // namespace atrium::simulation::script
