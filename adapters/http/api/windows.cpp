// Routes about windows and the hall's doors: acts of staff.
#include "adapters/http/api/api.hpp"

#include "actors/limits.hpp"
#include "actors/waiting_room/waiting_room.hpp"

#include <boost/json.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace atrium::http {
namespace {

using namespace limits;
using front::Takes;

constexpr std::size_t windows_max = 200;

std::string read_field(Fields& fields, std::string_view name, std::size_t max, Takes takes) {
  switch (takes) {
    case Takes::no:
      return "";
    case Takes::may:
      return fields.optional_text(name, max).value_or("");
    case Takes::must:
      return fields.text(name, max);
  }
  return "";
}

front::WindowAct read_window_act(const front::WindowAction& action, std::string window,
                                 Fields& fields) {
  front::WindowAct act;
  act.window = std::move(window);
  act.action = action.name;
  act.staff = read_field(fields, "staff", id_max, action.staff);
  act.reason = read_field(fields, "reason", reason_max, action.reason);
  act.number = read_field(fields, "number", id_max, action.number);
  if (action.target != Takes::no) {
    act.to_window = read_field(fields, "window", id_max, Takes::may);
    act.to_service = read_field(fields, "service", id_max, Takes::may);
    act.to_staff = read_field(fields, "staff", id_max, Takes::may);
    if (act.to_window.empty() && act.to_staff.empty() && act.to_service.empty())
      fields.reject("window", "name a window, a member of staff or a service");
  }
  if (action.services != Takes::no) {
    act.services = fields.texts("services", waiting_room::services_max, id_max);
  }
  return act;
}

front::SetStrategy read_strategy(Fields& fields) {
  front::SetStrategy act;
  act.windows = fields.texts("windows", windows_max, id_max);
  act.strategy = fields.optional_text("strategy", id_max).value_or("");
  auto given = fields.optional_object("value");
  if (!given) return act;
  auto& value = act.value.emplace();
  const auto number = [&](const char* name, int& into) {
    into = static_cast<int>(given->optional_integer(name, 0, number_max).value_or(into));
  };
  value.order = given->optional_text("order", id_max).value_or("");
  value.weighing = given->optional_text("weighing", id_max).value_or("");
  value.weights = given->numbers("weights", waiting_room::priority_max + 1);
  number("booked_weight", value.booked_weight);
  number("higher", value.higher);
  number("lower", value.lower);
  number("overtaken_max", value.overtaken_max);
  number("overtaken_s", value.overtaken_s);
  value.per_window = given->optional_flag("per_window").value_or(false);
  value.own_first = given->optional_flag("own_first").value_or(true);
  given->done();
  if (!act.strategy.empty()) fields.reject("value", "goes without a strategy's name");
  return act;
}

Problem unknown_action(std::string_view given) {
  std::string names;
  for (const auto& action : front::window_actions())
    names += (names.empty() ? "" : ", ") + std::string(action.name);
  return {404, "action.unknown",
          fmt::format("a window has no action '{}'; it has {}", given, names), "action"};
}

}  // namespace

void Api::add_window_routes() {
  const std::string hall_path = "/api/v1/halls/{hall}";

  on_command(hall_path + "/windows/{window}/{action}", 200,
             [](const Hall&, const Call& call, Fields& fields) -> std::variant<Asked, Problem> {
               const auto* action = front::find_window_action(call["action"]);
               if (action == nullptr) return unknown_action(call["action"]);
               auto act = read_window_act(*action, call["window"], fields);
               const Who who{WhoKind::staff, act.staff};
               return Asked{std::move(act), who};
             });

  on_command(hall_path + "/open", 200,
             [](const Hall&, const Call&, Fields&) -> std::variant<Asked, Problem> {
               return Asked{front::OpenHall{}, {WhoKind::staff, ""}};
             });
  on_command(hall_path + "/close", 200,
             [](const Hall&, const Call&, Fields&) -> std::variant<Asked, Problem> {
               return Asked{front::CloseHall{}, {WhoKind::staff, ""}};
             });
  on_command(hall_path + "/strategy", 200,
             [](const Hall&, const Call&, Fields& fields) -> std::variant<Asked, Problem> {
               return Asked{read_strategy(fields), {WhoKind::staff, ""}};
             });
  on_question(hall_path + "/calls", [this](const Hall& hall, Call call) {
    std::optional<Problem> fault;
    const auto limit =
        query_integer(call.query, "limit", 1, waiting_room::tickets_listed_max, fault);
    if (fault) return call.respond(to_response(*fault));
    front_.calls(hall.id, call.query["window"],
                 static_cast<int>(limit.value_or(waiting_room::tickets_listed)),
                 reply_to(std::move(call.respond)));
  });
  on_command(hall_path + "/mode", 200,
             [](const Hall&, const Call&, Fields& fields) -> std::variant<Asked, Problem> {
               return Asked{front::SetMode{fields.text("mode", id_max)}, {WhoKind::staff, ""}};
             });
}

}  // namespace atrium::http
