// Lists whose entries have a name are compared by it, other lists as a whole.
#include "ops/halls/difference.hpp"

#include <algorithm>
#include <string_view>

namespace atrium::halls {
namespace {

namespace json = boost::json;

// An entry's name is its first member: {"window":"5",…}.
std::string name_of(const json::value& entry) {
  const auto* object = entry.if_object();
  if (object == nullptr || object->empty()) return {};
  const auto* name = object->begin()->value().if_string();
  return name == nullptr ? std::string() : std::string(name->data(), name->size());
}

bool is_named_list(const json::value& value) {
  const auto* list = value.if_array();
  return list != nullptr && std::ranges::all_of(*list, [](const json::value& entry) {
           return !name_of(entry).empty();
         });
}

const json::value* find(const json::value& in, const std::string& name) {
  if (const auto* object = in.if_object()) return object->if_contains(name);
  const auto& list = in.get_array();
  const auto found = std::ranges::find(list, name, name_of);
  return found == list.end() ? nullptr : &*found;
}

std::vector<std::string> names_in(const json::value& value) {
  std::vector<std::string> names;
  if (const auto* object = value.if_object()) {
    for (const auto& member : *object) names.emplace_back(member.key());
  } else {
    for (const auto& entry : value.get_array()) names.push_back(name_of(entry));
  }
  return names;
}

void compare(const std::string& at, const json::value& before, const json::value& after,
             std::vector<Difference>& found) {
  if (before == after) return;
  const bool alike =
      (before.is_object() && after.is_object()) || (is_named_list(before) && is_named_list(after));
  if (!alike) return found.push_back({at, before, after});
  const auto below = [&](const std::string& name) { return at.empty() ? name : at + "/" + name; };
  for (const auto& name : names_in(before)) {
    const auto* next = find(after, name);
    compare(below(name), *find(before, name), next == nullptr ? json::value() : *next, found);
  }
  for (const auto& name : names_in(after)) {
    if (find(before, name) == nullptr) found.push_back({below(name), nullptr, *find(after, name)});
  }
}

}  // namespace

std::vector<Difference> differences(const json::value& before, const json::value& after) {
  std::vector<Difference> found;
  compare("", before, after, found);
  return found;
}

std::string to_text(const Difference& difference) {
  if (difference.before.is_null()) return difference.at + ": new";
  if (difference.after.is_null()) return difference.at + ": taken out";
  return difference.at + ": " + json::serialize(difference.before) + " → " +
         json::serialize(difference.after);
}

}  // namespace atrium::halls
