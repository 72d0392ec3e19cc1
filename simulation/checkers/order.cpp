// Judges every call against everybody else who waits. Where milliseconds hide what decided, it
// keeps silent.
#include "simulation/checkers/order.hpp"

#include "simulation/json_fields.hpp"

#include <algorithm>
#include <tuple>

namespace atrium::simulation {
namespace {

bool flag_at(const boost::json::object& object, std::string_view name, bool otherwise) {
  const auto* value = value_at(object, name);
  return value != nullptr && value->is_bool() ? value->get_bool() : otherwise;
}

bool serves(const std::vector<std::string>& services, const Visit& visit) {
  return !visit.now.is_bound() && std::ranges::count(services, visit.now.service) > 0;
}

bool competes(const Visit& visit, Instant at) {
  return visit.now.status == "waiting" && !visit.aside && visit.due <= at - exact;
}

}  // namespace

Order::Rules Order::rules_in(const boost::json::object& strategy) {
  Rules rules;
  rules.booked_first = text_at(strategy, "order") != "by_time";
  rules.weighing = text_at(strategy, "weighing");
  if (const auto* weights = array_at(strategy, "weights")) {
    for (const auto& weight : *weights) rules.weights.push_back(weight.to_number<std::int64_t>());
  }
  rules.booked_weight = number_at(strategy, "booked_weight");
  rules.overtaken_max = number_at(strategy, "overtaken_max");
  rules.overtaken_s = number_at(strategy, "overtaken_s");
  rules.own_first = flag_at(strategy, "own_first", true);
  return rules;
}

void Order::configure(const boost::json::object& configuration) {
  std::map<std::string, Rules> named;
  Rules by_time;
  by_time.booked_first = false;
  named["by_time"] = by_time;
  named["booked_first"] = {};
  named["ageing"].weighing = "ageing";
  named["ratio"].weighing = "ratio";
  if (const auto* all = array_at(configuration, "strategies")) {
    for (const auto& one : *all) {
      named[text_at(one.get_object(), "name")] = rules_in(one.get_object());
    }
  }
  const auto otherwise =
      text_at(configuration, "appointment_order") == "by_time" ? named["by_time"] : Rules{};
  const auto chosen = [&](const std::string& name, const Rules& fallback) {
    const auto found = named.find(name);
    return found == named.end() ? fallback : found->second;
  };
  const auto hall = chosen(text_at(configuration, "strategy"), otherwise);

  auto before = std::move(setups_);
  setups_.clear();
  const auto* windows = array_at(configuration, "windows");
  if (windows == nullptr) return;
  for (const auto& one : *windows) {
    const auto& window = one.get_object();
    const auto name = text_at(window, "window");
    const auto defined = chosen(text_at(window, "strategy"), hall);
    const auto old = before.find(name);
    const bool stays = old != before.end() && old->second.defined == defined;
    setups_[name] = {texts_at(window, "services"), texts_at(window, "also"), defined,
                     stays ? old->second.in_force : defined,
                     old != before.end() ? old->second.staff : ""};
  }
}

void Order::set(const boost::json::object& data) {
  const auto windows = texts_at(data, "windows");
  const auto* strategy = object_at(data, "strategy");
  for (auto& [name, setup] : setups_) {
    if (!windows.empty() && std::ranges::count(windows, name) == 0) continue;
    setup.in_force = strategy != nullptr ? rules_in(*strategy) : setup.defined;
  }
}

void Order::work(const std::string& window, const std::string& staff) {
  const auto found = setups_.find(window);
  if (found != setups_.end()) found->second.staff = staff;
}

bool Order::lets_go(const std::string& window, const Visit& visit) const {
  if (visit.now.bound == window) return true;
  const auto& staff = visit.now.bound_staff;
  const auto found = setups_.find(window);
  return !staff.empty() && found != setups_.end() && found->second.staff == staff &&
         std::ranges::count_if(setups_,
                               [&](const auto& one) { return one.second.staff == staff; }) == 1;
}

std::vector<std::string> Order::judge(const Visits& visits, const std::string& called,
                                      const std::string& window, Instant at) const {
  const auto found = setups_.find(window);
  if (found == setups_.end()) return {"window " + window + " is in no definition"};
  const auto& setup = found->second;
  const auto& rules = setup.in_force;
  const auto& visit = visits.at(called);
  std::vector<std::string> wrong;
  const bool own = is_own(setup, window, visit);
  if (!may_call(setup, window, visit))
    wrong.push_back("window " + window + " may not call " + called);
  if (visit.due > at + exact) wrong.push_back(called + " is called before it is due");
  const bool excused = perhaps_at_bound(rules, visit, at);
  for (const auto& [id, other] : visits) {
    if (id == called || !competes(other, at) || !may_call(setup, window, other)) continue;
    const bool senior = other.now.effective < visit.now.effective - exact;
    if (surely_at_bound(rules, other, at) && (senior || !excused)) {
      wrong.push_back("window " + window + " calls " + called + " though " + id +
                      " was overtaken as often or long as anybody may be");
    }
    if (excused) continue;
    const bool others_own = is_own(setup, window, other);
    const bool first =
        rules.own_first && others_own != own ? others_own : goes_before(rules, other, visit, at);
    if (first) {
      wrong.push_back("window " + window + " calls " + called + (own ? "" : ", also its,") +
                      " before " + id);
    }
  }
  return wrong;
}

void Order::note_overtaken(Visits& visits, const std::string& called, const std::string& window,
                           Instant at) const {
  const auto found = setups_.find(window);
  const auto visit = visits.at(called);
  if (found == setups_.end() || visit.now.is_bound()) return;
  for (auto& [id, other] : visits) {
    if (id == called || other.now.status != "waiting" || other.aside) continue;
    if (other.due > at + exact || !may_call(found->second, window, other)) continue;
    const auto ahead = visit.now.effective - other.now.effective;
    if (ahead > -exact) ++other.overtaken_perhaps;
    if (ahead <= exact || other.due > at - exact) continue;
    ++other.overtaken;
    if (!other.overtaken_since) other.overtaken_since = at;
  }
}

bool Order::is_own(const Setup& setup, const std::string& window, const Visit& visit) {
  const auto& staff = visit.now.bound_staff;
  return visit.now.bound == window || (!staff.empty() && staff == setup.staff) ||
         serves(setup.services, visit);
}

bool Order::may_call(const Setup& setup, const std::string& window, const Visit& visit) {
  return is_own(setup, window, visit) || serves(setup.also, visit);
}

bool Order::surely_at_bound(const Rules& rules, const Visit& visit, Instant at) {
  if (rules.overtaken_max > 0 && visit.overtaken >= rules.overtaken_max) return true;
  return rules.overtaken_s > 0 && visit.overtaken_since &&
         at - *visit.overtaken_since > std::chrono::seconds{rules.overtaken_s} + exact;
}

bool Order::perhaps_at_bound(const Rules& rules, const Visit& visit, Instant at) {
  if (rules.overtaken_max > 0 && visit.overtaken_perhaps >= rules.overtaken_max) return true;
  if (rules.overtaken_s == 0 || visit.overtaken_perhaps == 0) return false;
  // One that was overtaken perhaps may have been so since it came.
  const auto since = visit.overtaken_perhaps > visit.overtaken
                         ? visit.now.effective
                         : visit.overtaken_since.value_or(visit.now.effective);
  return at - since > std::chrono::seconds{rules.overtaken_s} - exact;
}

bool Order::goes_before(const Rules& rules, const Visit& one, const Visit& other, Instant at) {
  const auto near = [](Duration apart) { return apart < exact && apart > -exact; };
  const auto apart = one.now.effective - other.now.effective;
  if (one.now.front != other.now.front) return one.now.front;
  if (rules.weighing == "ageing") {
    const auto weight = [&](const Visit& visit) {
      const auto known = static_cast<std::size_t>(visit.priority) < rules.weights.size();
      return 1 + (visit.booked ? rules.booked_weight : 0) +
             (known ? rules.weights[static_cast<std::size_t>(visit.priority)] : visit.priority);
    };
    const auto mine = (at - one.now.effective) * weight(one);
    const auto theirs = (at - other.now.effective) * weight(other);
    const auto doubt = exact * (weight(one) + weight(other));
    return mine > theirs + doubt;
  }
  const auto rank = [&](const Visit& visit) {
    return std::tuple(-visit.priority, !(rules.booked_first && visit.booked));
  };
  if (rank(one) != rank(other)) {
    return rules.weighing == "strict" && rank(one) < rank(other);
  }
  return !near(apart) && apart < Duration{};
}

}  // namespace atrium::simulation
