// The hall's ways of calling: sections [[strategies]], and who uses which.
#include "ops/halls/toml/draft.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>

namespace atrium::halls {
namespace {

constexpr int strategies_max = 20;
constexpr int weight_max = 99;
constexpr int share_max = 99;
constexpr std::size_t classes = 10;  // Of priority, 0 to 9.

// Known to every hall; a section of the same name replaces it.
constexpr std::array<std::string_view, 4> built_in{"booked_first", "by_time", "ageing", "ratio"};

// The value that belongs to the word, or the first with a fault noted.
template <class Value, std::size_t count>
Value one_of(Section& section, std::string_view key,
             const std::array<std::pair<std::string_view, Value>, count>& words) {
  const auto text = section.optional_text(key, word_form);
  if (!text) return words.front().second;
  std::string all;
  for (const auto& [word, value] : words) {
    if (word == *text) return value;
    all += fmt::format("{}\"{}\"", all.empty() ? "" : ", ", word);
  }
  section.fault(key, fmt::format("\"{}\" cannot be \"{}\"", key, *text), "use one of " + all);
  return words.front().second;
}

bool read_share(std::string_view text, int& into) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), into);
  return error == std::errc{} && end == text.data() + text.size() && into >= 1 && into <= share_max;
}

void read_ratio(Section& section, Strategy& strategy) {
  const auto text = section.optional_text("ratio", word_form);
  if (!text) return;
  const auto colon = text->find(':');
  const bool sound = colon != std::string::npos &&
                     read_share(std::string_view(*text).substr(0, colon), strategy.higher) &&
                     read_share(std::string_view(*text).substr(colon + 1), strategy.lower);
  if (sound) return;
  section.fault("ratio", fmt::format("\"{}\" is no ratio", *text),
                fmt::format("write two numbers from 1 to {}, such as \"2:1\"", share_max));
}

Strategy read_strategy(Section& section) {
  using Orders = std::array<std::pair<std::string_view, Order>, 2>;
  using Weighings = std::array<std::pair<std::string_view, Weighing>, 3>;
  using Flags = std::array<std::pair<std::string_view, bool>, 2>;
  Strategy strategy;
  strategy.name = section.text("strategy", id_form);
  strategy.order =
      one_of(section, "order",
             Orders{{{"booked_first", Order::booked_first}, {"by_time", Order::by_time}}});
  strategy.weighing = one_of(section, "weighing",
                             Weighings{{{"strict", Weighing::strict},
                                        {"ageing", Weighing::ageing},
                                        {"ratio", Weighing::ratio}}});
  strategy.weights = section.integers("weights", {0, weight_max}, classes);
  strategy.booked_weight = section.integer("booked_weight", {0, weight_max}, 0);
  read_ratio(section, strategy);
  strategy.per_window = one_of(section, "alternates", Flags{{{"hall", false}, {"window", true}}});
  strategy.overtaken_max = section.integer("overtaken_max", {0, 9999}, strategy.overtaken_max);
  strategy.overtaken = std::chrono::seconds{section.integer("overtaken_s", {0, 86'400}, 1800)};
  strategy.own_first = one_of(section, "own", Flags{{{"first", true}, {"equal", false}}});
  section.refuse_unknown_keys();
  return strategy;
}

}  // namespace

void read_strategies(Section& file, Draft& draft) {
  std::set<std::string_view> left{built_in.begin(), built_in.end()};
  for (auto& section : file.children("strategies", {0, strategies_max})) {
    auto strategy = read_strategy(section);
    draft.strategies.declare(strategy.name, section.place("strategy"));
    left.erase(strategy.name);
    draft.hall.calling.strategies.push_back(std::move(strategy));
  }
  for (const auto name : left) draft.strategies.declare(std::string(name), {});
}

std::string read_strategy_name(Section& section, Draft& draft) {
  const auto name = section.optional_text("strategy", id_form);
  if (!name) return {};
  const auto by = fmt::format("\"strategy\" in {}", section.title());
  if (!draft.strategies.require({*name, section.place("strategy")}, by)) return {};
  return *name;
}

}  // namespace atrium::halls
