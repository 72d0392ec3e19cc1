// The few lines that make a hall in a scenario, written out as the hall file that they stand for: a
// scenario's hall is read and checked like any other.
#include "simulation/scenario_script/script.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdlib>

namespace atrium::simulation::script {
namespace {

using Words = std::vector<std::string>;

constexpr std::string_view head = R"(hall = "scenario"
name = "情景"
name_en = "Scenario"
time_zone = "{}"
reset = "{}"
mode = "both"
carry_over = {}
[floor]
width = 20
depth = 10
[hours]
monday = ["08:30-17:30"]
tuesday = ["08:30-17:30"]
wednesday = ["08:30-17:30"]
thursday = ["08:30-17:30"]
friday = ["08:30-17:30"]
[calling]
calls_max = {}
undo_s = {}
transfer = "{}"
bound_min = {}
strategy = "{}"
no_show = "{}"
no_show_after = {}
[messages]
remind_ahead = {}
[appointments]
order = "booked_first"
due_before_s = 120
grace_min = 15
{}[ratings]
{}[tickets]
per_person = {}
[texts]
welcome = "欢迎"
pause = "暂停"
staff_away = "离开"
closed = "关闭"
[texts_en]
welcome = "Welcome"
pause = "Paused"
staff_away = "Away"
closed = "Closed"
[[classes]]
class = "general"
name = "综合"
[[zones]]
zone = "a"
name = "甲区"
[[ticket_machines]]
machine = "machine-1"
zone = "a"
x = 1
y = 1
)";

// "a, b and c": the words from `first` up to `until`.
Words list_of(const Words& words, std::size_t first, std::string_view until) {
  Words list;
  for (std::size_t i = first; i < words.size() && words[i] != until; ++i) {
    auto word = words[i];
    if (word.ends_with(',')) word.pop_back();
    if (!word.empty() && word != "and") list.push_back(std::move(word));
  }
  return list;
}

std::string quoted(const Words& words) {
  return words.empty() ? "[]" : fmt::format("[\"{}\"]", fmt::join(words, "\", \""));
}

// The word after `name`, or what it was.
void take_value(const Words& words, std::string_view name, std::string& value) {
  const auto place = std::ranges::find(words, name);
  if (place == words.end() || place + 1 == words.end()) return;
  value = *(place + 1);
  if (value.ends_with(',')) value.pop_back();
}

}  // namespace

bool HallText::describes(const Words& words) {
  static const Words names{"hall",   "series", "service", "strategy",
                           "window", "slots",  "booking", "rating"};
  return !words.empty() && std::ranges::find(names, words.front()) != names.end();
}

Result<void> HallText::take(const Words& words) {
  if (words.size() < 2)
    return fail(FailureCode::invalid_input, "\"" + words.front() + "\" of what?");
  if (words[0] == "slots") {
    const auto slots = slots_toml(words);
    if (!slots) return tl::unexpected(slots.error());
    bookings_ += *slots;
  } else if (words[0] == "booking") {  // booking late_min 15: rules stand before slots.
    bookings_ += fmt::format("{} = {}\n", words[1], words.back());
  } else if (words[0] == "rating") {
    ratings_ += fmt::format("{} = {}\n", words[1], words.back());
  } else if (words[0] == "hall") {
    take_value(words, "zone", zone_);
    take_value(words, "calls", calls_);
    take_value(words, "reset", reset_);
    take_value(words, "undo", undo_s_);
    take_value(words, "transfer", transfer_);
    take_value(words, "bound", bound_min_);
    take_value(words, "strategy", strategy_);
    take_value(words, "no-show", no_show_);
    take_value(words, "after", no_show_after_);
    take_value(words, "remind", remind_);
    take_value(words, "per_person", per_person_);
    const auto flag = [&](const std::string& name) {
      return std::ranges::find(words, name) != words.end();
    };
    carries_over_ = carries_over_ || flag("carry-over");
  } else if (words[0] == "strategy") {
    return take_strategy(words);
  } else if (words[0] == "series") {
    Series series{words[1]};
    take_value(words, "from", series.start);
    series.limit = std::to_string(1000 - std::atoi(series.start.c_str()));
    take_value(words, "limit", series.limit);
    series_.push_back(std::move(series));
  } else if (words[0] == "service") {
    const bool closed = words.size() == 5 && words[4] == "closed";
    if ((words.size() != 4 && !closed) || words[2] != "in") {
      return fail(FailureCode::invalid_input, "write: service NAME in SERIES [closed]");
    }
    services_.push_back({words[1], words[3], !closed});
  } else {
    if (words.size() < 4 || words[2] != "serves") {
      return fail(
          FailureCode::invalid_input,
          "write: window N serves SERVICE, SERVICE [prefers SERVICE] [under DISPLAY] [disabled]");
    }
    Window window{words[1], {}, {}, "display-" + words[1], words.back() != "disabled"};
    take_value(words, "under", window.display);
    const auto last = words.end() - (window.enabled ? 0 : 1);
    const Words lists(words.begin(), std::find(words.begin(), last, "under"));
    const auto prefers = std::ranges::find(lists, "prefers") - lists.begin();
    window.serves = list_of(lists, 3, "prefers");
    window.prefers = list_of(lists, static_cast<std::size_t>(prefers) + 1, "");
    windows_.push_back(std::move(window));
  }
  return {};
}

// strategy NAME KEY VALUE KEY VALUE …, with the keys of a hall file; a list is written 0,2,5.
Result<void> HallText::take_strategy(const Words& words) {
  strategies_ += fmt::format("[[strategies]]\nstrategy = \"{}\"\n", words[1]);
  for (std::size_t i = 2; i + 1 < words.size(); i += 2) {
    const auto& value = words[i + 1];
    const bool number = value.find_first_not_of("0123456789") == std::string::npos;
    const bool list = words[i] == "weights";
    strategies_ +=
        list ? fmt::format("{} = [{}]\n", words[i], value)
             : fmt::format(fmt::runtime(number ? "{} = {}\n" : "{} = \"{}\"\n"), words[i], value);
  }
  if (words.size() % 2 == 0) return {};
  return fail(FailureCode::invalid_input, "write: strategy NAME KEY VALUE KEY VALUE");
}

std::string HallText::toml() const {
  auto services = services_;
  auto windows = windows_;
  auto series = series_;
  if (services.empty()) services = {{"passport", "A"}, {"tax", "B"}};
  if (windows.empty()) {
    Words all;
    for (const auto& service : services) all.push_back(service.id);
    windows = {
        {"1", all, {}, "display-1"}, {"2", all, {}, "display-2"}, {"3", all, {}, "display-3"}};
  }
  for (const auto& service : services) {
    if (std::ranges::find(series, service.series, &Series::prefix) == series.end()) {
      series.push_back({service.series});
    }
  }
  auto text = fmt::format(fmt::runtime(head), zone_, reset_, carries_over_, calls_, undo_s_,
                          transfer_, bound_min_, strategy_, no_show_, no_show_after_, remind_,
                          bookings_, ratings_, per_person_) +
              strategies_;
  for (const auto& one : series) {
    text += fmt::format("[[series]]\nprefix = \"{}\"\ndigits = 3\nstart = {}\ndaily_limit = {}\n",
                        one.prefix, one.start, one.limit);
  }
  for (const auto& one : services) {
    text += fmt::format(
        "[[services]]\nservice = \"{}\"\nname = \"{}\"\nseries = \"{}\"\nclass = "
        "\"general\"\nminutes = 5\noffered = {}\n",
        one.id, one.id, one.series, one.offered);
  }
  int x = 1;
  for (const auto& one : windows) {
    text += fmt::format(
        "[[windows]]\nwindow = \"{0}\"\nname = \"{0}\"\nzone = \"a\"\nx = {1}\ny = 2\n"
        "class = \"general\"\nserves = {2}\nprefers = {3}\ndisplays = [\"{4}\"]\n"
        "evaluator = \"evaluator-{0}\"\nenabled = {5}\n",
        one.number, ++x, quoted(one.serves), quoted(one.prefers), one.display, one.enabled);
  }
  return text;
}

}  // namespace atrium::simulation::script
