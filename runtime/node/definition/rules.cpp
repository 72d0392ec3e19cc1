// See rules.hpp.
#include "runtime/node/definition/rules.hpp"

#include "ops/halls/difference.hpp"
#include "persistence/codec/json.hpp"
#include "runtime/node/configuration.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace atrium::node {
namespace {

namespace json = boost::json;

template <class Configuration>
std::string text_of(const Configuration& configuration) {
  std::string text;
  persistence::write_json(text, configuration);
  return text;
}

// Without its version, which stands for all the rest.
json::object parsed(std::string_view text) {
  auto rules = json::parse(text).as_object();
  rules.erase("version");
  return rules;
}

std::string text_or_nothing(const json::value& value) {
  return value.is_null() ? std::string() : json::serialize(value);
}

}  // namespace

json::object rules_of(const RulesInForce& told) {
  json::object rules;
  if (!told.lines.empty()) rules = parsed(told.lines);
  if (!told.bookings.empty()) rules["appointments"] = parsed(told.bookings);
  return rules;
}

json::object rules_of(const halls::Definition& definition) {
  const auto lines = text_of(configure_waiting_room(definition).configuration);
  const auto bookings = text_of(configure_appointment_book(definition).configuration);
  return rules_of(RulesInForce{lines, bookings});
}

void record_changes(const RulesInForce& before, const halls::Definition& after,
                    hall::Configure& into) {
  if (before.lines.empty() || before.bookings.empty()) return;  // It had no rules: all are new.
  const auto found = halls::differences(rules_of(before), rules_of(after));
  const auto listed = std::min(found.size(), changes_recorded);
  for (std::size_t i = 0; i < listed; ++i) {
    into.changes.push_back(
        {found[i].at, text_or_nothing(found[i].before), text_or_nothing(found[i].after)});
  }
  into.more = static_cast<int>(found.size() - listed);
}

}  // namespace atrium::node
