// Routes about what a hall offers, and about the labels on papers.
#include "adapters/http/api/api.hpp"

#include "actors/limits.hpp"

#include <boost/json.hpp>

namespace atrium::http {
namespace {

namespace json = boost::json;
using namespace limits;

json::object to_json(const front::Item& item) {
  return {{"service", item.service},
          {"name", item.name},
          {"name_en", item.name_en},
          {"directions", item.directions},
          {"directions_en", item.directions_en},
          {"notice", item.notice},
          {"notice_en", item.notice_en},
          {"materials", json::value_from(item.materials)},
          {"materials_en", json::value_from(item.materials_en)},
          {"slip", json::value_from(item.slip)},
          {"slip_en", json::value_from(item.slip_en)},
          {"label", item.label}};
}

Response to_response(const std::variant<std::vector<front::Item>, Failure>& told) {
  if (const auto* failure = std::get_if<Failure>(&told)) {
    return to_response(Problem{503, "catalogue.unavailable", failure->what, ""});
  }
  json::array items;
  for (const auto& item : std::get<std::vector<front::Item>>(told)) items.push_back(to_json(item));
  return {
      200, "application/json", json::serialize(json::object{{"items", std::move(items)}}), {}, {}};
}

}  // namespace

void Api::add_item_routes() {
  const std::string hall_path = "/api/v1/halls/{hall}";

  on_question(hall_path + "/items", [this](const Hall& hall, Call call) {
    const auto respond = std::make_shared<Respond>(std::move(call.respond));
    options_.catalogue->items(hall.face.hall, [loop = loop_, respond](auto told) {
      loop->post([respond, told = std::move(told)] { (*respond)(to_response(told)); });
    });
  });

  on_question(hall_path + "/labels/{ticket}", [this](const Hall& hall, Call call) {
    front_.label(hall.id, call["ticket"], reply_to(std::move(call.respond)));
  });

  on_command(hall_path + "/labels/{ticket}/stamps", 200,
             [](const Hall&, const Call& call, Fields& fields) -> std::variant<Asked, Problem> {
               front::StampLabel stamp{call["ticket"], fields.text("step", id_max),
                                       fields.optional_text("window", id_max).value_or("")};
               return Asked{std::move(stamp), {WhoKind::staff, ""}};
             });

  on_command(hall_path + "/labels/{ticket}/withdraw", 200,
             [](const Hall&, const Call& call, Fields& fields) -> std::variant<Asked, Problem> {
               return Asked{front::WithdrawStamp{call["ticket"], fields.text("step", id_max)},
                            {WhoKind::staff, ""}};
             });
}

}  // namespace atrium::http
