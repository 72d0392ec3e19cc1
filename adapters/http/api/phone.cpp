// What a phone sees behind a link: the ticket without anything about its holder, where to go, and
// after the service the rating. The link is the only right that it needs.
#include "adapters/http/api/api.hpp"

#include "actors/limits.hpp"
#include "adapters/front/json_fields.hpp"

#include <algorithm>

namespace atrium::http {
namespace {

namespace json = boost::json;
using front::text_at;

const json::object* object_of(const json::value* value) {
  return value == nullptr ? nullptr : value->if_object();
}

// Only these fields of a ticket leave the house by a link.
constexpr std::string_view shown[] = {"number",    "status",     "ahead",     "wait",       "calls",
                                      "issued_at", "started_at", "called_at", "finished_at"};

std::string zone_name(const HallFace& face, const std::string& zone, bool english) {
  const auto found = std::ranges::find(face.zones, zone, &FaceZone::zone);
  if (found == face.zones.end()) return zone;
  return english ? found->name_en : found->name;
}

json::value place_json(const HallFace& face, const std::string& window) {
  const auto found = std::ranges::find(face.windows, window, &FaceWindow::window);
  if (found == face.windows.end()) return nullptr;
  return json::object{{"window", found->window},
                      {"name", found->name},
                      {"name_en", found->name_en},
                      {"zone", zone_name(face, found->zone, false)},
                      {"zone_en", zone_name(face, found->zone, true)},
                      {"x", found->x},
                      {"y", found->y}};
}

json::object service_json(const HallFace& face, const std::string& service) {
  const auto found = std::ranges::find(face.services, service, &FaceService::service);
  if (found == face.services.end())
    return {{"service", service}, {"name", service}, {"name_en", service}};
  return {{"service", service}, {"name", found->name}, {"name_en", found->name_en}};
}

// What is still to do after this service, in order.
json::array next_json(const HallFace& face, const json::object& ticket) {
  json::array out;
  const auto* next = front::array_at(ticket, "next");
  if (next == nullptr) return out;
  for (const auto& service : *next) {
    out.push_back(service_json(face, json::value_to<std::string>(service)));
  }
  return out;
}

json::array map_json(const HallFace& face) {
  json::array spots;
  for (const auto& window : face.windows)
    spots.push_back(json::object{{"window", window.window}, {"x", window.x}, {"y", window.y}});
  return spots;
}

// Of days before: all that the record keeps of it.
json::object past_json(const front::Visit& visit) {
  return {{"number", visit.served.number},
          {"service", visit.served.service.value},
          {"window", visit.served.window.value},
          {"status", "done"},
          {"calls", 0},
          {"finished_at", to_iso8601(visit.served.finished_at)}};
}

json::object phone_json(const HallFace& face, const json::object& ticket, Instant now) {
  json::object out{{"hall", face.hall},
                   {"hall_name", face.name},
                   {"hall_name_en", face.name_en},
                   {"utc_offset_s", face.utc_offset_s},
                   {"as_of", to_iso8601(now)},
                   {"remind_ahead", face.remind_ahead},
                   {"service", service_json(face, text_at(ticket, "service"))},
                   {"next", next_json(face, ticket)},
                   {"window", place_json(face, text_at(ticket, "window"))},
                   {"map", map_json(face)}};
  for (const auto name : shown) {
    const auto* value = ticket.if_contains(name);
    out[name] = value == nullptr ? json::value(nullptr) : *value;
  }
  return out;
}

// Whether it can be rated, what was given, and what became of it; no words of staff but the answer.
json::object rating_json(const json::object& ticket, const json::object* given,
                         const evaluation::Rules& rules, Instant now) {
  json::object out{{"open", false}, {"until", nullptr}, {"given", nullptr}, {"follow_up", nullptr}};
  const auto finished = from_iso8601(text_at(ticket, "finished_at"));
  if (given == nullptr) {
    if (text_at(ticket, "status") != "done" || !finished) return out;
    const auto until = evaluation::deadline(rules, *finished, rules.rate_days);
    out["open"] = !until || now < *until;
    if (until) out["until"] = to_iso8601(*until);
    return out;
  }
  out["given"] = json::object{{"level", given->at("level")},
                              {"tags", given->at("tags")},
                              {"given_at", given->at("given_at")}};
  const auto* follow_up = object_of(given->if_contains("follow_up"));
  if (follow_up == nullptr) return out;
  std::string answer;
  for (const auto& step : follow_up->at("steps").as_array()) {
    if (text_at(step.as_object(), "step") == "closed") answer = text_at(step.as_object(), "text");
  }
  out["follow_up"] = json::object{
      {"phase", follow_up->at("phase")}, {"due", follow_up->at("due")}, {"answer", answer}};
  return out;
}

}  // namespace

std::optional<Problem> Api::open_link(Call& call) const {
  const auto token = call.parameters.find("token");
  if (token == call.parameters.end()) return std::nullopt;
  const auto link = links_.genuine(token->second);
  if (!link || !halls_.contains(link->hall)) {
    return Problem{404, "link.unknown", "this link leads nowhere; take the one of your ticket", ""};
  }
  if (runtime_.clock().now() >= link->expires)
    return Problem{410, "link.expired", "this link has ended", ""};
  call.parameters["hall"] = link->hall;
  call.parameters["ticket"] = link->ticket;
  call.parameters["channel"] = link->kind == front::LinkKind::rating ? "sms" : "phone";
  return std::nullopt;
}

void Api::add_phone_routes() {
  const std::string phone = "/api/v1/m/{token}";
  on_question(phone, [this](const Hall& hall, Call call) { answer_phone(hall, std::move(call)); });
  on_command(phone + "/evaluation", 200,
             [](const Hall&, const Call& call, Fields& fields) -> std::variant<Asked, Problem> {
               front::Evaluate rating;
               rating.ticket = call["ticket"];
               rating.channel = call["channel"];
               rating.level = static_cast<int>(
                   fields.integer("level", evaluation::level_min, evaluation::level_max));
               rating.tags = fields.texts("tags", evaluation::tags_max, limits::id_max);
               rating.text = fields.optional_text("text", limits::text_max).value_or("");
               return Asked{std::move(rating), {WhoKind::citizen, ""}};
             });
}

// First the ticket, in the waiting room or in the record of days before; then what it was rated,
// and how far its case has come.
void Api::answer_phone(const Hall& hall, Call call) {
  const auto id = call["ticket"];
  auto asker = std::make_shared<Respond>(std::move(call.respond));
  front_.ticket(
      hall.id, id, on_loop([this, &hall, asker, id](const host::Outcome& outcome) {
        json::object ticket;
        Position position = 0;
        if (const auto* accepted = std::get_if<host::Accepted>(&outcome)) {
          ticket = json::parse(accepted->json).as_object();
          position = accepted->position;
        } else {
          const auto* refused = std::get_if<host::Refused>(&outcome);
          hall.visits->catch_up();
          const auto past = hall.visits->find(id);
          const bool gone = refused != nullptr && refused->refusal.kind == RefusalKind::not_found;
          if (!gone || !past) return (*asker)(to_response(outcome));
          ticket = past_json(*past);
        }
        const auto then = [this, &hall, asker, id, ticket, position](const host::Outcome& second) {
          const auto* given = std::get_if<host::Accepted>(&second);
          const auto rating = given != nullptr ? json::parse(given->json) : json::value();
          const auto now = runtime_.clock().now();
          auto out = phone_json(hall.face, ticket, now);
          out["rating"] = rating_json(ticket, rating.if_object(), *hall.rating_terms, now);
          out["position"] = position;
          answer_with_case(hall, TicketId(id), std::move(out), asker);
        };
        front_.rating_case(hall.id, id, on_loop(then));
      }));
}

}  // namespace atrium::http
