// Weights and references: mostly what a clerk would do next, else anything.
#include "simulation/trial/deed.hpp"

#include "actors/appointment_book/appointment_book.hpp"
#include "actors/evaluation/evaluation.hpp"
#include "actors/hall/hall.hpp"
#include "actors/label/label.hpp"
#include "actors/waiting_room/waiting_room.hpp"
#include "actors/window/window.hpp"
#include "runtime/node/configuration.hpp"
#include "simulation/trial/deeds/drawing.hpp"

#include <fmt/format.h>
#include <boost/json.hpp>

#include <array>
#include <map>
#include <utility>

namespace atrium::simulation::trial {
namespace {

namespace room = waiting_room;

constexpr std::array<const char*, 4> reasons{"", "lost her slip", "电话", "asked for it"};

// Past every edge, straight to an entity.
template <class E>
Deed straight(const PartitionId& hall, std::string id, typename E::Command command,
              std::string what, bool records) {
  Deed deed;
  deed.what = std::move(what);
  deed.target = {std::string(E::kind), id};
  deed.records = records;
  deed.fingerprint = Random::hash(deed.what);
  deed.ask = [=, fingerprint = deed.fingerprint](host::Runtime& runtime,
                                                 const CommandId& command_id, host::Reply reply) {
    runtime.ask<E>(hall, id, command, {{WhoKind::house, ""}, command_id, fingerprint, 0},
                   std::move(reply));
  };
  return deed;
}

std::string a_clerk(const Scene& scene, Random& chance) {
  return "clerk-" + any_of(scene.hall.windows, chance).number.value;
}

Deed take_ticket(const Scene& scene, Random& chance) {
  front::TakeTicket act;
  act.service = chance.happens(0.02) ? "nothing" : any_of(scene.hall.services, chance).id.value;
  act.channel = chance.happens(0.8) ? "machine" : "phone";
  if (act.channel == "machine") act.machine = any_of(scene.hall.ticket_machines, chance).id.value;
  if (chance.happens(0.02)) act.machine = "machine-of-another-hall";
  if (chance.happens(0.15)) act.priority = static_cast<int>(below(chance, 11));
  act.released = act.machine && act.priority > 0 && chance.happens(0.9);
  if (chance.happens(0.1)) act.holder = front::HolderFields{"phone", "", "王芳", "13800000000"};
  if (chance.happens(0.15)) act.next.push_back(any_of(scene.hall.services, chance).id.value);
  if (chance.happens(0.03)) act.channel = "virtual";
  if (chance.happens(0.03)) act.to_window = any_of(scene.hall.windows, chance).number.value;
  if (chance.happens(0.08)) act.to_staff = a_clerk(scene, chance);
  const Who who{WhoKind::device, act.machine.value_or("")};
  return of(scene, act, who, true, "take " + act.service);
}

Deed check_in_elsewhere(const Scene& scene, Random& chance) {
  room::Issue issue;
  issue.service = any_of(scene.hall.services, chance).id;
  issue.channel = "counter";
  const auto minutes = std::chrono::minutes{static_cast<int>(below(chance, 60)) - 25};
  // Of a book that is not the hall's; a second ticket of one is refused.
  const auto booking = fmt::format("elsewhere-{}", below(chance, 200));
  issue.appointment = room::Appointment{booking, scene.now + minutes};
  if (chance.happens(0.05))
    issue.appointment->at += std::chrono::days{chance.happens(0.5) ? 1 : -1};
  auto what = fmt::format("check in {} {} {}", booking, issue.service.value,
                          issue.appointment->at.time_since_epoch().count());
  return straight<room::Entity>(scene.hall.hall, "main", std::move(issue), std::move(what), true);
}

// A ticket in one of these states, if there is one.
std::string number_in(const Scene& scene, Random& chance, std::string_view status) {
  const auto& today = scene.book.today();
  if (today.empty()) return any_number(scene, chance);
  const auto from = below(chance, today.size());
  for (std::size_t i = 0; i < today.size(); ++i) {
    const auto& ticket = today[(from + i) % today.size()];
    if (ticket.status == status) return ticket.number;
  }
  return any_number(scene, chance);
}

// What a clerk does next: action and weight, by what stands at the window.
using Weighed = std::vector<std::pair<const char*, double>>;

const Weighed& habits(const Scene& scene, const Book::Window& window) {
  static const Weighed closed{{"open", 10}, {"call-next", 1}};
  static const Weighed paused{{"resume", 10}, {"close", 2}, {"call-next", 1}};
  static const Weighed idle{{"call-next", 20}, {"call", 3},  {"unpark", 3}, {"undo", 3},
                            {"pause", 1},      {"close", 1}, {"void", 1}};
  static const Weighed called{{"start", 12},   {"recall", 5}, {"no-show", 4}, {"park", 2},
                              {"transfer", 2}, {"undo", 2},   {"void", 1},    {"pause", 1}};
  static const Weighed serving{{"finish", 14},  {"plan", 2}, {"park", 2},
                               {"transfer", 3}, {"undo", 1}, {"pause", 1}};
  if (!window.open) return closed;
  if (window.paused) return paused;
  if (window.ticket.empty()) return idle;
  const auto* ticket = scene.book.find(window.ticket);
  return ticket != nullptr && ticket->status == "serving" ? serving : called;
}

std::string habit(const Scene& scene, const Book::Window& window, Random& chance) {
  if (chance.happens(0.12)) return std::string(any_of(front::window_actions(), chance).name);
  const auto& all = habits(scene, window);
  std::vector<double> weights;
  for (const auto& [action, weight] : all) weights.push_back(weight);
  return all[chance.pick(weights)].first;
}

Deed act_at_window(const Scene& scene, Random& chance) {
  front::WindowAct act;
  act.window = any_of(scene.hall.windows, chance).number.value;
  act.action = habit(scene, scene.book.window(act.window), chance);
  if (chance.happens(0.01)) act.window = "of-another-hall";
  const auto* takes = front::find_window_action(act.action);
  if (takes->staff != front::Takes::no && chance.happens(0.9)) {
    act.staff = chance.happens(0.9) ? "clerk-" + act.window : a_clerk(scene, chance);
  }
  if (takes->reason != front::Takes::no) act.reason = any_of(reasons, chance);
  if (takes->number == front::Takes::must || (act.action == "void" && chance.happens(0.6))) {
    act.number = any_number(scene, chance);
    if (act.action == "unpark") act.number = number_in(scene, chance, "parked");
    if (act.action == "call" && chance.happens(0.8)) {
      static constexpr std::array<const char*, 3> callable{"waiting", "parked", "no_show"};
      act.number = number_in(scene, chance, any_of(callable, chance));
    }
  }
  if (takes->target != front::Takes::no) {
    if (chance.happens(0.6)) act.to_window = any_of(scene.hall.windows, chance).number.value;
    if (chance.happens(act.to_window.empty() ? 0.4 : 0.02)) act.to_staff = a_clerk(scene, chance);
    if (chance.happens(0.6)) act.to_service = any_of(scene.hall.services, chance).id.value;
  }
  if (takes->services != front::Takes::no && chance.happens(0.7)) {
    act.services.push_back(any_of(scene.hall.services, chance).id.value);
  }
  const bool records = act.action != "call-next" && act.action != "plan";
  const auto words = act.action + " at " + act.window + " " + act.number;
  return of(scene, act, {WhoKind::staff, "clerk-" + act.window}, records, words);
}

// Of the last wish, an older one, or one that never was.
int sequence_near(const Scene& scene, const std::string& device, Random& chance) {
  const auto last = static_cast<int>(scene.book.sequence(device));
  const double kinds[] = {8, 2, 0.3};
  const auto kind = chance.pick(kinds);
  if (kind == 0) return last;
  return kind == 1 ? last - static_cast<int>(below(chance, 4)) : last + 5;
}

Deed report(const Scene& scene, Random& chance) {
  const auto& window = any_of(scene.hall.windows, chance);
  if (chance.happens(0.4)) {
    const auto& device = any_of(window.displays, chance).value;
    return of(scene, front::ReportDisplay{device, sequence_near(scene, device, chance)},
              {WhoKind::device, device}, false, "report " + device);
  }
  if (chance.happens(0.5) && window.evaluator) {
    const auto& device = window.evaluator->value;
    const front::ReportEvaluator act{device, sequence_near(scene, device, chance),
                                     chance.happens(0.2)};
    return of(scene, act, {WhoKind::device, device}, false, "report " + device);
  }
  if (chance.happens(0.5)) {
    const auto& device = any_of(scene.hall.zones, chance).id.value;
    constexpr std::array phases{"ready", "begun", "spoken", "spoken", "leaving"};
    const front::ReportSpeaker act{device, chance.happens(0.8) ? "board-1" : "board-2",
                                   phases.at(below(chance, phases.size())),
                                   sequence_near(scene, device, chance),
                                   1 + static_cast<int>(below(chance, 2))};
    return of(scene, act, {WhoKind::device, device}, false, "report " + device);
  }
  const auto& device = any_of(scene.hall.ticket_machines, chance).id.value;
  front::ReportMachine act{device, {}, "", std::nullopt};
  const auto last = sequence_near(scene, device, chance);
  for (int i = std::max(1, last - 8); i <= last; ++i) act.printed.push_back(i);
  if (chance.happens(0.2)) act.paper = chance.happens(0.5) ? "low" : "ok";
  if (chance.happens(0.1)) act.online = chance.happens(0.5);
  return of(scene, act, {WhoKind::device, device}, false, "report " + device);
}

Deed reprint(const Scene& scene, Random& chance) {
  const front::Reprint act{any_number(scene, chance),
                           any_of(scene.hall.ticket_machines, chance).id.value};
  return of(scene, act, {WhoKind::staff, "clerk"}, true, "reprint " + act.ticket);
}

// What supervision does with a ticket over which a rule broke, and a person after that.
Deed set_aside(const Scene& scene, Random& chance) {
  const auto& hall = scene.hall.hall;
  if (chance.happens(0.4)) {
    const TicketId ticket{any_number(scene, chance)};
    return straight<room::Entity>(hall, "main", room::SetAside{ticket, "a rule broke"},
                                  "set aside " + ticket.value, true);
  }
  const TicketId ticket{number_in(scene, chance, "parked")};
  return straight<room::Entity>(hall, "main", room::Release{ticket}, "release " + ticket.value,
                                true);
}

// A terminal leases numbers, or tells of one that it gave out; mostly it is mistaken.
Deed lease(const Scene& scene, Random& chance) {
  const auto& hall = scene.hall.hall;
  const auto& service = any_of(scene.hall.services, chance).id;
  const auto& today = scene.book.today();
  if (today.empty() || chance.happens(0.3)) {
    const auto count = static_cast<int>(1 + below(chance, 5));
    return straight<room::Entity>(hall, "main", room::LeaseBlock{"kiosk", 1, service, count, 30},
                                  fmt::format("lease {} of {}", count, service.value), true);
  }
  const auto day = today.back().id.substr(0, today.back().id.find('-'));
  room::TakeIn take;
  take.lease = fmt::format("{}-L{}", day, 1 + below(chance, 3));
  take.position = 1 + below(chance, 9);
  take.value = static_cast<int>(1 + below(chance, 40));
  take.service = service;
  take.at = scene.now;
  if (chance.happens(0.1)) {
    return straight<room::Entity>(hall, "main", room::EndLease{take.lease}, "end " + take.lease,
                                  false);
  }
  auto what =
      fmt::format("take in {} {} {} {}", take.lease, take.position, take.value, service.value);
  return straight<room::Entity>(hall, "main", std::move(take), std::move(what), false);
}

Deed turn_hall(const Scene& scene, Random& chance) {
  const auto& hall = scene.hall.hall;
  switch (below(chance, 6)) {
    case 0:
      return of(scene, front::CloseHall{}, {WhoKind::staff, "manager"}, true, "close hall");
    case 1:
    case 2:
      return of(scene, front::OpenHall{}, {WhoKind::staff, "manager"}, true, "open hall");
    case 3: {
      static constexpr std::array<const char*, 3> modes{"voiced", "silent", "both"};
      return of(scene, front::SetMode{any_of(modes, chance)}, {WhoKind::staff, "manager"}, true,
                "set mode");
    }
    case 4:
      return straight<room::Entity>(hall, "main", room::EndDay{}, "end day", false);
    default: {
      const std::string text = any_of(reasons, chance);
      return straight<window::Entity>(hall, any_of(scene.hall.windows, chance).number.value,
                                      window::SetText{text}, "set text " + text, false);
    }
  }
}

// Another way to call, for one window or all.
Deed set_strategy(const Scene& scene, Random& chance) {
  static constexpr std::array<const char*, 5> names{"booked_first", "by_time", "ageing", "ratio",
                                                    ""};
  front::SetStrategy act;
  if (chance.happens(0.5)) act.windows = {any_of(scene.hall.windows, chance).number.value};
  act.strategy = any_of(names, chance);
  return of(scene, act, {WhoKind::staff, "manager"}, true, "set strategy " + act.strategy);
}

Deed question(const Scene& scene, Random& chance) {
  Deed deed;
  deed.command = false;
  const auto kind = below(chance, 4);
  const auto text = kind == 0   ? std::string()
                    : kind == 1 ? any_of(scene.hall.windows, chance).number.value
                                : any_number(scene, chance);
  deed.what = fmt::format("look {} {}", kind, text);
  deed.ask = [=, hall = scene.hall.hall](host::Runtime& runtime, const CommandId&,
                                         host::Reply reply) {
    front::Front front(runtime);
    if (kind == 0) return front.floor(hall, std::move(reply));
    if (kind == 1) return front.window(hall, text, std::move(reply));
    if (kind == 2) return front.ticket(hall, text, std::move(reply));
    front.rating(hall, text, std::move(reply));
  };
  return deed;
}

}  // namespace

Deed draw_deed(const Scene& scene, Random& chance) {
  using Draw = Deed (*)(const Scene&, Random&);
  static const std::vector<std::pair<Draw, double>> draws{
      {take_ticket, 20},     {check_in_elsewhere, 2}, {act_at_window, 50},
      {evaluate, 6},         {follow_up, 5},          {report, 8},
      {reprint, 2},          {turn_hall, 1.5},        {question, 4},
      {set_aside, 1.5},      {set_strategy, 0.5},     {lease, 1.5},
      {scan_label, 2},       {book_visit, 7},         {change_booking, 1.5},
      {cancel_booking, 1.5}, {check_in_booking, 7},   {record_outcome, 1},
      {ask_bookings, 1}};
  std::vector<double> weights;
  for (const auto& [draw, weight] : draws) weights.push_back(weight);
  auto deed = draws[chance.pick(weights)].first(scene, chance);
  // A hall that is closed by chance opens again soon.
  if (!scene.book.doors_open() && chance.happens(0.1)) {
    return of(scene, front::OpenHall{}, {WhoKind::staff, "manager"}, true, "open hall");
  }
  return deed;
}

Deed look_at(const PartitionId& hall, const StreamId& stream) {
  Deed deed;
  deed.command = false;
  deed.what = "look at " + stream.kind + " " + stream.id;
  deed.ask = [=](host::Runtime& runtime, const CommandId&, host::Reply reply) {
    front::Front front(runtime);
    if (stream.kind == room::Entity::kind) return front.floor(hall, std::move(reply));
    if (stream.kind == hall::Entity::kind) return front.hall(hall, std::move(reply));
    if (stream.kind == evaluation::Entity::kind) {
      return front.rating(hall, stream.id, std::move(reply));
    }
    if (stream.kind == appointment_book::Entity::kind) {
      return front.bookings(hall, {}, std::move(reply));
    }
    if (stream.kind == label::Entity::kind) return front.label(hall, stream.id, std::move(reply));
    if (stream.kind == window::Entity::kind) {
      return runtime.look<window::Entity>(hall, stream.id, window::Overview{}, std::move(reply));
    }
    front.device(hall, stream.kind, stream.id, std::move(reply));
  };
  return deed;
}

Deed configure(const halls::Definition& hall) {
  const auto command = node::configure_waiting_room(hall);
  return straight<room::Entity>(hall.hall, "main", command,
                                "configure " + command.configuration.version, false);
}

Deed configure_bookings(const halls::Definition& hall) {
  const auto command = node::configure_appointment_book(hall);
  return straight<appointment_book::Entity>(
      hall.hall, "main", command, "configure bookings " + command.configuration.version, false);
}

}  // namespace atrium::simulation::trial
