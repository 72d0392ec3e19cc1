// Reading a crowd's TOML file: every key is known and within its bounds, or there is a fault at its
// line.
#include "simulation/model/profile.hpp"

#include "simulation/built_in.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <optional>
#include <set>
#include <sstream>

namespace atrium::simulation {
namespace {

struct Bounds {
  double min = 0;
  double max = 0;
};

constexpr Bounds share{0, 1};
constexpr Bounds seconds{1, 36'000};
constexpr Bounds minutes{0, 24 * 60};
constexpr Bounds variation{0, 3};

std::optional<std::chrono::minutes> time_of_day(std::string_view text) {
  int hours = 0;
  int past = 0;
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const auto* const begin = text.data();
  if (std::from_chars(begin, begin + 2, hours).ptr != begin + 2) return std::nullopt;
  if (std::from_chars(begin + 3, begin + 5, past).ptr != begin + 5) return std::nullopt;
  if (hours < 0 || hours > 24 || past < 0 || past > 59 || hours * 60 + past > 24 * 60)
    return std::nullopt;
  return std::chrono::minutes{hours * 60 + past};
}

class Table {
 public:
  Table(const toml::table& table, std::string path, std::vector<std::string>& faults)
      : table_(table), path_(std::move(path)), faults_(faults) {}

  void read(std::string_view key, double& value, Bounds bounds) {
    const auto* node = find(key);
    if (node == nullptr) return;
    const auto number = node->value<double>();
    if (!number || !(*number >= bounds.min && *number <= bounds.max)) {
      return fault(*node, key,
                   fmt::format("must be a number from {} to {}", bounds.min, bounds.max));
    }
    value = *number;
  }

  void read(std::string_view key, int& value, Bounds bounds) {
    double number = value;
    read(key, number, bounds);
    value = static_cast<int>(number);
  }

  void read(std::string_view key, std::string& value) {
    const auto* node = find(key);
    if (node == nullptr) return;
    const auto* text = node->as_string();
    if (text == nullptr || text->get().empty() || text->get().size() > 60) {
      return fault(*node, key, "must be a text of 1 to 60 bytes");
    }
    value = text->get();
  }

  void read(std::string_view key, std::chrono::minutes& value) {
    const auto* node = find(key);
    if (node == nullptr) return;
    const auto* text = node->as_string();
    const auto time = text == nullptr ? std::nullopt : time_of_day(text->get());
    if (!time) return fault(*node, key, "must be a time of day like \"11:30\"");
    value = *time;
  }

  void read(std::string_view key, std::array<double, 5>& values) {
    const auto* node = find(key);
    if (node == nullptr) return;
    const auto* list = node->as_array();
    double sum = 0;
    bool right = list != nullptr && list->size() == values.size();
    for (std::size_t i = 0; right && i < values.size(); ++i) {
      const auto number = (*list)[i].value<double>();
      right = number && *number >= 0;
      if (right) sum += values[i] = *number;
    }
    if (!right || sum <= 0) {
      fault(*node, key, "must be five shares, of level 1 to 5, not negative and not all 0");
    }
  }

  // Each of [day]'s keys is a time, each value a factor.
  void read(std::vector<Slope>& day) {
    for (const auto& [key, node] : table_) {
      const auto from = time_of_day(key.str());
      const auto factor = node.value<double>();
      if (!from) {
        fault(node, key.str(), "must be a time of day like \"09:30\"");
      } else if (!factor || !(*factor >= 0 && *factor <= 100)) {
        fault(node, key.str(), "must be a factor from 0 to 100");
      } else {
        day.push_back({*from, *factor});
      }
      known_.emplace(key.str());
    }
    std::ranges::sort(day, {}, &Slope::from);
  }

  std::optional<Table> child(std::string_view key) {
    const auto* node = find(key);
    if (node == nullptr) return std::nullopt;
    if (const auto* table = node->as_table())
      return Table(*table, path_ + std::string(key) + ".", faults_);
    fault(*node, key, "must be a table");
    return std::nullopt;
  }

  [[nodiscard]] std::vector<std::string> keys() const {
    std::vector<std::string> all;
    for (const auto& [key, node] : table_) all.emplace_back(key.str());
    return all;
  }

  // Last: every key asked for until then is known.
  void refuse_the_rest() {
    for (const auto& [key, node] : table_) {
      if (!known_.contains(key.str()))
        fault(node, key.str(), "is not known here; remove it or mend its name");
    }
  }

 private:
  const toml::node* find(std::string_view key) {
    known_.emplace(key);
    return table_.get(key);
  }

  void fault(const toml::node& at, std::string_view key, const std::string& what) {
    faults_.push_back(fmt::format("line {}: {}{} {}", at.source().begin.line, path_, key, what));
  }

  const toml::table& table_;
  std::string path_;
  std::vector<std::string>& faults_;
  std::set<std::string, std::less<>> known_;
};

void read_visits(Table table, Visits& visits) {
  table.read("weight", visits.weight, {0, 1000});
  table.read("service_s", visits.service_s, seconds);
  table.read("service_variation", visits.service_variation, variation);
  table.refuse_the_rest();
}

void read_visitors(Table table, Visitors& visitors) {
  table.read("per_window_hour", visitors.per_window_hour, {0, 1000});
  table.read("walking_s", visitors.walking_s, seconds);
  table.read("no_show", visitors.no_show, share);
  table.read("inattentive", visitors.inattentive, share);
  table.read("patience_min", visitors.patience_min, {0.1, 24 * 60});
  table.read("rates", visitors.rates, share);
  table.read("levels", visitors.levels);
  table.read("last_ticket_min", visitors.last_ticket_min, minutes);
  table.refuse_the_rest();
}

void read_staff(Table table, Staff& staff) {
  table.read("opens_scatter_s", staff.opens_scatter_s, {0, 3600});
  table.read("reaction_s", staff.reaction_s, {0.1, 3600});
  table.read("recall_after_s", staff.recall_after_s, seconds);
  table.read("break_every_min", staff.break_every_min, minutes);
  table.read("break_min", staff.break_min, minutes);
  table.read("lunch_from", staff.lunch_from);
  table.read("lunch_to", staff.lunch_to);
  table.read("lunch_min", staff.lunch_min, minutes);
  table.read("overtime_min", staff.overtime_min, minutes);
  table.read("break_reason", staff.break_reason);
  table.read("lunch_reason", staff.lunch_reason);
  table.refuse_the_rest();
}

// [classes.<class>] and [services.<service>] begin as the defaults and change some.
void read_several(std::optional<Table> table, const Visits& any,
                  std::map<std::string, Visits>& several) {
  if (!table) return;
  for (const auto& key : table->keys()) {
    auto& visits = several.try_emplace(key, any).first->second;
    if (auto child = table->child(key)) read_visits(std::move(*child), visits);
  }
}

Profile read_profile(const toml::table& file, std::vector<std::string>& faults) {
  Profile profile;
  Table top(file, "", faults);
  top.read("name", profile.name);
  if (auto table = top.child("visitors")) read_visitors(std::move(*table), profile.visitors);
  if (auto table = top.child("staff")) read_staff(std::move(*table), profile.staff);
  if (auto table = top.child("day")) table->read(profile.day);
  if (auto table = top.child("visits")) read_visits(std::move(*table), profile.any);
  read_several(top.child("classes"), profile.any, profile.by_class);
  read_several(top.child("services"), profile.any, profile.by_service);
  top.refuse_the_rest();
  if (profile.name.empty()) faults.emplace_back("line 1: name is missing; add name = \"weekday\"");
  if (profile.staff.lunch_to < profile.staff.lunch_from) {
    faults.emplace_back("line 1: staff.lunch_to is before staff.lunch_from");
  }
  return profile;
}

}  // namespace

const Visits& Profile::of(const halls::Service& service) const {
  if (const auto found = by_service.find(service.id.value); found != by_service.end())
    return found->second;
  if (const auto found = by_class.find(service.window_class.value); found != by_class.end())
    return found->second;
  return any;
}

double Profile::factor(std::chrono::minutes local) const {
  double factor = 1;
  for (const auto& slope : day) {
    if (slope.from > local) break;
    factor = slope.factor;
  }
  return factor;
}

Result<Profile> parse_profile(std::string_view toml) {
  std::vector<std::string> faults;
  try {
    auto profile = read_profile(toml::parse(toml), faults);
    if (faults.empty()) return profile;
  } catch (const toml::parse_error& error) {
    faults.push_back(fmt::format("line {}: this is not TOML: {}", error.source().begin.line,
                                 error.description()));
  }
  return fail(FailureCode::invalid_input, fmt::format("{}", fmt::join(faults, "\n")));
}

Result<Profile> load_profile(const std::string& name_or_path) {
  for (const auto& [name, text] : built_in_scenarios()) {
    if (name == name_or_path) return parse_profile(text);
  }
  std::ifstream file(name_or_path, std::ios::binary);
  if (!file) {
    return fail(FailureCode::invalid_input,
                fmt::format("{}: neither a built-in scenario ({}) nor a file that can be read",
                            name_or_path, fmt::join(built_in_profiles(), ", ")));
  }
  std::ostringstream text;
  text << file.rdbuf();
  auto profile = parse_profile(text.str());
  if (!profile) profile.error().what = name_or_path + ": " + profile.error().what;
  return profile;
}

std::vector<std::string> built_in_profiles() {
  std::vector<std::string> names;
  for (const auto& [name, text] : built_in_scenarios()) names.emplace_back(name);
  return names;
}

}  // namespace atrium::simulation
