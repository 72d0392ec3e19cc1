// Routes about devices: what they are to do, and what they report.
#include "adapters/http/api/api.hpp"

#include "actors/limits.hpp"
#include "adapters/front/json_fields.hpp"
#include "devices/ticket_machine/ticket_machine.hpp"

#include <fmt/format.h>
#include <boost/json.hpp>

#include <algorithm>
#include <charconv>
#include <functional>
#include <optional>

namespace atrium::http {
namespace {

namespace json = boost::json;
using front::text_at;

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
  if (kind == "speaker") {
    auto page = fields.text("page", limits::id_max);
    auto phase = fields.text("phase", limits::id_max);
    const auto of = [&](const char* name) {
      return static_cast<int>(fields.optional_integer(name, 0, number_max).value_or(0));
    };
    return front::ReportSpeaker{device, std::move(page), std::move(phase), of("sequence"),
                                of("round")};
  }
  return front::ReportMachine{device, fields.numbers("printed", ticket_machine::slips_max),
                              fields.optional_text("paper", limits::id_max).value_or(""),
                              fields.optional_flag("online")};
}

// What an announcement of a speaker says, if it is spoken or waits.
std::optional<Saying> saying_of(const std::string& speaker, std::int64_t sequence) {
  json::error_code error;
  const auto view = json::parse({speaker.data(), speaker.size()}, error);
  if (error) return std::nullopt;
  const auto* desired = view.as_object().if_contains("desired");
  if (desired == nullptr) return std::nullopt;
  std::optional<Saying> found;
  const auto see = [&](const json::object& one) {
    const auto* own = one.if_contains("sequence");
    if (own == nullptr || !own->is_int64() || own->get_int64() != sequence) return;
    found = Saying{text_at(one, "text"), text_at(one, "text_en")};
  };
  const auto* current = desired->as_object().if_contains("current");
  if (current != nullptr && current->is_object()) see(current->at("announcement").as_object());
  for (const auto& one : desired->at("waiting").as_array()) see(one.as_object());
  return found;
}

std::optional<std::int64_t> integer_of(const std::string& text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

Response sound_response(const Request& request, const Sound& sound) {
  const auto tag = fmt::format("\"{:x}-{:x}\"", std::hash<std::string>{}(*sound), sound->size());
  Response response{200, "audio/wav", {}, sound, {{"ETag", tag}, {"Cache-Control", "no-cache"}}};
  if (const auto* known = request.field("if-none-match"); known != nullptr && *known == tag) {
    response.status = 304;
    response.file = nullptr;
  }
  return response;
}

}  // namespace

Problem unknown_machine() {
  return {404, "device.unknown", "the hall has no such ticket machine", "machine"};
}

bool has_device(const HallFace& face, std::string_view kind, std::string_view id) {
  const auto of_window = [&](const FaceWindow& window) {
    if (kind == "evaluator") return window.evaluator == id;
    return kind == "display" && std::ranges::find(window.displays, id) != window.displays.end();
  };
  const auto listed = [&](const FaceDevice& device) {
    return device.kind == kind && device.id == id;
  };
  return std::ranges::any_of(face.devices, listed) || std::ranges::any_of(face.windows, of_window);
}

void Api::answer_sound(const Hall& hall, const Saying& saying, Call call) {
  if (!options_.sound) {
    return call.respond(to_response({503, "speech.not_available", "this node makes no sound", ""}));
  }
  auto held = std::make_shared<Call>(std::move(call));
  options_.sound(hall.face.hall, saying, [loop = loop_, held](Result<Sound> sound) {
    auto made = std::make_shared<Result<Sound>>(std::move(sound));
    loop->post([held, made] {
      if (*made) return held->respond(sound_response(held->request, **made));
      held->respond(to_response({503, "speech.not_available", made->error().what, ""}));
    });
  });
}

void Api::add_device_routes() {
  const std::string path = "/api/v1/halls/{hall}/devices/{kind}/{device}";

  on_question(path, [this](const Hall& hall, Call call) {
    if (!has_device(hall.face, call["kind"], call["device"]))
      return call.respond(to_response(unknown_device()));
    const auto id = call["device"];
    front_.device(hall.id, call["kind"], id, reply_to(std::move(call.respond)));
  });

  on_question("/api/v1/halls/{hall}/devices/speaker/{device}/announcements/{sequence}/audio",
              [this](const Hall& hall, Call call) {
                const auto id = call["device"];
                if (!has_device(hall.face, "speaker", id))
                  return call.respond(to_response(unknown_device()));
                auto held = std::make_shared<Call>(std::move(call));
                front_.device(
                    hall.id, "speaker", id, on_loop([this, &hall, held](host::Outcome outcome) {
                      const auto* accepted = std::get_if<host::Accepted>(&outcome);
                      if (accepted == nullptr) return held->respond(to_response(outcome));
                      const auto sequence = integer_of((*held)["sequence"]);
                      const auto saying =
                          sequence ? saying_of(accepted->json, *sequence) : std::nullopt;
                      if (saying) return answer_sound(hall, *saying, std::move(*held));
                      held->respond(
                          to_response({404, "announcement.unknown",
                                       "nothing of that sequence is spoken or waits", "sequence"}));
                    }));
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
