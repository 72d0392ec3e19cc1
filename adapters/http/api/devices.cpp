// Routes about devices: what they are to do, and what they report.
#include "adapters/http/api/api.hpp"

#include "actors/limits.hpp"
#include "devices/ticket_machine/ticket_machine.hpp"

#include <algorithm>

namespace atrium::http {
namespace {

bool has_device(const HallFace& face, const std::string& kind, const std::string& id) {
  const auto of_window = [&](const FaceWindow& window) {
    if (kind == "evaluator") return window.evaluator == id;
    return kind == "display" && std::ranges::find(window.displays, id) != window.displays.end();
  };
  const auto listed = [&](const FaceDevice& device) {
    return device.kind == kind && device.id == id;
  };
  return std::ranges::any_of(face.devices, listed) || std::ranges::any_of(face.windows, of_window);
}

Problem unknown_device() {
  return {404, "device.unknown", "the hall has no device of this kind and id", "device"};
}

int read_sequence(Fields& fields) {
  return static_cast<int>(fields.integer("sequence", 0, number_max));
}

front::Act read_report(const std::string& kind, const std::string& device, Fields& fields) {
  if (kind == "display") return front::ReportDisplay{device, read_sequence(fields)};
  if (kind == "evaluator") {
    return front::ReportEvaluator{device, read_sequence(fields),
                                  fields.optional_flag("timed_out").value_or(false)};
  }
  return front::ReportMachine{device, fields.numbers("printed", ticket_machine::slips_max),
                              fields.optional_text("paper", limits::id_max).value_or(""),
                              fields.optional_flag("online")};
}

}  // namespace

void Api::add_device_routes() {
  const std::string path = "/api/v1/halls/{hall}/devices/{kind}/{device}";

  on_question(path, [this](const Hall& hall, Call call) {
    if (!has_device(hall.face, call["kind"], call["device"]))
      return call.respond(to_response(unknown_device()));
    const auto id = call["device"];
    front_.device(hall.id, call["kind"], id, reply_to(std::move(call.respond)));
  });

  on_command(
      path + "/report", 200,
      [](const Hall& hall, const Call& call, Fields& fields) -> std::variant<Asked, Problem> {
        if (!has_device(hall.face, call["kind"], call["device"])) return unknown_device();
        return Asked{read_report(call["kind"], call["device"], fields),
                     {WhoKind::device, call["device"]}};
      });
}

}  // namespace atrium::http
