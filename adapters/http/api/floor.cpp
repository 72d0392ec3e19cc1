// Routes about a whole hall: its floor, its windows as seen, its events (and floor.hpp).
#include "adapters/http/api/floor.hpp"

#include "adapters/front/json_fields.hpp"
#include "adapters/http/api/api.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace atrium::http {
namespace {

namespace json = boost::json;
using front::text_at;

constexpr std::int64_t events_listed = 100;
constexpr std::int64_t events_listed_max = 1000;

template <class Entries, class Key>
auto* find_face(const Entries& entries, Key key, const std::string& wanted) {
  const auto found = std::ranges::find(entries, wanted, key);
  return found == entries.end() ? nullptr : &*found;
}

json::object texts_json(const std::map<std::string, std::string>& texts) {
  json::object out;
  for (const auto& [key, text] : texts) out[key] = text;
  return out;
}

void add_service_face(const HallFace& face, json::object& service) {
  const auto* own = find_face(face.services, &FaceService::service, text_at(service, "service"));
  service["name"] = own != nullptr ? own->name : "";
  service["name_en"] = own != nullptr ? own->name_en : "";
  service["class"] = own != nullptr ? own->service_class : "";
}

json::array zones_json(const HallFace& face) {
  json::array out;
  for (const auto& zone : face.zones) {
    out.push_back(
        json::object{{"zone", zone.zone}, {"name", zone.name}, {"name_en", zone.name_en}});
  }
  return out;
}

json::array classes_json(const HallFace& face) {
  json::array out;
  for (const auto& one : face.classes) {
    out.push_back(json::object{{"class", one.key}, {"name", one.name}, {"name_en", one.name_en}});
  }
  return out;
}

json::array journeys_json(const HallFace& face) {
  json::array out;
  for (const auto& one : face.journeys) {
    out.push_back(json::object{{"journey", one.journey},
                               {"name", one.name},
                               {"name_en", one.name_en},
                               {"services", json::value_from(one.services)}});
  }
  return out;
}

json::array devices_json(const HallFace& face) {
  json::array out;
  for (const auto& device : face.devices) {
    out.push_back(json::object{{"kind", device.kind}, {"id", device.id}, {"zone", device.zone}});
  }
  return out;
}

// The answer as an object, or the response that ends the matter.
std::variant<json::object, Response> object_of(const host::Outcome& outcome) {
  const auto* accepted = std::get_if<host::Accepted>(&outcome);
  if (accepted == nullptr) return to_response(outcome);
  json::error_code error;
  auto value = json::parse({accepted->json.data(), accepted->json.size()}, error);
  if (error || !value.is_object()) {
    return to_response({500, "defect", "an entity's answer is not a JSON object", ""});
  }
  return std::move(value.get_object());
}

Response json_response(const json::object& body) {
  return {200, "application/json", json::serialize(body), {}, {}};
}

}  // namespace

void add_window_face(const HallFace& face, json::object& window) {
  const auto* own = find_face(face.windows, &FaceWindow::window, text_at(window, "window"));
  static const FaceWindow unknown;
  const auto& shown = own != nullptr ? *own : unknown;
  window["name"] = shown.name;
  window["name_en"] = shown.name_en;
  window["zone"] = shown.zone;
  window["x"] = shown.x;
  window["y"] = shown.y;
  window["class"] = shown.window_class;
  window["displays"] = json::value_from(shown.displays);
  window["evaluator"] =
      shown.evaluator.empty() ? json::value(nullptr) : json::value(shown.evaluator);
}

json::object floor_json(const HallFace& face, json::object live, std::string_view mode,
                        ReaderPlace place) {
  live["hall"] = face.hall;
  live["name"] = face.name;
  live["name_en"] = face.name_en;
  live["time_zone"] = face.time_zone;
  live["utc_offset_s"] = face.utc_offset_s;
  live["mode"] = mode;
  live["position"] = place.from.value_or(0);
  live["epoch"] = place.epoch;
  if (auto* windows = live.if_contains("windows"); windows != nullptr && windows->is_array()) {
    for (auto& window : windows->get_array()) add_window_face(face, window.as_object());
  }
  if (auto* services = live.if_contains("services"); services != nullptr && services->is_array()) {
    for (auto& service : services->get_array()) add_service_face(face, service.as_object());
  }
  live["zones"] = zones_json(face);
  live["classes"] = classes_json(face);
  live["journeys"] = journeys_json(face);
  live["devices"] = devices_json(face);
  live["speakers"] = face.speakers;
  live["texts"] = texts_json(face.texts);
  live["texts_en"] = texts_json(face.texts_en);
  return live;
}

json::object hall_line_json(const HallFace& face, const json::object& live) {
  std::int64_t open_windows = 0;
  if (const auto* windows = live.if_contains("windows");
      windows != nullptr && windows->is_array()) {
    open_windows = std::ranges::count_if(windows->get_array(), [](const json::value& window) {
      return text_at(window.as_object(), "state") != "closed";
    });
  }
  const auto* counts = live.if_contains("counts");
  const auto* waiting = counts != nullptr && counts->is_object()
                            ? counts->get_object().if_contains("waiting")
                            : nullptr;
  const auto* open = live.if_contains("open");
  return {{"hall", face.hall},
          {"name", face.name},
          {"name_en", face.name_en},
          {"open", open != nullptr && open->is_bool() && open->get_bool()},
          {"waiting", waiting != nullptr ? *waiting : json::value(0)},
          {"windows_open", open_windows}};
}

void Api::add_floor_routes() {
  routes_.add("GET", "/api/v1/halls", [this](Call call) { answer_halls(std::move(call)); });
  on_question("/api/v1/halls/{hall}",
              [this](const Hall& hall, Call call) { answer_floor(hall, std::move(call)); });
  on_question("/api/v1/halls/{hall}/events",
              [this](const Hall& hall, Call call) { answer_events(hall, std::move(call)); });
  on_question("/api/v1/halls/{hall}/windows/{window}", [this](const Hall& hall, Call call) {
    const auto window = call["window"];
    front_.window(hall.id, window,
                  reply_to(std::move(call.respond), [&hall](const host::Outcome& outcome) {
                    auto live = object_of(outcome);
                    if (auto* response = std::get_if<Response>(&live)) return std::move(*response);
                    auto& seen = std::get<json::object>(live);
                    add_window_face(hall.face, seen);
                    seen["position"] = std::get<host::Accepted>(outcome).position;
                    return json_response(seen);
                  }));
  });
}

// Asks all halls at once; the list keeps their order.
void Api::answer_halls(Call call) {
  struct Gathering {
    Respond respond;
    std::vector<json::object> lines;
    std::size_t missing = 0;
  };
  auto all = std::make_shared<Gathering>(Gathering{std::move(call.respond), {}, halls_.size()});
  all->lines.resize(halls_.size());
  std::size_t at = 0;
  for (const auto& [name, hall] : halls_) {
    front_.floor(hall.id, on_loop([all, &hall, at](const host::Outcome& outcome) {
                   auto live = object_of(outcome);
                   if (auto* response = std::get_if<Response>(&live))
                     return all->respond(std::move(*response));
                   all->lines[at] = hall_line_json(hall.face, std::get<json::object>(live));
                   if (--all->missing > 0) return;
                   all->respond(json_response(
                       {{"halls", json::array(all->lines.begin(), all->lines.end())}}));
                 }));
    ++at;
  }
  if (halls_.empty()) all->respond(json_response({{"halls", json::array()}}));
}

// The hall is asked after the waiting room, so that nothing before the answer's position is missing
// from it.
void Api::answer_floor(const Hall& hall, Call call) {
  auto asker = std::make_shared<Respond>(std::move(call.respond));
  front_.floor(
      hall.id, on_loop([this, &hall, asker](const host::Outcome& outcome) {
        auto live = object_of(outcome);
        if (auto* response = std::get_if<Response>(&live)) return (*asker)(std::move(*response));
        auto floor = std::make_shared<json::object>(std::get<json::object>(std::move(live)));
        const auto position = std::get<host::Accepted>(outcome).position;
        front_.hall(hall.id, on_loop([&hall, asker, floor, position](const host::Outcome& second) {
                      auto own = object_of(second);
                      if (auto* response = std::get_if<Response>(&own))
                        return (*asker)(std::move(*response));
                      const auto mode = text_at(std::get<json::object>(own), "mode");
                      const ReaderPlace place{position, hall.live->feed().journal().head().epoch};
                      (*asker)(json_response(floor_json(hall.face, std::move(*floor),
                                                        {mode.data(), mode.size()}, place)));
                    }));
      }));
}

void Api::answer_events(const Hall& hall, Call call) {
  std::optional<Problem> fault;
  const auto place = query_place(call.query, fault);
  const auto limit = query_integer(call.query, "limit", 1, events_listed_max, fault);
  if (fault) return call.respond(to_response(*fault));
  const auto& journal = hall.live->feed().journal();
  const auto from = place.from.value_or(0);
  if (const auto lost = front::misplaced(journal, from, place.epoch)) {
    return call.respond(to_response(to_problem(*lost)));
  }
  const auto head = journal.head();
  const auto events =
      hall.live->feed().read(from, static_cast<std::size_t>(limit.value_or(events_listed)));
  if (!events) return call.respond(to_response({503, "feed.unreadable", events.error().what, ""}));
  std::string list;
  for (const auto& envelope : *events) {
    const auto text = runtime_.event_text(envelope);
    if (!text) return call.respond(to_response({503, "feed.unreadable", text.error().what, ""}));
    list += (list.empty() ? "" : ",") + event_json(envelope, *text);
  }
  call.respond(
      {200,
       "application/json",
       fmt::format(R"({{"events":[{}],"head":{},"epoch":{}}})", list, head.position, head.epoch),
       {},
       {}});
}

}  // namespace atrium::http
