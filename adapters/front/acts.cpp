// The actions at a window, and the fingerprint of an act (acts.hpp).
#include "adapters/front/acts.hpp"

#include <algorithm>

namespace atrium::front {
namespace {

namespace describe = boost::describe;

// FNV-1a, 64 bits: stored beside command ids for ever, hence no std::hash.
class Hasher {
 public:
  void add(std::string_view text) {
    for (const char c : text) mix(static_cast<unsigned char>(c));
    mix(0);
  }
  [[nodiscard]] std::uint64_t value() const { return hash_; }

 private:
  void mix(unsigned char byte) {
    hash_ ^= byte;
    hash_ *= 0x100000001b3ULL;
  }
  std::uint64_t hash_ = 0xcbf29ce484222325ULL;
};

// Values as text; an empty one is as if the field did not exist, so that a field added later
// changes no fingerprint.
std::string text_of(const std::string& text) { return text; }
std::string text_of(int number) { return number == 0 ? "" : std::to_string(number); }
std::string text_of(bool flag) { return flag ? "1" : ""; }
std::string text_of(const std::optional<bool>& flag) { return !flag ? "" : *flag ? "yes" : "no"; }
std::string text_of(const std::optional<std::string>& text) { return text.value_or(""); }
std::string text_of(const std::optional<HolderFields>& holder) { return holder ? "given" : ""; }

template <class T>
std::string text_of(const std::vector<T>& list) {
  std::string out;
  for (const auto& entry : list) out += text_of(entry) + '\x1f';
  return out;
}

// Every field with its name, whatever its value.
std::string text_of(const std::optional<StrategyFields>& value) {
  if (!value) return "";
  std::string out;
  boost::mp11::mp_for_each<describe::describe_members<StrategyFields, describe::mod_public>>(
      [&](auto member) { out += member.name + text_of((*value).*member.pointer) + '\x1e'; });
  return out;
}

template <class A>
void add_fields(Hasher& hasher, const A& act) {
  boost::mp11::mp_for_each<describe::describe_members<A, describe::mod_public>>([&](auto member) {
    const auto text = text_of(act.*member.pointer);
    if (text.empty()) return;
    hasher.add(member.name);
    hasher.add(text);
  });
}

}  // namespace

const std::vector<WindowAction>& window_actions() {
  static const std::vector<WindowAction> actions{
      {.name = "open", .staff = Takes::may},
      {.name = "close"},
      {.name = "pause", .reason = Takes::may},
      {.name = "resume"},
      {.name = "call-next"},
      {.name = "recall"},
      {.name = "call", .reason = Takes::may, .number = Takes::must},
      {.name = "start"},
      {.name = "finish"},
      {.name = "no-show"},
      {.name = "void", .reason = Takes::may, .number = Takes::may},
      {.name = "park"},
      {.name = "unpark", .number = Takes::must},
      {.name = "transfer", .target = Takes::must},
      {.name = "undo"},
      {.name = "plan", .services = Takes::may},
  };
  return actions;
}

const WindowAction* find_window_action(std::string_view name) {
  const auto& actions = window_actions();
  const auto found = std::ranges::find(actions, name, &WindowAction::name);
  return found == actions.end() ? nullptr : &*found;
}

Urgency urgency_of(const Act& act) {
  const bool report =
      std::holds_alternative<ReportDisplay>(act) || std::holds_alternative<ReportEvaluator>(act) ||
      std::holds_alternative<ReportMachine>(act) || std::holds_alternative<ReportSpeaker>(act);
  return report ? Urgency::report : Urgency::act;
}

std::size_t allowed(std::size_t in_flight_max, Urgency urgency) {
  switch (urgency) {
    case Urgency::question:
      return std::max<std::size_t>(1, in_flight_max / 4);
    case Urgency::report:
      return std::max<std::size_t>(1, in_flight_max / 2);
    case Urgency::act:
      break;
  }
  return in_flight_max;
}

std::uint64_t fingerprint(std::string_view hall, const Act& act) {
  Hasher hasher;
  hasher.add(hall);
  hasher.add(std::to_string(act.index()));
  std::visit([&](const auto& one) { add_fields(hasher, one); }, act);
  return hasher.value();
}

}  // namespace atrium::front
