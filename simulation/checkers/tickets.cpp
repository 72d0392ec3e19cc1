// A ticket's way, step by step.
#include "simulation/checkers/checker.hpp"
#include "simulation/json_fields.hpp"

#include <map>
#include <set>

namespace atrium::simulation {
namespace {

constexpr std::string_view room = "waiting_room.";

struct Place {
  std::string status = "waiting";
  std::string window;
};

// Tickets that the end of a day leaves as they stand.
std::set<std::string> carried_at(const Happening& day_ended) {
  std::set<std::string> tickets;
  if (const auto* carried = array_at(day_ended.data, "carried")) {
    for (const auto& entry : *carried) tickets.emplace(entry.get_string());
  }
  return tickets;
}

class Tickets final : public Checker {
 public:
  Tickets() : Checker("a ticket is in one state and in at most one window") {}

  void see(const Happening& happening) override {
    if (!happening.type.starts_with(room)) return;
    const auto what = happening.type.substr(room.size());
    const auto window = text_at(happening.data, "window");
    if (what == "window_opened" || what == "window_resumed") open_.insert(window);
    if (what == "window_closed" || what == "window_paused") {
      require(!current_.contains(window), happening,
              "window " + window + " left its ticket behind");
      open_.erase(window);
    }
    if (what == "day_ended") return end_day(happening);
    const auto ticket = text_at(happening.data, "ticket");
    if (ticket.empty()) return;
    if (what == "issued") {
      require(places_.try_emplace(ticket).second, happening,
              "ticket " + ticket + " was issued twice");
    } else if (!places_.contains(ticket)) {
      require(false, happening, "ticket " + ticket + " was never issued");
    } else {
      step(happening, what, ticket, window);
    }
  }

 private:
  struct Rule {
    std::set<std::string> from;
    std::string to;
    bool at_its_window = false;
  };

  static const std::map<std::string, Rule>& rules() {
    static const std::map<std::string, Rule> table{
        {"called", {{"waiting", "parked", "no_show"}, "called", false}},
        {"recalled", {{"called"}, "called", true}},
        {"started", {{"called"}, "serving", true}},
        {"finished", {{"serving"}, "done", true}},
        {"no_show", {{"called"}, "no_show", true}},
        {"voided", {{"waiting", "called", "serving", "parked", "no_show"}, "void", false}},
        {"parked", {{"called", "serving"}, "parked", true}},
        {"unparked", {{"parked"}, "waiting", false}},
        {"transferred", {{"called", "serving"}, "waiting", true}},
        {"service_finished", {{"serving"}, "waiting", true}},
        {"returned", {{"no_show"}, "waiting", false}},
        {"reminded", {{"waiting"}, "waiting", false}},
        {"ticket_set_aside",
         {{"waiting", "called", "serving", "parked", "no_show"}, "parked", false}},
    };
    return table;
  }

  void step(const Happening& happening, const std::string& what, const std::string& ticket,
            const std::string& window) {
    auto& place = places_[ticket];
    if (what == "visit_planned") {
      return require(current_.contains(window) && current_[window] == ticket, happening,
                     "window " + window + " plans the visit of " + ticket + ", not at it");
    }
    if (what == "reminded") {
      require(reminded_.insert(ticket).second, happening, ticket + " is reminded twice");
    }
    if (what == "undone") {
      const auto* back = object_at(happening.data, "back");
      return move(happening, ticket, back == nullptr ? "" : text_at(*back, "status"), window);
    }
    if (what == "ticket_released") {
      require(place.status == "parked", happening, "ticket " + ticket + " does not stand aside");
      return move(happening, ticket, text_at(happening.data, "back"), "");
    }
    const auto rule = rules().find(what);
    if (rule == rules().end())
      return require(false, happening, "nobody knows what " + what + " does to a ticket");
    require(rule->second.from.contains(place.status), happening,
            "ticket " + ticket + " is " + place.status + " and cannot be " + what);
    require(!rule->second.at_its_window || place.window == window, happening,
            "ticket " + ticket + " is at window " + place.window + ", not " + window);
    if (what == "called")
      require(open_.contains(window), happening, "window " + window + " calls and is not open");
    move(happening, ticket, rule->second.to, window);
  }

  void move(const Happening& happening, const std::string& ticket, const std::string& status,
            const std::string& window) {
    auto& place = places_[ticket];
    if (const auto held = current_.find(place.window);
        held != current_.end() && held->second == ticket) {
      current_.erase(held);
    }
    place.status = status;
    if (status == "called" || status == "serving") {
      const auto [held, is_free] = current_.try_emplace(window, ticket);
      require(is_free, happening,
              "window " + window + " has " + held->second + " and takes " + ticket);
      place.window = window;
    }
  }

  void end_day(const Happening& happening) {
    if (const auto* unserved = array_at(happening.data, "unserved")) {
      for (const auto& entry : *unserved) {
        const std::string ticket = entry.is_string() ? std::string(entry.get_string()) : "";
        require(places_.contains(ticket), happening, "ticket " + ticket + " was never issued");
        move(happening, ticket, "unserved", "");
      }
    }
    const auto carried = carried_at(happening);
    std::erase_if(current_, [&](const auto& held) { return carried.contains(held.second); });
    for (const auto& [window, ticket] : current_) {
      require(false, happening,
              "window " + window + " keeps " + ticket + " over the end of the day");
    }
    current_.clear();
    // What comes for another one now comes for a ticket that is not there.
    std::erase_if(places_, [&](const auto& one) { return !carried.contains(one.first); });
    for (const auto& [ticket, place] : places_) {
      const bool held = place.status == "called" || place.status == "serving";
      if (held) current_[place.window] = ticket;
    }
  }

  std::map<std::string, Place> places_;
  std::map<std::string, std::string> current_;  // Window → ticket.
  std::set<std::string> open_;
  std::set<std::string> reminded_;
};

class Days final : public Checker {
 public:
  Days() : Checker("no waiting ticket is lost: states add up to issued") {}

  void see(const Happening& happening) override {
    if (!happening.type.starts_with(room)) return;
    const auto what = happening.type.substr(room.size());
    const auto ticket = text_at(happening.data, "ticket");
    if (what == "issued") {
      open_.insert(ticket);

    } else if (what == "finished" || what == "voided" || what == "no_show") {
      open_.erase(ticket);
    } else if (what == "called" || what == "ticket_set_aside" || what == "returned") {
      open_.insert(ticket);
    } else if (what == "ticket_released") {
      if (text_at(happening.data, "back") == "no_show") open_.erase(ticket);
    } else if (what == "undone") {
      const auto* back = object_at(happening.data, "back");
      const auto status = back == nullptr ? "" : text_at(*back, "status");
      const bool ended = status == "done" || status == "void" || status == "no_show";
      ended ? void(open_.erase(ticket)) : void(open_.insert(ticket));
    } else if (what == "day_ended") {
      end(happening);
    }
  }

 private:
  void end(const Happening& happening) {
    const auto day = text_at(happening.data, "day");
    const auto next = text_at(happening.data, "next");
    require(next.empty() || next > day, happening, "day " + day + " is followed by " + next);
    if (const auto* unserved = array_at(happening.data, "unserved")) {
      for (const auto& entry : *unserved) {
        const std::string ticket = entry.is_string() ? std::string(entry.get_string()) : "";
        require(open_.erase(ticket) == 1, happening,
                "ticket " + ticket + " is unserved, but it had ended");
      }
    }
    const auto carried = carried_at(happening);
    for (const auto& ticket : carried) {
      require(open_.erase(ticket) == 1, happening, "ticket " + ticket + " is carried, but ended");
    }
    for (const auto& ticket : open_)
      require(false, happening, "ticket " + ticket + " is neither served nor unserved");
    open_ = carried;
  }

  std::set<std::string> open_;
};

}  // namespace

std::unique_ptr<Checker> check_tickets() { return std::make_unique<Tickets>(); }
std::unique_ptr<Checker> check_day() { return std::make_unique<Days>(); }

}  // namespace atrium::simulation
