// The clauses that may stand behind "->".
#include "simulation/json_fields.hpp"
#include "simulation/scenario_script/stage.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

namespace atrium::simulation::script {
namespace {

using Words = std::vector<std::string>;
using boost::json::object;

constexpr std::array statuses{"waiting", "called",  "serving", "parked",
                              "done",    "no_show", "void",    "unserved"};
constexpr std::array states{"closed", "idle", "called", "serving", "paused"};

template <std::size_t N>
bool is_one_of(const std::array<const char*, N>& names, std::string_view word) {
  return std::ranges::find(names, word) != names.end();
}

// A status is "void" in words; JSON may show the enumerator's own name.
std::string status_of(const object& ticket) {
  auto status = text_at(ticket, "status");
  if (status == "void_") status.pop_back();
  return status;
}

std::string shown(const object& of, std::initializer_list<std::string_view> fields) {
  std::string text;
  for (const auto field : fields) {
    const auto* value = value_at(of, field);
    if (value == nullptr || value->is_null()) continue;
    if (!text.empty()) text += ", ";
    text += std::string(field) + " " +
            (value->is_string() ? text_at(of, field) : boost::json::serialize(*value));
  }
  return text;
}

Finding found(bool holds, std::string what) { return {holds, std::move(what)}; }

// "3 calls", "window 2", "2 ahead", "priority 1", "service tax", "bound 2", "bound clerk02",
// "bound nobody", "set aside", "reminded 1": one property of a ticket.
std::optional<Finding> ticket_property(Stage& stage, const object& ticket, const Words& words) {
  if (words.size() != 2) return std::nullopt;
  const auto all = shown(ticket, {"number", "status", "calls", "window", "ahead", "priority",
                                  "service", "bound", "bound_staff"});
  for (const auto* name : {"calls", "ahead"}) {
    if (words[1] != name && words[1] + "s" != name) continue;
    return found(std::to_string(number_at(ticket, name, -1)) == words[0], all);
  }
  if (words[0] == "next") {
    const auto* next = array_at(ticket, "next");
    std::string left;
    for (const auto& one : next == nullptr ? boost::json::array{} : *next) {
      left += (left.empty() ? "" : "+") + std::string(one.get_string());
    }
    return found((left.empty() ? "nothing" : left) == words[1], "next " + left);
  }
  if (words[0] == "reminded") {
    const auto times = std::to_string(reminders_of(stage, text_at(ticket, "id")));
    return found(times == words[1], "reminded " + times);
  }
  if (words == Words{"set", "aside"}) return found(object_at(ticket, "set_aside") != nullptr, all);
  if (words[0] == "priority")
    return found(std::to_string(number_at(ticket, "priority")) == words[1], all);
  if (words[0] == "bound") {
    const auto to = text_at(ticket, "bound") + text_at(ticket, "bound_staff");
    return found((to.empty() ? "nobody" : to) == words[1], all);
  }
  for (const auto* name : {"window", "service"}) {
    if (words[0] == name) return found(text_at(ticket, name) == words[1], all);
  }
  return std::nullopt;
}

std::vector<std::string> parts_of(const std::string& clause) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  while (begin <= clause.size()) {
    const auto end = std::min(clause.find(',', begin), clause.size());
    parts.push_back(clause.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

Finding no_such_clause(const std::string& clause) {
  return {false, "a clause that nobody knows: \"" + clause + "\"; see tests/scenarios/README.md"};
}

// "A017 called, 3 calls, window 3"
Finding examine_ticket(Stage& stage, const std::string& clause) {
  const auto parts = parts_of(clause);
  const auto head = words_of(parts.front());
  if (head.size() != 2 || !is_one_of(statuses, head[1])) return no_such_clause(clause);
  const auto ticket = stage.ticket(head[0]);
  if (ticket.empty()) return {false, "no ticket " + head[0]};
  if (status_of(ticket) != head[1]) return {false, head[0] + " " + status_of(ticket)};
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const auto finding = ticket_property(stage, ticket, words_of(parts[i]));
    if (!finding) return no_such_clause(parts[i]);
    if (!finding->holds) return *finding;
  }
  return {true, {}};
}

// Who would be called next at the window; "nobody" when nobody would.
std::string next_at(const object& window) {
  const auto* next = object_at(window, "next");
  return next == nullptr ? "nobody" : text_at(*next, "number");
}

bool is_reason(std::string_view word) {
  return word == "why" || word == "bound_by" || word == "waited_for" || word == "overtook" ||
         word == "score";
}

// Of the window's last call: its strategy, the bound that decided, how many it overtook, its score
// in seconds.
std::string reason_at(const object& window, std::string_view word) {
  const auto* ticket = object_at(window, "ticket");
  const auto* why = ticket == nullptr ? nullptr : object_at(*ticket, "why");
  if (why == nullptr) return "";
  if (word == "why") return text_at(*why, "strategy");
  if (word == "bound_by") return text_at(*why, "bound");
  if (word == "waited_for") return text_at(*why, "waited_for");
  if (word == "overtook") return std::to_string(number_at(*why, "overtook"));
  const auto* score = value_at(*why, "score_s");
  return score == nullptr ? "" : boost::json::serialize(*score);
}

// "window 3 serving, pausing", "window 3 idle, 2 waiting, 1 served", "window 3 paused, reason
// lunch"
Finding examine_window(Stage& stage, const std::string& clause) {
  const auto parts = parts_of(clause);
  const auto head = words_of(parts.front());
  if (head.size() != 3 || !is_one_of(states, head[2])) return no_such_clause(clause);
  const auto window = stage.window(head[1]);
  const auto all =
      shown(window, {"window", "state", "staff", "reason", "pausing", "waiting", "served"});
  bool holds = text_at(window, "state") == head[2];
  for (std::size_t i = 1; i < parts.size() && holds; ++i) {
    const auto words = words_of(parts[i]);
    const auto* pausing = value_at(window, "pausing");
    if (words == Words{"pausing"}) {
      holds = pausing != nullptr && pausing->is_bool() && pausing->get_bool();
    } else if (words.size() == 2 && (words[0] == "staff" || words[0] == "reason")) {
      holds = text_at(window, words[0]) == words[1];
    } else if (words.size() == 2 && words[0] == "next") {
      holds = next_at(window) == words[1];
    } else if (words.size() == 2 && is_reason(words[0])) {
      holds = reason_at(window, words[0]) == words[1];
    } else if (words.size() == 2 && (words[1] == "waiting" || words[1] == "served")) {
      holds = std::to_string(number_at(window, words[1], -1)) == words[0];
    } else {
      return no_such_clause(parts[i]);
    }
  }
  return {holds, all};
}

// … faces "A017 3" idle: what stands side by side, in order of windows.
Finding examine_faces(const object& device, const Words& words) {
  Words shown{words[0], words[1]};
  if (const auto* faces = array_at(device, "faces")) {
    for (const auto& one : *faces) {
      const auto& face = one.get_object();
      const auto number = text_at(face, "number");
      shown.push_back(number.empty() ? text_at(face, "state")
                                     : number + " " + text_at(face, "window"));
    }
  }
  return {shown == words, fmt::format("{}", fmt::join(shown, ", "))};
}

// display [of window N] shows "A017 3" | shows STATE | shows nothing
Finding examine_display(Stage& stage, const Played& played, Words words) {
  auto window = played.line->deed.window;
  if (words.size() >= 6 && words[1] == "of" && words[2] == "window") {
    window = words[3];
    words.erase(words.begin() + 1, words.begin() + 4);
  }
  const bool faces = words.size() > 2 && words[1] == "faces";
  if (!faces && (words.size() != 3 || words[1] != "shows"))
    return {false, "write: display [of window N] shows \"A017 3\"|faces \"A017 3\" idle"};
  const auto device = stage.device("display", "display-" + window);
  const auto* desired = object_at(device, "desired");
  if (desired == nullptr) return {false, "no display of window " + window};
  if (faces) return examine_faces(device, words);
  const auto number = text_at(*desired, "number");
  const auto text = number.empty() ? std::string() : number + " " + text_at(*desired, "window");
  const auto state = text_at(*desired, "state");
  const bool holds =
      words[2] == text || (number.empty() && (words[2] == state || words[2] == "nothing"));
  return {holds, fmt::format("display shows \"{}\", {}", text, state)};
}

// evaluator of window N asks A001 | asks nothing
Finding examine_evaluator(Stage& stage, const Words& words) {
  if (words.size() != 6 || words[4] != "asks")
    return {false, "write: evaluator of window N asks A001"};
  const auto device = stage.device("evaluator", "evaluator-" + words[3]);
  const auto* desired = object_at(device, "desired");
  if (desired == nullptr) return {false, "no evaluator of window " + words[3]};
  const bool asks = !text_at(*desired, "ticket").empty();
  const auto number = asks ? text_at(*desired, "number") : std::string("nothing");
  return {number == words[5], "evaluator asks " + number};
}

// speaker [of zone Z] says A017|TEXT [time N] | nothing; speaker [of zone Z] keeps A018 | nothing
Finding examine_speaker(Stage& stage, Words words) {
  std::string zone = "a";
  if (words.size() > 4 && words[1] == "of" && words[2] == "zone") {
    zone = words[3];
    words.erase(words.begin() + 1, words.begin() + 4);
  }
  const auto device = stage.device("speaker", zone);
  const auto* desired = object_at(device, "desired");
  if (desired == nullptr || words.size() < 3) {
    return {false, "write: speaker of zone a says A017 [time N], or keeps A018 A019"};
  }
  const auto* current = object_at(*desired, "current");
  const auto* spoken = current == nullptr ? nullptr : object_at(*current, "announcement");
  if (words[1] == "says") {
    if (spoken == nullptr) return {words[2] == "nothing", "speaker says nothing"};
    const auto round = std::to_string(number_at(*current, "round"));
    const bool its = words[2] == text_at(*spoken, "number") ||
                     words[2] == text_at(*spoken, "text") ||
                     words[2] == text_at(*spoken, "text_en");
    const bool so_often = words.size() < 5 || (words[3] == "time" && words[4] == round);
    return {its && so_often,
            fmt::format("speaker says \"{}\" time {}", text_at(*spoken, "text"), round)};
  }
  Words kept{"speaker", "keeps"};
  if (const auto* waiting = array_at(*desired, "waiting")) {
    for (const auto& one : *waiting) {
      if (one.is_object()) kept.push_back(text_at(one.get_object(), "number"));
    }
  }
  if (kept.size() == 2) kept.emplace_back("nothing");
  return {kept == words, fmt::format("{}", fmt::join(kept, " "))};
}

Finding examine_order(Stage& stage, const Words& words) {
  Words order{"order"};
  const auto floor = stage.floor();
  if (const auto* lines = array_at(floor, "lines")) {
    for (const auto& ticket : *lines) {
      if (ticket.is_object()) order.push_back(text_at(ticket.get_object(), "number"));
    }
  }
  return {order == words, fmt::format("{}", fmt::join(order, " "))};
}

Finding examine_count(Stage& stage, const Words& words) {
  const auto floor = stage.floor();
  const auto* counts = object_at(floor, "counts");
  if (counts == nullptr) return {false, "no counts"};
  const auto name = words[1] == "void" && value_at(*counts, "void") == nullptr ? "void_" : words[1];
  return {std::to_string(number_at(*counts, name, -1)) == words[0],
          boost::json::serialize(*counts)};
}

// slips A001 A002: what the machine is to print, oldest first.
Finding examine_slips(Stage& stage, const Words& words) {
  Words slips{"slips"};
  const auto device = stage.device("ticket_machine", "machine-1");
  const auto* desired = object_at(device, "desired");
  const auto* list = desired == nullptr ? nullptr : array_at(*desired, "slips");
  if (list == nullptr) return {false, "no machine"};
  for (const auto& slip : *list) {
    if (slip.is_object()) slips.push_back(text_at(slip.get_object(), "number"));
  }
  return {slips == words, fmt::format("{}", fmt::join(slips, " "))};
}

Finding examine_service(Stage& stage, const Words& words) {
  const auto floor = stage.floor();
  const auto* services = array_at(floor, "services");
  if (services == nullptr || words.size() < 3)
    return {false, "write: service NAME accepting|refused REASON"};
  for (const auto& entry : *services) {
    if (!entry.is_object() || text_at(entry.get_object(), "service") != words[1]) continue;
    const auto& service = entry.get_object();
    const auto refusal = text_at(service, "refusal");
    const bool holds =
        words[2] == "accepting" ? refusal.empty() : words.size() == 4 && refusal == words[3];
    return {holds, refusal.empty() ? "accepting" : "refused " + refusal};
  }
  return {false, "no service " + words[1]};
}

bool is_number(const std::string& word) {
  return !word.empty() &&
         std::ranges::all_of(word, [](unsigned char c) { return std::isdigit(c) != 0; });
}

}  // namespace

Finding examine(Stage& stage, const Played& played, const std::string& clause) {
  const auto words = words_of(clause);
  const auto& told = played.answer.told;
  const auto& first = words.front();
  if (first == "refused" && words.size() == 2) {
    return {!told.accepted && told.code == words[1],
            told.accepted ? "accepted" : "refused " + told.code};
  }
  if (words == Words{"nobody"}) {
    const auto* ticket = object_at(told.body, "ticket");
    return {told.accepted && ticket == nullptr,
            ticket == nullptr ? "refused" : text_at(*ticket, "number")};
  }
  if (words == Words{"same", "answer"}) {
    return {told.accepted && played.answer.bytes == played.before,
            told.accepted ? played.answer.bytes : "refused " + told.code};
  }
  if (first == "rated" && words.size() == 2) {
    const auto level = std::to_string(number_at(told.body, "level"));
    return {level == words[1], "rated " + level};
  }
  if (first == "rating" || first == "follow-up") return examine_rating(stage, words);
  if (first == "booking" && words.size() >= 4) return examine_booking(stage, words);
  if (first == "window") return examine_window(stage, clause);
  if (first == "figure") return examine_figure(stage, words);
  if (first == "display") return examine_display(stage, played, words);
  if (first == "evaluator") return examine_evaluator(stage, words);
  if (first == "speaker") return examine_speaker(stage, words);
  if (first == "order") return examine_order(stage, words);
  if (first == "slips") return examine_slips(stage, words);
  if (first == "lease") return examine_lease(stage, words);
  if (first == "messages") return examine_messages(stage, words);
  if (first == "lapsed") return examine_lapsed(stage, words);
  if (first == "accounted") return examine_accounted(stage, words);
  if (first == "service") return examine_service(stage, words);
  if (words.size() == 2 && is_number(first)) return examine_count(stage, words);
  return examine_ticket(stage, clause);
}

}  // namespace atrium::simulation::script
