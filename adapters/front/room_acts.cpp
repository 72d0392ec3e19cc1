// See room_acts.hpp.
#include "adapters/front/room_acts.hpp"

#include "adapters/front/values.hpp"

#include <map>
#include <string_view>

namespace atrium::front {

namespace room = waiting_room;

namespace {

std::vector<ServiceId> services_of(const std::vector<std::string>& names) {
  return {names.begin(), names.end()};
}

using Make = room::Command (*)(const WindowAct&);

// In the order of window_actions.
const std::map<std::string_view, Make>& makers() {
  static const std::map<std::string_view, Make> table{
      {"open",
       [](const WindowAct& a) -> room::Command {
         return room::OpenWindow{WindowId(a.window), StaffId(a.staff)};
       }},
      {"close",
       [](const WindowAct& a) -> room::Command { return room::CloseWindow{WindowId(a.window)}; }},
      {"pause",
       [](const WindowAct& a) -> room::Command {
         return room::PauseWindow{WindowId(a.window), a.reason};
       }},
      {"resume",
       [](const WindowAct& a) -> room::Command { return room::ResumeWindow{WindowId(a.window)}; }},
      {"call-next",
       [](const WindowAct& a) -> room::Command { return room::CallNext{WindowId(a.window)}; }},
      {"recall",
       [](const WindowAct& a) -> room::Command { return room::Recall{WindowId(a.window)}; }},
      {"call",
       [](const WindowAct& a) -> room::Command {
         return room::CallNumber{WindowId(a.window), a.number, a.reason};
       }},
      {"start",
       [](const WindowAct& a) -> room::Command { return room::Start{WindowId(a.window)}; }},
      {"finish",
       [](const WindowAct& a) -> room::Command { return room::Finish{WindowId(a.window)}; }},
      {"no-show",
       [](const WindowAct& a) -> room::Command { return room::ReportNoShow{WindowId(a.window)}; }},
      {"void",
       [](const WindowAct& a) -> room::Command {
         return room::Void{WindowId(a.window), a.number, a.reason};
       }},
      {"park", [](const WindowAct& a) -> room::Command { return room::Park{WindowId(a.window)}; }},
      {"unpark",
       [](const WindowAct& a) -> room::Command {
         return room::Unpark{WindowId(a.window), a.number};
       }},
      {"transfer",
       [](const WindowAct& a) -> room::Command {
         return room::Transfer{WindowId(a.window), optional_id<WindowId>(a.to_window),
                               optional_id<ServiceId>(a.to_service),
                               optional_id<StaffId>(a.to_staff)};
       }},
      {"plan",
       [](const WindowAct& a) -> room::Command {
         return room::PlanVisit{WindowId(a.window), services_of(a.services)};
       }},
      {"undo", [](const WindowAct& a) -> room::Command { return room::Undo{WindowId(a.window)}; }},
  };
  return table;
}

}  // namespace

room::Holder holder_of(const HolderFields& fields) {
  room::Holder holder;
  holder.id_type = fields.id_type;
  holder.id_number.value = fields.id_number;
  holder.name.value = fields.name;
  holder.phone.value = fields.phone;
  return holder;
}

room::Issue issue_of(const TakeTicket& act) {
  room::Issue issue;
  issue.service = ServiceId(act.service);
  issue.channel = act.channel;
  issue.priority = act.priority;
  if (act.machine) issue.machine = DeviceId(*act.machine);
  issue.next = services_of(act.next);
  issue.journey = act.journey;
  issue.to_window = optional_id<WindowId>(act.to_window);
  issue.to_staff = optional_id<StaffId>(act.to_staff);
  return issue;
}

room::LeaseBlock lease_of(const LeaseNumbers& act) {
  return {act.terminal, static_cast<std::uint64_t>(act.epoch), ServiceId(act.service), act.count,
          act.minutes};
}

std::optional<room::TakeIn> take_in_of(const TakeInTicket& act) {
  const auto at = from_iso8601(act.at);
  if (!at) return std::nullopt;
  room::TakeIn take;
  take.lease = act.lease;
  take.position = static_cast<std::uint64_t>(act.position);
  take.value = act.value;
  take.service = ServiceId(act.service);
  take.at = *at;
  take.priority = act.priority;
  return take;
}

std::optional<room::Strategy> strategy_of(const StrategyFields& fields) {
  const auto order = enumerator_of<room::AppointmentOrder>(
      fields.order.empty() ? "booked_first" : std::string_view(fields.order));
  const auto weighing = enumerator_of<room::Weighing>(
      fields.weighing.empty() ? "strict" : std::string_view(fields.weighing));
  if (!order || !weighing) return std::nullopt;
  room::Strategy strategy;
  strategy.order = *order;
  strategy.weighing = *weighing;
  strategy.weights = fields.weights;
  strategy.booked_weight = fields.booked_weight;
  strategy.higher = fields.higher;
  strategy.lower = fields.lower;
  strategy.per_window = fields.per_window;
  strategy.overtaken_max = fields.overtaken_max;
  strategy.overtaken_s = fields.overtaken_s;
  strategy.own_first = fields.own_first;
  return strategy;
}

std::optional<room::Command> command_of(const WindowAct& act) {
  const auto found = makers().find(act.action);
  if (found == makers().end()) return std::nullopt;
  return found->second(act);
}

}  // namespace atrium::front
