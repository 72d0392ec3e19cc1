// A ticket's seniority, calls and order of call: who goes before whom, what a call counts, what an
// undone act gives back. Rules 1 and 5 of "who is next" are worked out anew from the events.
#include "simulation/checkers/checker.hpp"
#include "simulation/checkers/order.hpp"
#include "simulation/json_fields.hpp"

#include <fmt/format.h>

#include <map>
#include <optional>
#include <set>

namespace atrium::simulation {
namespace {

constexpr std::string_view room = "waiting_room.";

struct LastAct {
  std::string ticket;
  Standing before;
};

class Standings final : public Checker {
 public:
  Standings() : Checker("seniority, calls and order of call are as the rules say") {}

  void see(const Happening& happening) override {
    if (!happening.type.starts_with(room)) return;
    const auto what = happening.type.substr(room.size());
    if (what == "configured") return configure(happening.data);
    if (what == "strategy_set") return order_.set(happening.data);
    if (what == "unbound") return unbind(happening);
    if (what == "day_ended") return end_day(happening);
    if (what == "issued") return issue(happening);
    const auto window = text_at(happening.data, "window");
    if (what == "window_opened") return order_.work(window, text_at(happening.data, "staff"));
    if (what == "window_closed") return close_window(happening, window);
    const auto found = visits_.find(text_at(happening.data, "ticket"));
    if (found == visits_.end()) return;
    auto& visit = found->second;
    const auto before = visit.now;
    step(happening, what, found->first, visit);
    static const std::set<std::string> undoable{"called",      "started",         "finished",
                                                "no_show",     "voided",          "parked",
                                                "transferred", "service_finished"};
    if (undoable.contains(what)) last_[window] = {found->first, before};
  }

 private:
  void configure(const boost::json::object& data) {
    const auto* configuration = object_at(data, "configuration");
    if (configuration == nullptr) return;
    calls_max_ = number_at(*configuration, "calls_max");
    last_.clear();
    order_.configure(*configuration);
  }

  void end_day(const Happening& happening) {
    const auto carried = texts_at(happening.data, "carried");
    std::erase_if(visits_,
                  [&](const auto& visit) { return std::ranges::count(carried, visit.first) == 0; });
    last_.clear();
  }

  void issue(const Happening& happening) {
    Visit visit;
    visit.priority = number_at(happening.data, "priority");
    const auto* booked = value_at(happening.data, "booked");
    visit.booked = booked != nullptr && booked->is_bool() && booked->get_bool();
    visit.due = instant_at(happening.data, "due").value_or(happening.at);
    visit.order = issued_++;
    visit.now.service = text_at(happening.data, "service");
    visit.now.effective = instant_at(happening.data, "effective").value_or(happening.at);
    if (const auto* bond = object_at(happening.data, "bond")) {
      visit.now.bound = text_at(*bond, "bound");
      visit.now.bound_staff = text_at(*bond, "bound_staff");
    }
    visits_[text_at(happening.data, "ticket")] = std::move(visit);
  }

  void close_window(const Happening& happening, const std::string& window) {
    last_.erase(window);
    const auto released = texts_at(happening.data, "released");
    for (auto& [id, visit] : visits_) {
      const bool goes = std::ranges::count(released, id) > 0;
      require(goes == order_.lets_go(window, visit), happening,
              id + (goes ? " is let go by a window that it does not wait for"
                         : " waits on for a window that closes"));
      if (goes) let_go(visit);
    }
    order_.work(window, "");
  }

  static void let_go(Visit& visit) {
    visit.now.bound.clear();
    visit.now.bound_staff.clear();
  }

  void unbind(const Happening& happening) {
    for (const auto& id : texts_at(happening.data, "tickets")) {
      auto& visit = visits_[id];
      require(visit.now.status == "waiting" && visit.now.is_bound(), happening,
              id + " is let go from a window that it does not wait for");
      let_go(visit);
    }
  }

  void step(const Happening& happening, const std::string& what, const std::string& id,
            Visit& visit) {
    auto& now = visit.now;
    if (what == "called") return call(happening, id, visit);
    if (what == "recalled") {
      const auto call = number_at(happening.data, "call");
      require(call == now.calls + 1, happening,
              fmt::format("{} is recalled as number {} after {}", id, call, now.calls));
      require(call <= calls_max_, happening, fmt::format("{} is called {} times", id, call));
      now.calls = call;
    } else if (what == "started") {
      now.status = "serving";
    } else if (what == "finished" || what == "no_show" || what == "voided") {
      now.status = what == "finished" ? "done" : what == "voided" ? "void" : what;
      now.parked = {};
    } else if (what == "parked") {
      now.status = "parked";
      now.parked = happening.at;
    } else if (what == "unparked") {
      now.effective += happening.at - now.parked;
      require_time_in(happening, happening.data, now.effective, id);
      wait(visit);
    } else if (what == "transferred") {
      transfer(happening, visit);
    } else if (what == "service_finished") {
      const auto next = texts_at(happening.data, "next");
      require(!next.empty(), happening, id + " goes on to no service");
      wait(visit);
      if (!next.empty()) now.service = next.front();
    } else if (what == "returned") {
      wait(visit);
      now.effective = instant_at(happening.data, "effective").value_or(happening.at);
      const auto* front = value_at(happening.data, "front");
      now.front = front != nullptr && front->is_bool() && front->get_bool();
    } else if (what == "undone") {
      undo(happening, id, visit);
    } else if (what == "ticket_set_aside") {
      if (now.status != "parked") now.parked = happening.at;
      now.status = "parked";
      visit.aside = true;
    } else if (what == "ticket_released") {
      const auto back = text_at(happening.data, "back");
      visit.aside = false;
      if (back == "waiting") wait(visit);
      if (back == "no_show") now.parked = {};
      now.status = back;
      now.bound = text_at(happening.data, "bound");
    }
  }

  static void wait(Visit& visit) {
    if (visit.now.status != "waiting") {
      visit.overtaken = visit.overtaken_perhaps = 0;
      visit.overtaken_since.reset();
    }
    visit.now.status = "waiting";
    visit.now.calls = 0;
    visit.now.parked = {};
  }

  void transfer(const Happening& happening, Visit& visit) {
    wait(visit);
    visit.now.service = text_at(happening.data, "service");
    visit.now.bound = text_at(happening.data, "to_window");
    visit.now.bound_staff = text_at(happening.data, "to_staff");
    const auto* front = value_at(happening.data, "front");
    visit.now.front = front != nullptr && front->is_bool() && front->get_bool();
  }

  void undo(const Happening& happening, const std::string& id, Visit& visit) {
    const auto window = text_at(happening.data, "window");
    const auto last = last_.find(window);
    const auto* back = object_at(happening.data, "back");
    const bool known = last != last_.end() && last->second.ticket == id && back != nullptr;
    require(known, happening, "window " + window + " takes back what it did not do to " + id);
    if (!known) return;
    const auto before = last->second.before;
    last_.erase(last);
    require(text_at(*back, "status") == before.status, happening,
            id + " was " + before.status + " and is " + text_at(*back, "status") + " after undo");
    require(text_at(*back, "service") == before.service &&
                text_at(*back, "bound") == before.bound &&
                text_at(*back, "bound_staff") == before.bound_staff,
            happening, id + " waits for something else after undo");
    require(number_at(*back, "calls") == before.calls, happening,
            fmt::format("{} had {} calls before what was undone", id, before.calls));
    require_time_in(happening, *back, before.effective, id);
    visit.now = before;
  }

  void call(const Happening& happening, const std::string& id, Visit& visit) {
    auto& now = visit.now;
    require(number_at(happening.data, "call") == 1, happening, "the first call of " + id);
    require(!visit.aside, happening, id + " is called and stands aside");
    const auto* special = value_at(happening.data, "special");
    const bool is_special = special != nullptr && special->is_bool() && special->get_bool();
    if (!is_special) compare_with_others(happening, id);
    if (now.parked != Instant{} && is_special) now.effective += happening.at - now.parked;
    if (const auto* why = object_at(happening.data, "why")) {
      require_time_in(happening, *why, now.effective, id);
    }
    now.status = "called";
    now.calls = 1;
    now.front = false;
    let_go(visit);
    now.parked = {};
  }

  // Nobody whom the window may call, and who is due, goes before the called one.
  void compare_with_others(const Happening& happening, const std::string& id) {
    const auto window = text_at(happening.data, "window");
    for (auto& wrong : order_.judge(visits_, id, window, happening.at)) {
      require(false, happening, std::move(wrong));
    }
    order_.note_overtaken(visits_, id, window, happening.at);
  }

  void require_time_in(const Happening& happening, const boost::json::object& object,
                       Instant expected, const std::string& id) {
    const auto at = instant_at(object, "effective").value_or(Instant{});
    require(at < expected + exact && at > expected - exact, happening,
            fmt::format("{} has seniority {}, not {}", id, to_iso8601(at), to_iso8601(expected)));
  }

  Visits visits_;                        // Of the day.
  std::map<std::string, LastAct> last_;  // By window.
  Order order_;
  std::int64_t calls_max_ = 99;
  int issued_ = 0;  // Goes on over days: who came over is before who comes.
};

}  // namespace

std::unique_ptr<Checker> check_standings() { return std::make_unique<Standings>(); }

}  // namespace atrium::simulation
