// What follows from the room's events, exactly once and in order: what displays are wished to show,
// who is known to be at a window, which slips are printed, which ratings are asked for. Worked out
// anew from the room's events and the hall's devices.
#include "ops/halls/definition.hpp"
#include "simulation/checkers/checker.hpp"
#include "simulation/checkers/recent.hpp"
#include "simulation/json_fields.hpp"

#include <fmt/format.h>

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <tuple>

namespace atrium::simulation {
namespace {

constexpr std::string_view room = "waiting_room.";
constexpr std::size_t slips_many = 100;  // With so many waiting a machine takes no more.

bool flag_at(const boost::json::object& object, std::string_view name) {
  const auto* value = value_at(object, name);
  return value != nullptr && value->is_bool() && value->get_bool();
}

// "called A001 at 3, call 2": a wish of a display as one text.
std::string face(const std::string& window, const std::string& number, const std::string& state,
                 const std::string& text, std::int64_t calls) {
  return fmt::format("{} {} at {} {} {}", state, number, window, calls, text);
}

// What an event wishes to be shown at windows: (window, face).
using Faces = std::vector<std::pair<std::string, std::string>>;

Faces faces_of(const std::string& what, const boost::json::object& data) {
  const auto window = text_at(data, "window");
  const auto number = text_at(data, "number");
  const auto one = [&](const std::string& state, std::int64_t calls = 0) {
    const bool shows = state == "called" || state == "serving";
    const auto text = state == "paused" ? text_at(data, "reason") : "";
    return Faces{{window, face(window, shows ? number : "", state, text, calls)}};
  };
  if (what == "called" || what == "recalled") return one("called", number_at(data, "call"));
  if (what == "started") return one("serving");
  if (what == "voided") return flag_at(data, "current") ? one("idle") : Faces{};
  if (what == "window_closed") return one("closed");
  if (what == "window_paused") return one("paused");
  if (what == "undone") {
    const auto* back = object_at(data, "back");
    if (!flag_at(data, "current")) return text_at(data, "act") == "call" ? one("idle") : Faces{};
    if (text_at(*back, "status") == "serving") return one("serving");
    return one("called", number_at(*back, "calls"));
  }
  if (what == "day_ended") {
    Faces all;
    for (const auto& id : *array_at(data, "cleared")) {
      const std::string cleared(id.get_string());
      all.emplace_back(cleared, face(cleared, "", "idle", "", 0));
    }
    return all;
  }
  static const std::set<std::string> idle{"finished",        "no_show",       "parked",
                                          "transferred",     "window_opened", "window_resumed",
                                          "service_finished"};
  if (idle.contains(what)) return one("idle");
  return what == "ticket_set_aside" && !window.empty() ? one("idle") : Faces{};
}

// One target of policies: what it was wished to do, in order, and has not done yet.
struct Owed {
  std::deque<std::pair<std::string, Position>> wishes;
  std::string last;  // Wished or done; the same again changes nothing.
};

class Effects final : public Checker {
 public:
  explicit Effects(const halls::Definition& hall)
      : Checker("what follows from an event happens exactly once, in order") {
    for (const auto& window : hall.windows) {
      for (const auto& display : window.displays) {
        displays_[window.number.value].push_back(display.value);
      }
      if (window.evaluator) evaluators_[window.number.value] = window.evaluator->value;
    }
    for (const auto& machine : hall.ticket_machines) machines_.insert(machine.id.value);
  }

  void see(const Happening& happening) override {
    see_id(happening);
    if (happening.type.starts_with(room)) {
      see_room(happening, happening.type.substr(room.size()));
    } else if (happening.type == "display.directed") {
      see_display(happening);
    } else if (happening.stream.kind == "window") {
      see_window(happening);
    } else if (happening.stream.kind == "ticket_machine") {
      see_machine(happening);
    } else if (happening.type == "evaluator.asked") {
      see_evaluator(happening);
    }
  }

  void close(Instant) override {
    for (const auto& [display, owed] : shown_) {
      for (const auto& [wish, cause] : owed.wishes) {
        fault(cause, display + " never shows " + wish);
      }
    }
    for (const auto& [window, owed] : staffed_) {
      for (const auto& [wish, cause] : owed.wishes) {
        fault(cause, "window " + window + " never knows: " + wish);
      }
    }
    for (const auto& [machine, owed] : slips_) {
      for (const auto& [ticket, cause] : owed.wishes) {
        if (excused(machine, ticket)) continue;
        fault(cause, machine + " never prints " + ticket);
      }
    }
    for (const auto& [ticket, cause] : unasked_) fault(cause, "nobody is asked to rate " + ticket);
  }

 private:
  // The house's own ids grow within a stream and source.
  void see_id(const Happening& happening) {
    const auto id = derived(happening.command);
    if (!id) return;
    auto& last = ids_[{happening.stream, std::string(id->source)}];
    const bool same_commit = last.open && last.sequence == id->sequence;
    require(same_commit || last.sequence == 0 || id->sequence > last.sequence, happening,
            fmt::format("{} was carried out before", happening.command.text));
    last = {id->sequence, !happening.last};
  }

  void see_room(const Happening& happening, const std::string& what) {
    const auto window = text_at(happening.data, "window");
    if (what == "day_ended") {
      again_.turn();
      asked_.turn();
      asks_.turn();
    }
    for (const auto& [at, wish] : faces_of(what, happening.data)) {
      for (const auto& display : displays_[at]) owe(shown_[display], wish, happening.position);
    }
    follow(happening, what, window);
    const auto ticket = text_at(happening.data, "ticket");
    const auto machine = text_at(happening.data, "machine");
    if (what == "issued" && machines_.contains(machine)) {
      slips_[machine].wishes.emplace_back(ticket, happening.position);
    }
    if (what == "finished" && evaluators_.contains(window) && !asked_.contains(ticket)) {
      unasked_.emplace(ticket, happening.position);
    }
  }

  static void owe(Owed& owed, const std::string& wish, Position cause) {
    if (owed.last == wish) return;
    owed.last = wish;
    owed.wishes.emplace_back(wish, cause);
  }

  // Attendance as the window's own entity follows it.
  void follow(const Happening& happening, const std::string& what, const std::string& window) {
    auto& post = posts_[window];
    const auto wish = [&](std::string text) {
      staffed_[window].wishes.emplace_back(std::move(text), happening.position);
    };
    const auto staff = text_at(happening.data, "staff");
    const auto reason = text_at(happening.data, "reason");
    if (what == "window_opened" && post.staff != staff) {
      if (post.staff) wish("left " + *post.staff);
      wish("staffed " + staff);
      post = {staff, false, {}};
    } else if (what == "window_closed" && post.staff) {
      wish("left " + *post.staff);
      post = {};
    } else if (what == "window_paused" && !(post.paused && post.reason == reason)) {
      wish("paused " + reason);
      post.paused = true;
      post.reason = reason;
    } else if (what == "window_resumed" && post.paused) {
      wish("resumed ");
      post.paused = false;
    }
  }

  void see_display(const Happening& happening) {
    const auto* content = object_at(happening.data, "content");
    if (content == nullptr) return;
    settle(
        happening, shown_[happening.stream.id],
        face(text_at(*content, "window"), text_at(*content, "number"), text_at(*content, "state"),
             text_at(*content, "text"), number_at(*content, "calls")));
  }

  void see_window(const Happening& happening) {
    const auto what = happening.type.substr(std::string_view("window.").size());
    if (what == "text_set") return;
    const auto detail =
        what == "paused" ? text_at(happening.data, "reason") : text_at(happening.data, "staff");
    settle(happening, staffed_[happening.stream.id], what + " " + detail);
  }

  void settle(const Happening& happening, Owed& owed, const std::string& done) {
    if (owed.wishes.empty()) {
      return require(false, happening, happening.stream.id + " does what nothing led to: " + done);
    }
    const auto [wish, cause] = owed.wishes.front();
    owed.wishes.pop_front();
    require(wish == done && happening.cause == cause, happening,
            fmt::format("{} does {} by {}, and owed {} by {}", happening.stream.id, done,
                        happening.cause, wish, cause));
  }

  void see_machine(const Happening& happening) {
    const auto& machine = happening.stream.id;
    auto& waiting = waiting_[machine];
    if (happening.type == "ticket_machine.slips_cleared") return waiting.clear();
    if (happening.type == "ticket_machine.slip_printed") {
      waiting.erase(text_at(happening.data, "ticket"));
      return;
    }
    const auto* slip = object_at(happening.data, "slip");
    if (slip == nullptr) return;
    const auto ticket = text_at(*slip, "ticket");
    waiting.insert(ticket);
    if (waiting.size() >= slips_many) full_.insert(machine);
    if (flag_at(happening.data, "again")) {
      again_.insert(ticket);
      return;
    }
    auto& wishes = slips_[machine].wishes;
    while (!wishes.empty() && wishes.front().first != ticket &&
           excused(machine, wishes.front().first)) {
      wishes.pop_front();
    }
    const bool owed = !wishes.empty() && wishes.front() == std::pair(ticket, happening.cause);
    require(owed, happening, machine + " prints " + ticket + " out of turn, or twice");
    if (owed) wishes.pop_front();
  }

  // A machine takes no slip that waits already (by a reprint), and none when it is full.
  [[nodiscard]] bool excused(const std::string& machine, const std::string& ticket) const {
    return again_.contains(ticket) || full_.contains(machine);
  }

  void see_evaluator(const Happening& happening) {
    const auto* question = object_at(happening.data, "question");
    if (question == nullptr) return;
    const auto ticket = text_at(*question, "ticket");
    require(asks_.insert(happening.cause), happening,
            fmt::format("event {} leads to two questions", happening.cause));
    asked_.insert(ticket);
    unasked_.erase(ticket);
  }

  struct LastId {
    std::uint64_t sequence = 0;
    bool open = false;  // More of its commit follows.
  };
  struct Post {
    std::optional<std::string> staff;
    bool paused = false;
    std::string reason;
  };

  std::map<std::string, std::vector<std::string>> displays_;  // By window.
  std::map<std::string, std::string> evaluators_;             // By window.
  std::set<std::string> machines_;
  std::map<std::pair<StreamId, std::string>, LastId> ids_;
  std::map<std::string, Owed> shown_;
  std::map<std::string, Owed> staffed_;
  std::map<std::string, Owed> slips_;
  std::map<std::string, Post> posts_;
  std::map<std::string, std::set<std::string>> waiting_;  // Slips, by machine.
  Recent<std::string> again_;                             // Tickets whose slips were reprinted.
  std::set<std::string> full_;                            // Machines that were, once.
  std::map<std::string, Position> unasked_;
  Recent<std::string> asked_;
  Recent<Position> asks_;
};

}  // namespace

std::unique_ptr<Checker> check_effects(const halls::Definition& hall) {
  return std::make_unique<Effects>(hall);
}

}  // namespace atrium::simulation
