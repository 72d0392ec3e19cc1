// Routes about what people think of their visits.
#include "adapters/http/api/api.hpp"

#include "actors/evaluation/evaluation.hpp"
#include "actors/limits.hpp"

namespace atrium::http {

using namespace limits;

void Api::add_rating_routes() {
  const std::string tickets = "/api/v1/halls/{hall}/tickets";

  on_question(tickets + "/{ticket}/evaluation", [this](const Hall& hall, Call call) {
    front_.rating(hall.id, call["ticket"], reply_to(std::move(call.respond)));
  });

  on_command(tickets + "/{ticket}/evaluation", 200,
             [](const Hall&, const Call& call, Fields& fields) -> std::variant<Asked, Problem> {
               front::Evaluate rating;
               rating.ticket = call["ticket"];
               rating.level = static_cast<int>(
                   fields.integer("level", evaluation::level_min, evaluation::level_max));
               rating.tags = fields.texts("tags", evaluation::tags_max, id_max);
               rating.text = fields.optional_text("text", text_max).value_or("");
               return Asked{std::move(rating), {WhoKind::citizen, ""}};
             });
}

}  // namespace atrium::http
