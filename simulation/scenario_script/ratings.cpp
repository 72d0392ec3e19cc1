// Ratings in scenarios: who rates and how, the steps of a follow-up, and what is looked at.
#include "runtime/core/time/zone.hpp"
#include "simulation/json_fields.hpp"
#include "simulation/scenario_script/stage.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cstdlib>

namespace atrium::simulation::script {
namespace {

using Words = std::vector<std::string>;
using namespace std::chrono_literals;

constexpr const char* device_of_captures = "evaluator-1";

bool is_number(const std::string& word) {
  return !word.empty() && word.find_first_not_of("0123456789") == std::string::npos;
}

// rate NUMBER LEVEL [by STAFF | captured N SECONDS ago]
std::optional<Deed> rate(const Words& words) {
  const auto size = words.size();
  if (size < 3 || !is_number(words[2])) return std::nullopt;
  Deed deed;
  front::Evaluate act;
  act.ticket = words[1];
  act.level = std::atoi(words[2].c_str());
  if (size == 5 && words[3] == "by") {
    deed.staff = words[4];
  } else if (size == 7 && words[3] == "captured" && words[6] == "ago") {
    act.device = device_of_captures;
    act.epoch = 1;
    act.sequence = std::atoi(words[4].c_str());
    act.captured_at = words[5];  // Until it is acted on: seconds.
  } else if (size != 3) {
    return std::nullopt;
  }
  deed.act = front::Act{std::move(act)};
  return deed;
}

// follow up NUMBER STEP [yes|no] by STAFF
std::optional<Deed> follow_up(Words words) {
  if (words.size() < 6 || words[1] != "up" || words[words.size() - 2] != "by") return std::nullopt;
  Deed deed;
  front::FollowUp act;
  act.ticket = words[2];
  act.step = words[3];
  act.yes = words[4] == "yes";
  act.text = "in words";
  deed.staff = words.back();
  deed.act = front::Act{std::move(act)};
  return deed;
}

std::string id_of(Stage& stage, const std::string& number) {
  const auto id = text_at(stage.ticket(number), "id");
  return id.empty() ? number : id;
}

// The day at whose end it is due.
std::string day_of(Stage& stage, const std::string& due) {
  const auto at = from_iso8601(due);
  if (!at) return "nothing";
  const auto& zone = stage.hall().halls().front().time_zone;
  return to_text(business_day(zone, 0min, *at - 1s));
}

}  // namespace

std::optional<Deed> rating_deed(const Words& words) {
  if (words[0] == "rate") return rate(words);
  if (words[0] == "follow") return follow_up(words);
  if (words.size() == 5 && words[0] == "time" && words[1] == "out" && words[3] == "window") {
    Deed deed;
    deed.act = front::Act{front::ReportEvaluator{"evaluator-" + words[4], 0, true}};
    return deed;
  }
  return std::nullopt;
}

// A visit is named by its ticket's number until it is acted on; a time-out is of the last question.
front::Act of_the_visit(Stage& stage, const front::Act& act) {
  if (const auto* given = std::get_if<front::Evaluate>(&act)) {
    auto full = *given;
    full.ticket = id_of(stage, full.ticket);
    if (!full.captured_at.empty()) {
      const auto ago = std::chrono::seconds{std::atoi(full.captured_at.c_str())};
      full.captured_at = to_iso8601(stage.hall().now() - ago);
    }
    return full;
  }
  if (const auto* step = std::get_if<front::FollowUp>(&act)) {
    auto full = *step;
    full.ticket = id_of(stage, full.ticket);
    return full;
  }
  if (const auto* report = std::get_if<front::ReportEvaluator>(&act)) {
    auto full = *report;
    const auto device = stage.device("evaluator", full.device);
    const auto* desired = object_at(device, "desired");
    if (desired != nullptr) full.sequence = static_cast<int>(number_at(*desired, "sequence"));
    return full;
  }
  return act;
}

boost::json::object Stage::rating(const std::string& number_or_id) {
  const auto id = id_of(*this, number_or_id);
  return ask([&](front::Front& front, const PartitionId& hall, host::Reply reply) {
           front.rating_case(hall, id, std::move(reply));
         })
      .told.body;
}

// rating of NUMBER LEVEL|none; follow-up of NUMBER none|PHASE [by DAY|nothing] [overdue]
Finding examine_rating(Stage& stage, const Words& words) {
  if (words.size() < 4 || words[1] != "of") {
    return {false, "write: rating of A001 1, or: follow-up of A001 opened by 2026-11-24"};
  }
  const auto rating = stage.rating(words[2]);
  if (words[0] == "rating") {
    const auto level = rating.empty() ? "none" : std::to_string(number_at(rating, "level"));
    return {words.size() == 4 && words[3] == level, "rating " + level};
  }
  const auto* handling = object_at(rating, "follow_up");
  if (handling == nullptr) return {words[3] == "none", "no follow-up"};
  const auto day = day_of(stage, text_at(*handling, "due"));
  const auto* late = value_at(*handling, "overdue");
  const bool overdue = late != nullptr && late->is_bool() && late->get_bool();
  const auto shown =
      fmt::format("{} by {}{}", text_at(*handling, "phase"), day, overdue ? " overdue" : "");
  bool holds = text_at(*handling, "phase") == words[3];
  if (words.size() > 5 && words[4] == "by") holds = holds && words[5] == day;
  return {holds && (words.back() == "overdue") == overdue, "follow-up " + shown};
}

}  // namespace atrium::simulation::script
