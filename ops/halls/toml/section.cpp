// Types, bounds and unknown keys of one table; no rule here knows what the table is about.
#include "ops/halls/toml/section.hpp"

#include "ops/halls/toml/known.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace atrium::halls {
namespace {

bool is_printable(std::string_view text) {
  return std::ranges::none_of(text, [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

bool is_shown(std::string_view text) {
  return is_printable(text) && text.find_first_not_of(' ') != std::string_view::npos;
}

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_id(std::string_view text) {
  return !text.empty() && is_lower(text.front()) && std::ranges::all_of(text, [](char c) {
    return is_lower(c) || is_digit(c) || c == '-' || c == '_';
  });
}

bool is_prefix(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool is_window_number(std::string_view text) {
  return !text.empty() && text.front() != '0' && std::ranges::all_of(text, is_digit);
}

// Characters as people count them. The text is valid UTF-8: toml++ has seen to it.
std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](unsigned char c) { return (c & 0xc0) != 0x80; }));
}

std::string_view type_word(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::table:
      return "a table";
    case toml::node_type::array:
      return "a list";
    case toml::node_type::string:
      return "a text";
    case toml::node_type::integer:
      return "a whole number";
    case toml::node_type::floating_point:
      return "a number with a fraction";
    case toml::node_type::boolean:
      return "true or false";
    default:
      return "a date or time";
  }
}

std::string quoted(std::string_view text) { return fmt::format("\"{}\"", text); }

Place place_of(const toml::source_region& source) {
  const auto& begin = source.begin;
  if (begin.line == 0) return {};
  return {static_cast<int>(begin.line), static_cast<int>(begin.column)};
}

}  // namespace

const Form name_form{is_shown, 40, "write 1 to 40 characters in one line", "\"办事大厅\""};
const Form sentence_form{is_shown, 120, "write 1 to 120 characters in one line", "\"请稍候\""};
const Form id_form{is_id, 32, "use 1 to 32 lower-case letters, digits, '-' and '_', a letter first",
                   "\"market_access\""};
const Form prefix_form{is_prefix, 3, "use 1 to 3 capital letters A to Z", "\"A\""};
const Form window_number_form{is_window_number, 3, "use a number from 1 to 999 in quotes", "\"3\""};
const Form word_form{is_shown, 60, "write one line of at most 60 characters", "\"08:30\""};

Section::Section(const toml::table& table, std::string title, Faults& faults)
    : table_(&table),
      title_(std::move(title)),
      place_(place_of(table.source())),
      faults_(&faults) {}

const toml::node* Section::find(std::string_view key) {
  known_.emplace(key);
  return table_->get(key);
}

Place Section::place(std::string_view key) const {
  const auto* node = table_->get(key);
  return node == nullptr ? place_ : place_of(node->source());
}

void Section::fault(std::string_view key, std::string what, std::string mend) {
  faults_->add(place(key), std::move(what), std::move(mend));
}

void Section::missing(std::string_view key, std::string_view example) {
  faults_->add(place_, fmt::format("{} has no {}", title_, quoted(key)),
               fmt::format("add a line: {} = {}", key, example));
}

bool Section::well_formed(const toml::node& node, std::string_view key, const Form& form) {
  const auto* value = node.as_string();
  const auto place = place_of(node.source());
  if (value == nullptr) {
    faults_->add(place, fmt::format("{} in {} is {}", quoted(key), title_, type_word(node)),
                 fmt::format("write a text in quotes, such as {}", form.example));
    return false;
  }
  const std::string& text = value->get();
  if (characters(text) > form.characters_max) {
    faults_->add(place,
                 fmt::format("{} in {} has {} characters", quoted(key), title_, characters(text)),
                 fmt::format("shorten it to at most {}", form.characters_max));
    return false;
  }
  if (!form.fits(text)) {
    const auto shown = form.secret          ? "what stands there"
                       : is_printable(text) ? quoted(text)
                                            : "a text with control characters";
    faults_->add(place, fmt::format("{} in {} cannot be {}", quoted(key), title_, shown),
                 std::string(form.words));
    return false;
  }
  return true;
}

std::string Section::text(std::string_view key, const Form& form) {
  if (const auto* node = find(key)) {
    return well_formed(*node, key, form) ? node->as_string()->get() : std::string{};
  }
  missing(key, form.example);
  return {};
}

std::optional<std::string> Section::optional_text(std::string_view key, const Form& form) {
  const auto* node = find(key);
  if (node == nullptr || !well_formed(*node, key, form)) return std::nullopt;
  return node->as_string()->get();
}

std::vector<Word> Section::words(std::string_view key, const Form& form) {
  std::vector<Word> found;
  const auto* node = find(key);
  if (node == nullptr) return found;
  const auto* list = node->as_array();
  if (list == nullptr) {
    fault(key, fmt::format("{} in {} is {}", quoted(key), title_, type_word(*node)),
          fmt::format("write a list, such as [{}]", form.example));
    return found;
  }
  for (const auto& entry : *list) {
    if (well_formed(entry, key, form)) {
      found.push_back({entry.as_string()->get(), place_of(entry.source())});
    }
  }
  return found;
}

std::vector<int> Section::integers(std::string_view key, Bounds each, std::size_t most) {
  std::vector<int> found;
  const auto* node = find(key);
  if (node == nullptr) return found;
  const auto mend = fmt::format("write a list of at most {} whole numbers from {} to {}", most,
                                each.min, each.max);
  const auto* list = node->as_array();
  if (list == nullptr || list->size() > most) {
    fault(key, fmt::format("{} in {} is no such list", quoted(key), title_), mend);
    return found;
  }
  for (const auto& entry : *list) {
    const auto* value = entry.as_integer();
    if (value == nullptr || value->get() < each.min || value->get() > each.max) {
      fault(key, fmt::format("{} in {} holds something else", quoted(key), title_), mend);
      return {};
    }
    found.push_back(static_cast<int>(value->get()));
  }
  return found;
}

std::optional<int> Section::integer(std::string_view key, Bounds bounds) {
  const auto* node = find(key);
  if (node == nullptr) {
    missing(key, std::to_string(bounds.min));
    return std::nullopt;
  }
  const auto range = fmt::format("a whole number from {} to {}", bounds.min, bounds.max);
  const auto* value = node->as_integer();
  if (value == nullptr) {
    fault(key, fmt::format("{} in {} is {}", quoted(key), title_, type_word(*node)),
          fmt::format("write {} without quotes", range));
    return std::nullopt;
  }
  if (value->get() < bounds.min || value->get() > bounds.max) {
    fault(key, fmt::format("{} in {} is {}", quoted(key), title_, value->get()), "use " + range);
    return std::nullopt;
  }
  return static_cast<int>(value->get());
}

int Section::integer(std::string_view key, Bounds bounds, int otherwise) {
  if (find(key) == nullptr) return otherwise;
  return integer(key, bounds).value_or(otherwise);
}

bool Section::flag(std::string_view key, bool otherwise) {
  const auto* node = find(key);
  if (node == nullptr) return otherwise;
  if (const auto* value = node->as_boolean()) return value->get();
  fault(key, fmt::format("{} is {}", quoted(key), type_word(*node)), "write true or false");
  return otherwise;
}

std::optional<Section> Section::child(std::string_view key) {
  const auto* node = find(key);
  if (node == nullptr) {
    faults_->add(place_, fmt::format("{} has no section [{}]", title_, key),
                 fmt::format("add the section [{}]", key));
    return std::nullopt;
  }
  if (const auto* table = node->as_table())
    return Section(*table, fmt::format("[{}]", key), *faults_);
  fault(key, fmt::format("{} is {}", quoted(key), type_word(*node)),
        fmt::format("write a section that begins with [{}]", key));
  return std::nullopt;
}

std::vector<Section> Section::children(std::string_view key, Bounds count) {
  std::vector<Section> found;
  const auto* node = find(key);
  const auto* list = node == nullptr ? nullptr : node->as_array();
  if (node != nullptr && (list == nullptr || !list->is_homogeneous(toml::node_type::table))) {
    fault(key, fmt::format("{} is {} and not sections", quoted(key), type_word(*node)),
          fmt::format("begin each with a line [[{}]]", key));
    return found;
  }
  const int size = list == nullptr ? 0 : static_cast<int>(list->size());
  if (size < count.min || size > count.max) {
    fault(key, fmt::format("{} has {} sections [[{}]]", title_, size, key),
          fmt::format("write {} to {} of them", count.min, count.max));
  }
  if (list == nullptr) return found;
  for (const auto& entry : *list) {
    found.emplace_back(*entry.as_table(), fmt::format("[[{}]]", key), *faults_);
  }
  return found;
}

void Section::refuse_unknown_keys() {
  for (const auto& [key, node] : *table_) {
    if (known_.contains(key.str())) continue;
    const auto near = nearest(key.str(), known_);
    faults_->add(place_of(key.source()), fmt::format("{} has no key {}", title_, quoted(key.str())),
                 near ? fmt::format("did you mean {}?", quoted(*near)) : "remove the line");
  }
}

}  // namespace atrium::halls
