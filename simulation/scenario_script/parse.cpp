// From text to lines.
#include "ops/halls/read.hpp"
#include "ops/halls/time_zone.hpp"
#include "simulation/scenario_script/script.hpp"

#include <fmt/format.h>

namespace atrium::simulation::script {
namespace {

using Words = std::vector<std::string>;
using namespace std::chrono_literals;

constexpr auto default_day =
    std::chrono::local_days{std::chrono::year{2026} / 11 / 23};  // A Monday.

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
    if (script_.lines.empty() && HallText::describes(words)) return describe(words);
    Line entry;
    entry.number = number;
    entry.text = line;
    if (auto timed = take_time(words, entry); !timed) return timed;
    auto deed =
        words == Words{"after", "restart"} ? Result<Deed>(Deed{Restart{}, {}, {}}) : deed_of(words);
    if (!deed) return tl::unexpected(deed.error());
    if (const auto* jump = std::get_if<Jump>(&deed->act)) last_ += jump->by;
    entry.deed = std::move(*deed);
    if (arrow != std::string::npos)
      entry.expected = clauses_of(std::string_view(line).substr(arrow + 2));
    script_.lines.push_back(std::move(entry));
    return {};
  }

  Result<void> describe(const Words& words) {
    if (auto taken = hall_.take(words); !taken) return taken;
    auto zone = halls::time_zone(hall_.zone());
    if (!zone) {
      return fail(FailureCode::invalid_input,
                  fmt::format("this machine knows no time zone \"{}\"", hall_.zone()));
    }
    zone_ = std::move(*zone);
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
    entry.at = instant_of(zone_, day_ + *time, last_);
    if (!entry.at) {
      return fail(FailureCode::invalid_input,
                  "no clock of that zone shows this time on that day: it is set forward over it");
    }
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
    script_.start = instant_of(zone_, default_day + 8h, {}).value_or(Instant{});
    if (!script_.lines.empty() && script_.lines.front().at) {
      script_.start = *script_.lines.front().at;
    }
    return {};
  }

  Script script_;
  HallText hall_;
  Zone zone_;
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
