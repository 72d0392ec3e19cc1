// Acts by their first word.
#include "simulation/scenario_script/script.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>

namespace atrium::simulation::script {
namespace {

using Words = std::vector<std::string>;

constexpr std::string_view known =
    "issue [NUMBER for] SERVICE[, SERVICE …] [priority N] [phone P] [virtual] [bound to "
    "window|staff X]; check in [NUMBER "
    "for] SERVICE in SECONDS; strategy NAME [at window N]; plan SERVICE[, …] at window N; "
    "open|close|pause|resume window N; call next at window N; "
    "call NUMBER to window N; recall|start|finish|no-show|park|undo at window N; void [NUMBER] at "
    "window N; "
    "unpark NUMBER at window N; transfer at window N to window|staff|service X; rate NUMBER LEVEL "
    "[by "
    "STAFF | captured N SECONDS ago]; follow up NUMBER STEP [yes|no] by STAFF; time out at window "
    "N; "
    "set aside NUMBER; "
    "release NUMBER; "
    "open|close hall; "
    "mode voiced|silent|both; lease N of SERVICE to MACHINE [for M minutes]; take in NUMBER of "
    "LEASE as POSITION for SERVICE [at HH:MM] [priority N]; end lease LEASE; clock back|forward N "
    "minutes; check; again; restart; book NAME for SERVICE on DAY at TIME; "
    "move NAME on DAY at TIME; cancel NAME; check in NAME; settle NAME as OUTCOME";

Result<Deed> no_deed(const Words& words) {
  return fail(FailureCode::invalid_input,
              fmt::format("\"{}\" is no act; known are: {}", fmt::join(words, " "), known));
}

// Takes "… WORD VALUE" off the end.
std::optional<std::string> take_tail(Words& words, std::string_view word) {
  if (words.size() < 2 || words[words.size() - 2] != word) return std::nullopt;
  auto value = words.back();
  words.resize(words.size() - 2);
  return value;
}

// Takes "… at window N" (or another word than "at") off the end.
std::optional<std::string> take_window(Words& words, std::string_view before) {
  if (words.size() < 3 || words[words.size() - 2] != "window" ||
      words[words.size() - 3] != before) {
    return std::nullopt;
  }
  auto value = words.back();
  words.resize(words.size() - 3);
  return value;
}

Deed at_window(front::WindowAct act) {
  Deed deed;
  deed.window = act.window;
  deed.act = front::Act{std::move(act)};
  return deed;
}

// "passport, tax": the words from `first` on.
Words listed(const Words& words, std::size_t first) {
  Words list;
  for (std::size_t i = first; i < words.size(); ++i) {
    auto word = words[i];
    if (word.ends_with(',')) word.pop_back();
    list.push_back(std::move(word));
  }
  return list;
}

Result<Deed> issue(Words words) {
  front::TakeTicket act;
  act.channel = "ticket_machine";
  act.machine = "machine-1";
  if (words.size() > 4 && words[words.size() - 4] == "bound" && words[words.size() - 3] == "to") {
    act.to_window = take_tail(words, "window").value_or("");
    act.to_staff = take_tail(words, "staff").value_or("");
    if (act.to_window.empty() == act.to_staff.empty()) return no_deed(words);
    words.resize(words.size() - 2);
  }
  if (words.back() == "virtual") {
    act.channel = "virtual";
    act.machine.reset();
    words.pop_back();
  }
  if (const auto phone = take_tail(words, "phone")) {
    act.holder = front::HolderFields{"phone", "", "", *phone};
  }
  if (const auto priority = take_tail(words, "priority")) {
    const auto value = integer(*priority);
    if (!value) return no_deed(words);
    act.priority = *value;
    act.released = true;  // Staff are beside the machine of a script.
  }
  Deed deed;
  const bool numbered = words.size() >= 4 && words[2] == "for";
  if (numbered) deed.number = words[1];
  act.next = listed(words, numbered ? 3 : 1);
  if (act.next.empty()) return no_deed(words);
  act.service = act.next.front();
  act.next.erase(act.next.begin());
  deed.act = front::Act{std::move(act)};
  return deed;
}

// check in [NUMBER for] SERVICE in SECONDS
Result<Deed> check_in(Words words) {
  const Words all = words;
  const auto in = take_tail(words, "in");
  const auto seconds = in ? integer(*in) : std::nullopt;
  if (!seconds || words.size() < 3) return no_deed(all);
  Deed deed{CheckIn{words.back(), std::chrono::seconds{*seconds}}, {}, {}};
  if (words.size() == 5 && words[3] == "for") {
    deed.number = words[2];
  } else if (words.size() != 3) {
    return no_deed(all);
  }
  return deed;
}

// strategy NAME [at window N]; the name "definition" gives back what the hall's definition says.
Result<Deed> set_strategy(Words words) {
  const Words all = words;
  front::SetStrategy act;
  if (const auto window = take_window(words, "at")) act.windows = {*window};
  if (words.size() != 2) return no_deed(all);
  if (words[1] != "definition") act.strategy = words[1];
  return Deed{front::Act{std::move(act)}, {}, {}};
}

// open|close|pause|resume window N [as STAFF | for "reason"]
Result<Deed> turn_window(Words words) {
  const Words all = words;
  front::WindowAct act;
  if (const auto staff = take_tail(words, "as")) act.staff = *staff;
  if (const auto reason = take_tail(words, "for")) act.reason = *reason;
  if (words.size() != 3 || words[1] != "window") return no_deed(all);
  act.action = words[0];
  act.window = words[2];
  if (act.action == "open" && act.staff.empty()) act.staff = "clerk" + act.window;
  return at_window(std::move(act));
}

Result<Deed> call(Words words) {
  const Words all = words;
  const auto reason = take_tail(words, "for");
  if (const auto window = take_window(words, "at"); window && words == Words{"call", "next"}) {
    return at_window({.window = *window,
                      .action = "call-next",
                      .staff = {},
                      .reason = {},
                      .number = {},
                      .to_window = {},
                      .to_service = {}});
  }
  const auto window = take_window(words, "to");
  if (!window || words.size() != 2) return no_deed(all);
  return Deed{CallOf{*window, words[1], reason.value_or("asked for")}, *window, {}};
}

Result<Deed> transfer(Words words) {
  const Words all = words;
  front::WindowAct act;
  act.action = "transfer";
  if (words.size() == 7 && words[4] == "to" && words[5] == "window") act.to_window = words[6];
  if (words.size() == 7 && words[4] == "to" && words[5] == "staff") act.to_staff = words[6];
  if (words.size() == 7 && words[4] == "to" && words[5] == "service") act.to_service = words[6];
  words.resize(std::min<std::size_t>(words.size(), 4));
  const auto window = take_window(words, "at");
  if (!window || (act.to_window + act.to_staff + act.to_service).empty()) return no_deed(all);
  act.window = *window;
  return at_window(std::move(act));
}

// ACTION [NUMBER] at window N
Result<Deed> act_at_window(Words words) {
  const Words all = words;
  front::WindowAct act;
  if (const auto reason = take_tail(words, "for")) act.reason = *reason;
  const auto window = take_window(words, "at");
  if (!window || words.empty() || words.size() > 2) return no_deed(all);
  act.window = *window;
  act.action = words[0];
  if (words.size() == 2) act.number = words[1];
  const auto* action = front::find_window_action(act.action);
  const bool takes_number = action != nullptr && action->number != front::Takes::no;
  if (action == nullptr || (words.size() == 2 && !takes_number)) return no_deed(all);
  return at_window(std::move(act));
}

// plan SERVICE, SERVICE|nothing at window N
Result<Deed> plan(Words words) {
  const Words all = words;
  const auto window = take_window(words, "at");
  if (!window || words.size() < 2) return no_deed(all);
  front::WindowAct act;
  act.window = *window;
  act.action = "plan";
  act.services = listed(words, 1);
  if (act.services == Words{"nothing"}) act.services.clear();
  return at_window(std::move(act));
}

}  // namespace

Result<Deed> deed_of(const Words& words) {
  if (words.empty()) return no_deed(words);
  const auto& first = words.front();
  if (const auto booking = booking_deed(words)) return *booking;
  if (const auto rating = rating_deed(words)) return *rating;
  if (const auto leasing = lease_deed(words)) return *leasing;
  if (const auto jump = clock_deed(words)) return *jump;
  if (first == "issue") return issue(words);
  if (first == "call") return call(words);
  if (first == "transfer") return transfer(words);
  if (first == "plan") return plan(words);
  if (first == "set" && words.size() == 3 && words[1] == "aside")
    return Deed{SetAside{words[2], "a rule broke"}, {}, {}};
  if (first == "release" && words.size() == 2)
    return Deed{front::Act{front::ReleaseTicket{words[1]}}, {}, {}};
  if (first == "check" && words.size() > 2 && words[1] == "in") return check_in(words);
  if (first == "strategy") return set_strategy(words);
  if (words == Words{"check"}) return Deed{Check{}, {}, {}};
  if (words == Words{"again"}) return Deed{Again{}, {}, {}};
  if (words == Words{"restart"}) return Deed{Restart{}, {}, {}};
  if (words == Words{"open", "hall"}) return Deed{front::Act{front::OpenHall{}}, {}, {}};
  if (words == Words{"close", "hall"}) return Deed{front::Act{front::CloseHall{}}, {}, {}};
  if (first == "mode" && words.size() == 2)
    return Deed{front::Act{front::SetMode{words[1]}}, {}, {}};
  if (first == "open" || first == "close" || first == "pause" || first == "resume")
    return turn_window(words);
  return act_at_window(words);
}

}  // namespace atrium::simulation::script
